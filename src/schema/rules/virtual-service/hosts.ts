import { HostOverlaps } from '../../../resources/host-overlaps.ts';
import type { VirtualService } from '../../compiled/networking.istio.io/VirtualService.js';
import { isIpAddress } from '../../values/address.ts';
import { wildcardHostProblem } from '../../values/host.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** The reserved gateway that stands for every sidecar. */
const mesh = 'mesh';

/** True when gateways alone apply it: those that it names, and not `mesh`, which is what no gateways at all means. */
export const areForGatewaysOnly = ({ gateways = [] }: VirtualService): boolean =>
  gateways.length > 0 && !gateways.includes(mesh);

/** What a gateway in AUTO_PASSTHROUGH reads the destination from: `outbound_.80_._.reviews.shop.svc.cluster.local`. */
const passthroughHost = /^outbound_[^_]*\d[^_]*_[^_]*_[^_]*[a-zA-Z]/;
const longest = 255;

/** A host, which may be a wildcard; where `orPassthrough` is true, perhaps one that AUTO_PASSTHROUGH has made. */
export const virtualHostProblem = (name: string, orPassthrough: boolean): Problem =>
  orPassthrough && name.length <= longest && passthroughHost.test(name) ? undefined : wildcardHostProblem(name);

const hasSniHosts = ({ tls = [] }: VirtualService): boolean =>
  tls.some(({ match = [] }) => match.some(({ sniHosts = [] }) => sniHosts.length > 0));

function hostProblem(name: string, forGateways: boolean, orPassthrough: boolean): Problem {
  if (name === '*' && !forGateways) return 'must not be "*" for sidecars: name hosts, or gateways other than mesh';
  const problem = virtualHostProblem(name, orPassthrough);
  return problem !== undefined && isIpAddress(name) ? undefined : problem;
}

/** Reports hosts that are no host names, wildcards or IP addresses, and good ones that overlap. */
export function checkHosts(spec: VirtualService, field: Field): void {
  const forGateways = areForGatewaysOnly(spec);
  const orPassthrough = forGateways && hasSniHosts(spec);
  const good = new Map<number, string>();
  for (const [i, host] of (spec.hosts ?? []).entries()) {
    const problem = hostProblem(host, forGateways, orPassthrough);
    if (problem === undefined) good.set(i, host);
    else field.at(i).error(problem);
  }
  if (good.size > 1) checkDistinct(good, field);
}

/** Reports each host, by its index in the list, that one before it, or a wildcard that holds one, means already. */
function checkDistinct(hosts: ReadonlyMap<number, string>, field: Field): void {
  const overlaps = new HostOverlaps<number>();
  for (const [i, host] of hosts) overlaps.add(host, i);
  for (const [i, host] of hosts) {
    for (const other of overlaps.overlapping(host)) {
      if (other >= i) continue;
      const earlier = quote(hosts.get(other)!);
      field.at(i).error(hosts.get(other) === host ? `names ${earlier} again` : `overlaps ${earlier}, listed before it`);
      break;
    }
  }
}

/** A test of whether one of `hosts` holds a name or wildcard whole; each question looks up the name's own endings. */
export function coverageOf(hosts: readonly string[]): (name: string) => boolean {
  const known = new Set(hosts);
  return (name) => {
    if (known.has(name)) return true;
    for (let i = name.startsWith('*') ? 1 : 0; i <= name.length; i++) if (known.has(`*${name.slice(i)}`)) return true;
    return false;
  };
}
