import type { PodName } from '../api.ts';
import { KubeError } from '../kube-error.ts';
import type { Call } from '../requests.ts';

/** A call of what a kubelet serves for a Pod, by the subresource's name. `doing` is followed by the Pod, for messages. */
export function podCall({ namespace, name }: PodName, subresource: string, doing: string): Omit<Call, 'method'> {
  const pod = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}`;
  return {
    path: `${pod}/${subresource}`,
    what: `${doing} of Pod ${namespace}/${name}`,
    permission: { verb: 'get', group: '', resource: `pods/${subresource}`, namespace },
  };
}

/** Opens something that a kubelet serves. That it is not reached, or the way to it is barred, is told as what it is. */
export async function explained<T>(what: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const why = problem(error);
    if (why === undefined) throw error;
    throw new KubeError(`cannot ${what}: ${why.text}`, { status: error.status, reason: why.reason, cause: error });
  }
}

interface Problem {
  readonly text: string;
  readonly reason: string;
}

function problem({ status, reason, message }: KubeError): Problem | undefined {
  if (status !== undefined && status < 400) {
    const text = `what answers (HTTP ${status}) opens no WebSocket: a proxy on the way may let none through`;
    return { text, reason: 'NoWebSocket' };
  }
  // What Go's net package says of the connection (k8s.io/apimachinery, pkg/util/proxy).
  const dialed = status !== undefined && status >= 500 ? /dial tcp [^()]*/.exec(message)?.[0] : undefined;
  const why = dialed ?? (reason === 'NO_ANSWER' ? 'no answer in time' : undefined);
  if (why === undefined) return undefined;
  return { text: `the kubelet of its Node does not answer (${why}): is the Node up?`, reason: 'KubeletUnreachable' };
}
