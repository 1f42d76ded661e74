import { isObject, type Json } from '../../resources/json.ts';
import type { MeshConfig } from '../../resources/mesh-config.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import type { Workload } from '../mtls/workloads.ts';
import type { PathNormalization } from '../routing/http-request.ts';

const normalizations: readonly string[] = ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'];

/** How proxies of the mesh normalize paths: without a word, BASE. */
export function pathNormalizationOf({ pathNormalization }: MeshConfig): PathNormalization {
  const { normalization = '' } = pathNormalization ?? {};
  return normalizations.includes(normalization) ? (normalization as PathNormalization) : 'BASE';
}

/** How many proxies before it a gateway believes: the Pod's annotation proxy.istio.io/config goes before the mesh config. */
export function trustedProxiesOf({ annotations }: Workload, { defaultConfig }: MeshConfig): number {
  const own = at(settingsIn(annotations['proxy.istio.io/config']), 'gatewayTopology', 'numTrustedProxies');
  const number = typeof own === 'number' ? own : (defaultConfig?.gatewayTopology?.numTrustedProxies ?? 0);
  return Number.isInteger(number) && number > 0 ? number : 0;
}

function settingsIn(text: string | undefined): Json | undefined {
  const [document] = text === undefined ? [] : readYaml(text);
  return document?.problem === undefined ? (document?.value as Json | undefined) : undefined;
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const name of path) found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}
