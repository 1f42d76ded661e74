import { textAt } from '../../resources/fields.ts';
import { changeContainer, itemsOf, labelOf, proxyName } from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { InjectionSettings } from '../settings.ts';

export const clusterVariable = 'ISTIO_META_CLUSTER_ID';
export const networkVariable = 'ISTIO_META_NETWORK';

/**
 * The cluster and the network that a Pod's proxy is in, as environment variables, with any others that the webhook's path asks
 * for; sorted. The Pod's own label wins over the path, and that over values.
 */
export function proxyEnvironment(
  pod: PodTemplate,
  { values, environment = new Map() }: Pick<InjectionSettings, 'values' | 'environment'>,
): ReadonlyMap<string, string> {
  const label = labelOf(pod, 'topology.istio.io/network');
  const found = new Map([
    [clusterVariable, textAt(values, 'global', 'multiCluster', 'clusterName')],
    [networkVariable, textAt(values, 'global', 'network')],
    ...environment,
    ...(label === undefined ? [] : [[networkVariable, label] as const]),
  ]);
  return new Map([...found].filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Gives these variables to the proxy, after all others. */
export function setProxyEnvironment(pod: PodTemplate, environment: ReadonlyMap<string, string>): PodTemplate {
  if (environment.size === 0) return pod;
  const spec = changeContainer(pod.spec, proxyName, (proxy) => {
    const others = itemsOf(proxy, 'env').filter(({ name }) => !environment.has(String(name)));
    return { ...proxy, env: [...others, ...[...environment].map(([name, value]) => ({ name, value }))] };
  });
  return spec === pod.spec ? pod : { ...pod, spec };
}
