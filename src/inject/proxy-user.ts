import { isObject, type Json } from '../resources/json.ts';

/** Whom the proxy runs as. */
export interface ProxyUser {
  readonly uid: number;
  readonly gid: number;
}

/** Whom proxies run as in usual namespaces. */
export const usualProxyUser: ProxyUser = { uid: 1337, gid: 1337 };

const users = 'openshift.io/sa.scc.uid-range';
const groups = 'openshift.io/sa.scc.supplemental-groups';

/**
 * Whom proxies run as in a namespace of OpenShift, which lets Pods run as users of a range of its own only: the last one of it
 * (istio/pkg/kube/inject, GetProxyIDs). Undefined where its annotations name no range.
 */
export function namespaceProxyUser(annotations: Json | undefined): ProxyUser | undefined {
  if (!isObject(annotations)) return undefined;
  const uid = lastOf(annotations[users]);
  const written = annotations[groups] ?? annotations[users];
  const ranges = typeof written === 'string' ? written.split(',').map(lastOf) : [];
  const gid = ranges.includes(undefined) ? undefined : ranges[0];
  if (uid === undefined && gid === undefined) return undefined;
  return { uid: uid ?? usualProxyUser.uid, gid: gid ?? usualProxyUser.gid };
}

/** The last number of a range, `1000620000/10000` or `1000620000-1000629999`; undefined for what is none. */
function lastOf(range: Json | undefined): number | undefined {
  const [, start, sign, other] = (typeof range === 'string' && /^(\d+)([/-])(\d+)$/.exec(range.trim())) || [];
  const last = sign === '/' ? Number(start) + Number(other) - 1 : Number(other);
  return start === undefined || last >= 2 ** 32 ? undefined : last;
}
