import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { CallOptions, Selection, ServedKind, WatchEvent, WatchOptions } from './api.ts';
import { isPassing } from './connection-problem.ts';
import { bodyOf } from './exchange.ts';
import { KubeError, printable } from './kube-error.ts';
import { listObjects, slim } from './lists.ts';
import { acceptFor, collectionPath, permissionFor, selectionWords, withQuery } from './paths.ts';
import { longestSilence, type Requests } from './requests.ts';

/** Seconds after which the server ends a watch, which goes on in a new one: before silence would mean that it is dead. */
const seconds = Math.floor(longestSilence / 1000) - 15;
/** Milliseconds before a watch that ended goes on. */
const pause = 200;

const types: Readonly<Record<string, WatchEvent['type']>> = {
  ADDED: 'added',
  MODIFIED: 'modified',
  DELETED: 'deleted',
};

/** `namespace/name` of an object; the bare name outside namespaces. */
export function nameOf({ metadata }: JsonObject): string {
  const { namespace, name } = isObject(metadata) ? metadata : {};
  return namespace === undefined ? String(name) : `${namespace}/${name}`;
}

const versionOf = ({ metadata }: JsonObject): string =>
  isObject(metadata) ? String(metadata.resourceVersion ?? '') : '';

/** As KubeApi.watch: what is there, then `listed`, then what changes, until the deadline or the signal. */
export async function* watchObjects(
  requests: Requests,
  kind: ServedKind,
  selection: Selection,
  options: WatchOptions,
): AsyncGenerator<WatchEvent | 'listed'> {
  const deadline = requests.deadlineOf(options);
  const ending = AbortSignal.timeout(Math.max(0, Math.round(deadline - performance.now())));
  const signal = options.signal === undefined ? ending : AbortSignal.any([options.signal, ending]);
  // Of each request.
  const limits = {
    signal,
    get deadline() {
      return options.bearsOutages === false ? Math.min(deadline, requests.deadlineOf({})) : deadline;
    },
  };
  const known = new Map<string, JsonObject>();
  try {
    for (;;) {
      const { items, resourceVersion } = await listObjects(requests, kind, selection, limits);
      yield* changesTo(known, items);
      yield 'listed';
      yield* follow(requests, kind, selection, resourceVersion, known, limits);
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
}

/** What a list says that was not known: the first one, and each after the server had forgotten where a watch was. */
function* changesTo(known: Map<string, JsonObject>, items: readonly JsonObject[]): Generator<WatchEvent> {
  const listed = new Set<string>();
  for (const object of items) {
    const name = nameOf(object);
    listed.add(name);
    const before = known.get(name);
    known.set(name, object);
    if (before === undefined) yield { type: 'added', object };
    else if (versionOf(before) !== versionOf(object)) yield { type: 'modified', object };
  }
  for (const [name, object] of known) {
    if (listed.has(name)) continue;
    known.delete(name);
    yield { type: 'deleted', object };
  }
}

/** Events from a version on, through lost connections; ends when the server no longer knows the version. */
async function* follow(
  requests: Requests,
  kind: ServedKind,
  selection: Selection,
  from: string,
  known: Map<string, JsonObject>,
  options: CallOptions,
): AsyncGenerator<WatchEvent> {
  const { namespace, labelSelector, fieldSelector } = selection;
  let version = from;
  for (;;) {
    const path = withQuery(collectionPath(kind, namespace), {
      ...{ labelSelector, fieldSelector, watch: 1, allowWatchBookmarks: 'true', resourceVersion: version },
      timeoutSeconds: seconds,
    });
    const what = selectionWords('watch', kind, selection);
    const permission = permissionFor('watch', kind, namespace);
    const call = { method: 'GET', path, what, permission, accept: acceptFor(selection, '') };
    try {
      const answer = await requests.open(call, options);
      for await (const { type, object } of eventsOf(answer, options.signal)) {
        if (type === 'ERROR') {
          if (object.code === 410) return;
          throw new KubeError(`cannot ${what}: ${printable(String(object.message ?? 'the watch failed'))}`, {
            reason: 'WatchError',
          });
        }
        version = versionOf(object) || version;
        const event = types[type];
        if (event === undefined) continue;
        if (event === 'deleted') known.delete(nameOf(object));
        else known.set(nameOf(object), object);
        yield { type: event, object };
      }
    } catch (error) {
      if (options.signal?.aborted) throw error;
      if (error instanceof KubeError && error.status === 410) return;
      // A connection that breaks in the middle; requests have tried again what could not be opened.
      if (error instanceof SyntaxError) throw new KubeError(`cannot ${what}: the answer is not JSON`, { cause: error });
      if (error instanceof KubeError || !isPassing(error)) throw error;
    }
    await sleep(pause, undefined, { signal: options.signal });
  }
}

interface SentEvent {
  readonly type: string;
  readonly object: JsonObject;
}

/** The events of a watch, a line of JSON each. A last line without an end was cut off, and will come again. */
async function* eventsOf(answer: IncomingMessage, signal: AbortSignal | undefined): AsyncGenerator<SentEvent> {
  const stop = () => answer.destroy();
  signal?.addEventListener('abort', stop);
  answer.on('timeout', stop);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const bytes of bodyOf(answer)) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const event = JSON.parse(line) as Json;
        if (!isObject(event) || !isObject(event.object)) throw new SyntaxError('no event');
        yield { type: String(event.type), object: slim(event.object) };
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    answer.destroy();
  }
}
