import { objectAt } from '../resources/fields.ts';
import { meshConfigCheck } from './mesh-config.ts';
import type { ValidateResource } from './validator.ts';

/** Where an IstioOperator holds mesh configs: istiod gets them as they are written, and istioctl reads them as it does. */
const meshConfigs: readonly (readonly string[])[] = [
  ['spec', 'meshConfig'],
  ['spec', 'values', 'meshConfig'],
];

/** Loads what checks the mesh configs in an IstioOperator, which the schema of its kind leaves open. */
export async function meshConfigsValidator(): Promise<ValidateResource> {
  const check = await meshConfigCheck();
  return ({ body }) =>
    meshConfigs.flatMap((path) => {
      const config = objectAt(body, ...path);
      // That it is a map is for the kind's own schema to say.
      return config === undefined ? [] : check(config, path);
    });
}
