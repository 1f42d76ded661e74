import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { changeContainer, itemsOf, labelOf, proxyName } from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';

export const clusterVariable = 'ISTIO_META_CLUSTER_ID';
export const networkVariable = 'ISTIO_META_NETWORK';

const textAt = (values: Json | undefined, ...path: readonly string[]): string => {
  let value = values;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return typeof value === 'string' ? value : '';
};

/** The cluster and the network that a Pod's proxy is in, as environment variables; the Pod's own label wins over values. */
export function proxyEnvironment(pod: PodTemplate, values: JsonObject): ReadonlyMap<string, string> {
  const cluster = textAt(values, 'global', 'multiCluster', 'clusterName');
  const network = labelOf(pod, 'topology.istio.io/network') ?? textAt(values, 'global', 'network');
  const found: [string, string][] = [
    [clusterVariable, cluster],
    [networkVariable, network],
  ];
  return new Map(found.filter(([, value]) => value !== ''));
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
