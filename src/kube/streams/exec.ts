import type { WebSocket } from 'ws';
import { isObject, type Json } from '../../resources/json.ts';
import type { CallOptions, ExecCommand, ExecResult, PodName } from '../api.ts';
import { connectionProblem } from '../connection-problem.ts';
import { KubeError, printable } from '../kube-error.ts';
import type { Requests } from '../requests.ts';
import { readMessage } from './channels.ts';
import { podCall } from './pod-call.ts';
import { openWebSocket } from './web-socket.ts';

/** What is said on each channel; the last says how the program ended, as a Kubernetes Status. */
const channels = ['stdin', 'stdout', 'stderr', 'status'] as const;

/** As KubeApi.exec. */
export async function exec(
  requests: Requests,
  pod: PodName,
  { container, command }: ExecCommand,
  options: CallOptions = {},
): Promise<ExecResult> {
  const limits = { ...options, deadline: requests.deadlineOf(options) };
  const call = podCall(pod, 'exec', `run ${command[0] ?? 'nothing'} in container ${container}`);
  const query = [
    ...command.map((word) => ['command', word]),
    ['container', container],
    ['stdout', '1'],
    ['stderr', '1'],
  ];
  const path = `${call.path}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`;
  const socket = await openWebSocket(requests, { ...call, path, isOnce: true }, limits);
  const { closing } = requests;
  const signal = options.signal === undefined ? closing : AbortSignal.any([closing, options.signal]);
  return outcome(socket, call.what, { signal, deadline: limits.deadline });
}

function outcome(
  socket: WebSocket,
  what: string,
  { signal, deadline }: { readonly signal: AbortSignal; readonly deadline: number },
): Promise<ExecResult> {
  const parts: Buffer[][] = channels.map(() => []);
  return new Promise<ExecResult>((resolve, reject) => {
    const fail = (why: string, cause?: unknown) => reject(new KubeError(`cannot ${what}: ${why}`, { cause }));
    const end = () => {
      const [, stdout, stderr, status] = parts.map((part) => Buffer.concat(part).toString('utf8'));
      const ended = readEnd(status!);
      if (typeof ended === 'string') fail(ended);
      else resolve({ stdout: stdout!, stderr: stderr!, exitCode: ended });
    };
    const late = setTimeout(() => fail('it has not ended in time'), Math.max(0, deadline - performance.now()));
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
    socket.on('message', (data) => {
      const { channel, bytes } = readMessage(data);
      if (bytes.length === 0) return;
      parts[channel]?.push(bytes);
      if (channels[channel] === 'status') end();
    });
    socket.on('error', (error) => fail(`the connection broke: ${connectionProblem(error)}`, error));
    socket.on('close', () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      end();
    });
    if (socket.readyState !== socket.OPEN) fail('the connection was closed in the middle');
    if (signal.aborted) stop();
    socket.resume();
  }).finally(() => socket.terminate());
}

/** The exit code that a Status tells (k8s.io/apimachinery, pkg/util/remotecommand), or why there is none. */
function readEnd(status: string): number | string {
  if (status === '') return 'the connection was closed before the program had ended';
  let value: Json;
  try {
    value = JSON.parse(status) as Json;
  } catch {
    return printable(status);
  }
  if (!isObject(value)) return printable(status);
  if (value.status === 'Success') return 0;
  const causes = isObject(value.details) && Array.isArray(value.details.causes) ? value.details.causes : [];
  const code = causes.filter(isObject).find(({ reason }) => reason === 'ExitCode')?.message;
  if (value.reason === 'NonZeroExitCode' && /^\d+$/.test(String(code))) return Number(code);
  return printable(String(value.message ?? status));
}
