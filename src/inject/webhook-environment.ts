import { clusterVariable, networkVariable } from './steps/proxy-environment.ts';

/** Short names for variables in the path of an injection webhook (istio.io, Install Primary-Remote). */
const variables: Readonly<Record<string, string>> = { cluster: clusterVariable, net: networkVariable };

/**
 * The variables that an injection webhook's path asks istiod to give each proxy: `/inject/cluster/east/net/one` for
 * ISTIO_META_CLUSTER_ID=east and ISTIO_META_NETWORK=one. A slash in a value is written `--slash--`; the older form is
 * `/inject/:ENV:cluster=east:ENV:net=one` (Istio, pkg/kube/inject: parseInjectEnvs).
 */
export function webhookEnvironment(path: string): ReadonlyMap<string, string> {
  const [, , rest = ''] = /^\/([^/]*)\/(.*?)\/?$/.exec(path) ?? [];
  const pairs = rest.startsWith(':ENV:') ? oldPairs(rest) : slashedPairs(rest);
  return new Map(pairs.map(([name, value]) => [variables[name] ?? name.toUpperCase(), value]));
}

const oldPairs = (text: string): [string, string][] =>
  text
    .split(':ENV:')
    .filter((pair) => pair.indexOf('=') > 0)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);

function slashedPairs(text: string): [string, string][] {
  const steps = text.split('/');
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < steps.length; i += 2) pairs.push([steps[i]!, steps[i + 1]!.replaceAll('--slash--', '/')]);
  return pairs;
}
