import { MeshwrightError } from '../../base/errors.ts';
import type { CallOptions, LogSelection, PodName } from '../api.ts';
import { connectionProblem } from '../connection-problem.ts';
import { bodyOf } from '../exchange.ts';
import { KubeError } from '../kube-error.ts';
import { withQuery } from '../paths.ts';
import type { Requests } from '../requests.ts';
import { explained, podCall } from './pod-call.ts';

/** Milliseconds after which the system asks whether the other side of a quiet connection is still there. */
const keepAlive = 30_000;

/** As KubeApi.logs. */
export async function* logs(
  requests: Requests,
  pod: PodName,
  { previous, follow, timestamps, ...selection }: LogSelection = {},
  options: CallOptions = {},
): AsyncGenerator<Buffer> {
  const whose = selection.container === undefined ? '' : ` of container ${selection.container}`;
  const call = podCall(pod, 'log', `read the log${whose}`);
  const flags = Object.entries({ previous, follow, timestamps }).filter(([, isSet]) => isSet);
  const path = withQuery(call.path, { ...selection, ...Object.fromEntries(flags.map(([name]) => [name, 'true'])) });
  const accept = 'text/plain, application/json, */*';
  const whole = { ...call, path, method: 'GET', accept, isBrief: true };
  const answer = await explained(call.what, () => requests.open(whole, options));
  if (follow) {
    // A program may have nothing to say for hours.
    answer.setTimeout(0);
    answer.socket.setKeepAlive(true, keepAlive);
  }
  try {
    yield* bodyOf(answer);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof MeshwrightError) throw error;
    throw new KubeError(`cannot ${call.what}: ${connectionProblem(error)}`, { cause: error });
  } finally {
    answer.destroy();
  }
}
