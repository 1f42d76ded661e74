import { objectAt } from '../resources/fields.ts';
import { meshConfigCheck, meshNetworksCheck } from './mesh-config.ts';
import type { ValidateResource } from './validator.ts';

/** Where an IstioOperator holds mesh configs: istiod gets them as they are written, and istioctl reads them as it does. */
const meshConfigs: readonly (readonly string[])[] = [
  ['spec', 'meshConfig'],
  ['spec', 'values', 'meshConfig'],
];

/** Where it holds networks: what the chart writes under `networks`, as it is, for istiod to read. */
const meshNetworks = ['spec', 'values', 'global', 'meshNetworks'] as const;

/** Loads what checks the mesh configs and networks in an IstioOperator, which the schema of its kind leaves open. */
export async function meshConfigsValidator(): Promise<ValidateResource> {
  const [check, checkNetworks] = await Promise.all([meshConfigCheck(), meshNetworksCheck()]);
  return ({ body }) => {
    const problems = meshConfigs.flatMap((path) => {
      const config = objectAt(body, ...path);
      // That it is a map is for the kind's own schema to say.
      return config === undefined ? [] : check(config, path);
    });
    const networks = objectAt(body, ...meshNetworks);
    if (networks === undefined) return problems;
    const ofNetworks = checkNetworks({ networks }, []);
    return [...problems, ...ofNetworks.map((one) => ({ ...one, path: [...meshNetworks, ...one.path.slice(1)] }))];
  };
}
