import type { KubeApi, Selection } from '../../kube/api.ts';
import type { JsonObject } from '../../resources/json.ts';
import { investigate } from './investigate.ts';
import type { Unready } from './unready.ts';
import { Waiting } from './waiting.ts';

export interface WaitOptions {
  /** On `performance.now()`'s clock. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Told what is not ready when that takes a while, and when it has changed. */
  readonly onWaiting: (unready: readonly Unready[]) => void;
  /** Called when nothing changes for a while, with what is not ready: somebody may have to be made to go on with it. */
  readonly nudge?: (objects: readonly JsonObject[]) => Promise<void>;
}

/** Milliseconds between two looks whether anything changes. */
const pause = 1_000;
/** Milliseconds after which Pods are watched as well, to say what is waited for. */
const patience = 2_000;
/** Milliseconds without any change after which there is a nudge. */
const longPatience = 4_000;
/** Milliseconds to find out why something is not ready, once the time is up. */
const timeToExplain = 10_000;

/**
 * Waits until all objects are ready, by watching them.
 *
 * @param objects as they are now; kinds that are not waited for are passed over
 * @returns what was not ready when the time was up, or can never be, with why; and the milliseconds that it waited
 */
export async function waitUntilReady(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: WaitOptions,
): Promise<{ readonly unready: readonly Unready[]; readonly took: number }> {
  const started = performance.now();
  const { deadline, signal } = options;
  const waiting = new Waiting(objects, options.onWaiting);
  if (waiting.isOver) return { unready: [], took: 0 };
  const end = new AbortController();
  const beside = { deadline, signal: AbortSignal.any([signal, end.signal]) };
  const watchingPods = setTimeout(() => waiting.watchPods(api, beside), patience);
  let nudge = Promise.resolve();
  const nudging = setInterval(() => {
    // A slow server that gets on is not to be given more to do.
    if (waiting.quiet < longPatience) return;
    // What does not help does no harm: the wait goes on.
    waiting.changed();
    nudge = nudge.then(() => options.nudge?.(waiting.objects())).catch(() => {});
  }, pause);
  try {
    waiting.tell();
    await Promise.all(waiting.selections().map((selection) => follow(api, selection, waiting, { deadline, signal })));
  } finally {
    clearTimeout(watchingPods);
    clearInterval(nudging);
    end.abort();
    waiting.stop();
    await nudge;
  }
  signal.throwIfAborted();
  const now = performance.now();
  const limits = { signal, deadline: now + timeToExplain };
  const unready = await Promise.all(waiting.unready().map((one) => investigate(api, one, limits)));
  return { unready, took: now - started };
}

async function follow(
  api: KubeApi,
  selection: Selection,
  waiting: Waiting,
  limits: { deadline: number; signal: AbortSignal },
): Promise<void> {
  await api.until(selection, (found) => (waiting.see(selection, found) ? true : undefined), {
    ...limits,
    bearsOutages: false,
  });
}
