import { isObject, type Json, type Path } from '../resources/json.ts';
import { meshConfigCheck } from './mesh-config.ts';
import type { ValidateResource } from './validator.ts';

/** Where an IstioOperator holds mesh configs: istiod gets them as they are written, and istioctl reads them as it does. */
const meshConfigs: readonly Path[] = [
  ['spec', 'meshConfig'],
  ['spec', 'values', 'meshConfig'],
];

/** Loads what checks the mesh configs in an IstioOperator, which the schema of its kind leaves open. */
export async function meshConfigsValidator(): Promise<ValidateResource> {
  const check = await meshConfigCheck();
  return ({ body }) =>
    meshConfigs.flatMap((path) => {
      const value = valueAt(body, path);
      // That it is a map is for the kind's own schema to say.
      return isObject(value) ? check(value, path) : [];
    });
}

const valueAt = (body: Json, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((value, step) => (isObject(value) ? value[step] : undefined), body);
