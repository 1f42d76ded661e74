import { StringDecoder } from 'node:string_decoder';
import { MeshwrightError } from '../../base/errors.ts';
import type { KubeApi } from '../../kube/api.ts';
import { podName } from '../../kube/find-pods.ts';
import { KubeError, printable } from '../../kube/kube-error.ts';
import { type PodRequestOptions, podRequest } from '../../kube/pod-http.ts';
import type { JsonObject } from '../../resources/json.ts';
import { AdminError, type AskAdmin } from './ask.ts';
import { podLabel, proxyTrouble } from './pod-state.ts';

/** Whatever serves HTTP on a port of a Pod. */
export function podPort(api: KubeApi, pod: JsonObject, port: number, options: PodRequestOptions = {}): AskAdmin {
  return async (method, path) => {
    const answer = await podRequest(api, podName(pod), port, { method, path: `/${path}` }, options);
    const text = await textOf(answer.body);
    if (answer.status >= 200 && answer.status < 300) return text;
    const said = printable(text, 300);
    const message = `${podLabel(pod)} answers ${method} /${path} with status ${answer.status}${said && `: ${said}`}`;
    throw new AdminError(message, answer.status, text);
  };
}

/** All of a body: bytes are let go of as they come, for a dump can have 60 MB. */
async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const decoder = new StringDecoder('utf8');
  const parts: string[] = [];
  for await (const bytes of body) parts.push(decoder.write(bytes));
  return parts.join('') + decoder.end();
}

/** The admin interface of the proxy in a Pod, by a port that is forwarded. */
export function podAdmin(api: KubeApi, pod: JsonObject, port: number, options: PodRequestOptions = {}): AskAdmin {
  const ask = podPort(api, pod, port, options);
  return (method, path) =>
    ask(method, path).catch((error) => {
      throw error instanceof KubeError && !error.isForbidden ? withTrouble(error, pod) : error;
    });
}

/** What the Pod's status tells is more to the point than how a connection ended. */
function withTrouble(error: KubeError, pod: JsonObject): MeshwrightError {
  const trouble = proxyTrouble(pod);
  if (trouble !== undefined) return new MeshwrightError(`${error.message}: ${trouble}`, { cause: error });
  if (error.reason !== 'ConnectionRefused') return error;
  return new MeshwrightError(`${error.message}: --proxy-admin-port names another`, { cause: error });
}
