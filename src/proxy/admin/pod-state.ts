import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

/** How Istio names the container of an Envoy, and of a ztunnel. */
const proxyContainers = ['istio-proxy'];

/** `cart-1.shop`, as people name a Pod to the readers here. */
export const podLabel = (pod: JsonObject): string =>
  `${textAt(pod, 'metadata', 'name')}.${textAt(pod, 'metadata', 'namespace')}`;

/** Containers of a Pod; a sidecar may also be an init container that goes on running (Kubernetes, sidecar containers). */
const containersOf = (pod: JsonObject): readonly JsonObject[] => [
  ...objectsAt(pod, 'spec', 'containers'),
  ...objectsAt(pod, 'spec', 'initContainers'),
];

/** The container that runs the proxy, or undefined. */
export const proxyContainer = (pod: JsonObject): JsonObject | undefined =>
  containersOf(pod).find((container) => proxyContainers.includes(textAt(container, 'name')));

/**
 * Why the proxy of a Pod may not answer, as far as the Pod's status tells: it has none, is still starting, has ended, is being
 * deleted, or is not ready. Undefined where nothing speaks against it.
 */
export function proxyTrouble(pod: JsonObject): string | undefined {
  const phase = textAt(pod, 'status', 'phase');
  if (proxyContainer(pod) === undefined) {
    const names = containersOf(pod).map((one) => textAt(one, 'name'));
    return `the Pod has no container istio-proxy${names.length === 0 ? '' : `, only ${names.join(', ')}`}`;
  }
  if (textAt(pod, 'metadata', 'deletionTimestamp') !== '') return 'the Pod is being deleted';
  if (phase !== '' && phase !== 'Running') {
    const reason = textAt(pod, 'status', 'reason');
    return `the Pod is ${phase}${reason === '' ? '' : ` (${reason})`}`;
  }
  const status = [
    ...objectsAt(pod, 'status', 'containerStatuses'),
    ...objectsAt(pod, 'status', 'initContainerStatuses'),
  ].find((one) => proxyContainers.includes(textAt(one, 'name')));
  if (status === undefined) return undefined;
  const waiting = objectAt(status, 'state', 'waiting');
  if (waiting !== undefined) return `istio-proxy waits: ${textAt(waiting, 'reason') || 'for its start'}`;
  const ended = objectAt(status, 'state', 'terminated');
  if (ended !== undefined) return `istio-proxy has ended with exit code ${numberAt(ended, 'exitCode')}`;
  if (status.ready === false) return `istio-proxy is not ready${restartsText(status)}`;
  return undefined;
}

function restartsText(status: JsonObject): string {
  const restarts = numberAt(status, 'restartCount');
  return restarts === 0 ? '' : `, and was started again ${restarts === 1 ? 'once' : `${restarts} times`}`;
}
