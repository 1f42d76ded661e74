import type { Resource } from '../../resources/resource.ts';
import type { Host } from '../mtls/destinations.ts';
import type { RoutingProxy } from './rule-match.ts';

/** The names that a client may call a host by (istiod's generateVirtualHostDomains). */
export function domainsOf({ name, namespace, resource, isPassthrough }: Host, proxy: RoutingProxy): string[] {
  const full = name.toLowerCase();
  const addresses = addressesOf(resource);
  const at = full.indexOf('.svc.');
  if (resource.kind !== 'Service' || at < 0) return [full, `${full}.`, ...addresses];
  const short = full.slice(0, at);
  const names = [full, `${full}.`, short, `${short}.svc`];
  if (namespace === proxy.namespace) names.push(short.slice(0, short.indexOf('.')));
  return [...names, ...(isPassthrough ? names.map((one) => `*.${one}`) : []), ...addresses];
}

function addressesOf({ body }: Resource<unknown>): string[] {
  const { spec = {} } = body as { spec?: { clusterIP?: string; addresses?: readonly string[] } };
  const all = [...(spec.clusterIP && spec.clusterIP !== 'None' ? [spec.clusterIP] : []), ...(spec.addresses ?? [])];
  return all.filter((address) => !address.includes('/'));
}
