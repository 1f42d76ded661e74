import { compareTexts } from '../../base/compare-texts.ts';

/** What Istio puts into the name of a cluster: `outbound|9080|v1|reviews.shop.svc.cluster.local`. */
export interface ClusterName {
  readonly direction: string;
  readonly port: number;
  readonly subset: string;
  readonly host: string;
}

/** The parts of a name in Istio's form, with `|` or, in DNS SRV form, `_.` between them; undefined for any other. */
export function parseClusterName(name: string): ClusterName | undefined {
  if (name.split('|').length <= 3) return undefined;
  const separator = /^(?:outbound|inbound)_\./.test(name) ? '_.' : '|';
  const [direction = '', port = '', subset = '', ...host] = name.split(separator);
  return {
    direction,
    port: /^[+-]?\d+$/.test(port) ? Number(port) : 0,
    subset,
    host: host.length === 1 ? host[0]! : '',
  };
}

/** By host, then subset, port and direction; a name that is not in Istio's form is a host. */
export function compareClusterNames(a: string, b: string): number {
  const left = parseClusterName(a) ?? other(a);
  const right = parseClusterName(b) ?? other(b);
  return (
    compareTexts(left.host, right.host) ||
    compareTexts(left.subset, right.subset) ||
    left.port - right.port ||
    compareTexts(left.direction, right.direction)
  );
}

const other = (name: string): ClusterName => ({ direction: '', port: 0, subset: '', host: name });
