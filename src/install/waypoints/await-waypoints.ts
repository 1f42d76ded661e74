import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { problemText } from '../apply/failure-text.ts';
import { podProblems } from '../apply/pod-problems.ts';
import { gatewayKind } from './read-waypoints.ts';
import { readWaypoint, type Waypoint } from './waypoint.ts';

/**
 * Waits until waypoints are programmed.
 *
 * @returns the Gateways as they were last seen; those that are gone are left out. Throws KubeError
 */
export async function awaitWaypoints(
  api: KubeApi,
  gateways: readonly JsonObject[],
  namespace: string | undefined,
  options: CallOptions,
): Promise<JsonObject[]> {
  const wanted = new Set(gateways.map(fullName));
  let seen = [...gateways];
  const isReady = (gateway: JsonObject): boolean => readWaypoint(gateway).programmed === 'True';
  if (seen.every(isReady)) return seen;
  const [first, second] = gateways;
  const fieldSelector = second === undefined ? `metadata.name=${textAt(first, 'metadata', 'name')}` : undefined;
  let isComplete = false;
  await api.until(
    { ...gatewayKind, namespace, fieldSelector },
    (objects) => {
      const now = [...objects.values()].filter((one) => wanted.has(fullName(one)));
      // The watch begins with one object after the other.
      isComplete ||= now.length === wanted.size;
      if (!isComplete) return undefined;
      seen = now;
      return now.every(isReady) || undefined;
    },
    options,
  );
  return seen;
}

const fullName = (object: JsonObject): string =>
  `${textAt(object, 'metadata', 'namespace')}/${textAt(object, 'metadata', 'name')}`;

/** Why a waypoint is not ready: what its conditions say, and what keeps its Pods. Throws KubeError. */
export async function whyNotReady(
  api: KubeApi,
  { namespace, name, conditions, revision }: Waypoint,
  options?: CallOptions,
): Promise<string[]> {
  const unmet = conditions.filter(({ status }) => status !== 'True');
  const reasons = unmet.map(({ type, status, reason, message }) => `${type} is ${status} (${reason}): ${message}`);
  if (conditions.length === 0 || unmet.every(({ reason }) => reason === 'Pending')) {
    reasons.push(`no control plane has taken it up: is istiod of revision ${revision} running?`);
  }
  const labelSelector = `gateway.networking.k8s.io/gateway-name=${name}`;
  const { items } = await api.list({ group: '', kind: 'Pod', namespace, labelSelector }, options);
  return [...reasons, ...items.flatMap(podProblems).map(problemText)];
}
