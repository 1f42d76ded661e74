import { valueAt } from '../../resources/fields.ts';
import type { Json } from '../../resources/json.ts';
import type { MeshConfig } from '../../resources/mesh-config.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import type { Workload } from '../mtls/workloads.ts';

/** How many proxies before it a gateway believes: the Pod's annotation proxy.istio.io/config goes before the mesh config. */
export function trustedProxiesOf({ annotations }: Workload, { defaultConfig }: MeshConfig): number {
  const own = valueAt(settingsIn(annotations['proxy.istio.io/config']), 'gatewayTopology', 'numTrustedProxies');
  const number = typeof own === 'number' ? own : (defaultConfig?.gatewayTopology?.numTrustedProxies ?? 0);
  return Number.isInteger(number) && number > 0 ? number : 0;
}

function settingsIn(text: string | undefined): Json | undefined {
  const [document] = text === undefined ? [] : readYaml(text);
  return document?.problem === undefined ? document?.value : undefined;
}
