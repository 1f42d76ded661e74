import { compareTexts } from '../../base/compare-texts.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { selectorQuery } from '../../kube/label-query.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { nameForApi, referenceTo } from './object-reference.ts';
import { podProblems } from './pod-problems.ts';
import { condition } from './readiness.ts';
import type { Problem, Unready } from './unready.ts';

/** Pods that are looked at of one object; the others will have the same to say. */
const mostPods = 3;
const logLines = 10;
const logBytes = 8_000;

/** The Pods that an object makes, as a label selector; undefined where it makes none. */
export const podSelector = (object: JsonObject): string | undefined =>
  selectorQuery(valueAt(object, 'spec', 'selector'));

/**
 * Finds out why an object is not ready: from its Pods, from the events about them, and from what its containers wrote last. What
 * the user may not read is left out.
 */
export async function investigate(api: KubeApi, unready: Unready, options: CallOptions): Promise<Unready> {
  const object = await orUndefined(api.get(nameForUnready(unready), options));
  if (object === undefined) return unready;
  const labelSelector = podSelector(object);
  const [pods, warnings] = await Promise.all([
    labelSelector === undefined ? [] : podsOf(api, unready.namespace, labelSelector, options),
    warningsIn(api, unready.namespace, options),
  ]);
  const found = pods.flatMap((pod) => podProblems(pod).map((problem) => withEvent(problem, pod, warnings)));
  const problems = await Promise.all(found.map((problem) => withLog(api, problem, options)));
  return { ...unready, problems: [...ownProblems(object, warnings, pods.length), ...problems] };
}

const nameForUnready = ({ apiVersion, kind, namespace, name }: Unready) =>
  nameForApi({ apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } });

/** Pods that are not ready, the newest first. */
async function podsOf(
  api: KubeApi,
  namespace: string | undefined,
  labelSelector: string,
  options: CallOptions,
): Promise<readonly JsonObject[]> {
  const list = await orUndefined(api.list({ group: '', kind: 'Pod', namespace, labelSelector }, options));
  const age = (pod: JsonObject): string => textAt(pod, 'metadata', 'creationTimestamp');
  const unready = (list?.items ?? []).filter((pod) => podProblems(pod).length > 0);
  return unready.toSorted((a, b) => compareTexts(age(b), age(a))).slice(0, mostPods);
}

async function warningsIn(
  api: KubeApi,
  namespace: string | undefined,
  options: CallOptions,
): Promise<readonly JsonObject[]> {
  const selection = { group: '', kind: 'Event', namespace, fieldSelector: 'type=Warning' };
  return (await orUndefined(api.list(selection, options)))?.items ?? [];
}

/** What the object itself, or its controller, says: that no Pods can be made. */
function ownProblems(object: JsonObject, warnings: readonly JsonObject[], pods: number): Problem[] {
  const failure = condition(object, 'ReplicaFailure');
  const about = { object: referenceTo(object), category: 'refused' } as const;
  if (failure?.status === 'True') {
    return [{ ...about, reason: textAt(failure, 'reason'), message: textAt(failure, 'message') }];
  }
  const event = pods > 0 ? undefined : lastAbout(warnings, object, (one) => textAt(one, 'reason') === 'FailedCreate');
  return event === undefined ? [] : [{ ...about, reason: 'FailedCreate', message: textAt(event, 'message') }];
}

/** Events that say more than a status: a probe's answer, what a Pod waits for. */
const telling: Readonly<Record<string, Problem['category']>> = {
  Unhealthy: 'probe',
  FailedMount: 'config',
  FailedAttachVolume: 'config',
  FailedCreatePodSandBox: 'config',
  FailedScheduling: 'scheduling',
};

function withEvent(problem: Problem, pod: JsonObject, warnings: readonly JsonObject[]): Problem {
  const { category } = problem;
  if (category === 'image') {
    // The status says that it is tried again; why it failed, the event.
    const event = lastAbout(warnings, pod, (one) => textAt(one, 'message').startsWith('Failed to pull image'));
    return event === undefined ? problem : { ...problem, message: textAt(event, 'message') };
  }
  if (category !== 'probe' && category !== 'starting') return problem;
  const event = lastAbout(warnings, pod, (one) => {
    const told = telling[textAt(one, 'reason')];
    return told !== undefined && (category === 'starting' || told === category);
  });
  if (event === undefined) return problem;
  const reason = textAt(event, 'reason');
  return { ...problem, category: telling[reason]!, reason, message: textAt(event, 'message') };
}

function lastAbout(
  events: readonly JsonObject[],
  object: JsonObject,
  isMeant: (event: JsonObject) => boolean,
): JsonObject | undefined {
  const uid = textAt(object, 'metadata', 'uid');
  const time = (event: JsonObject): string => textAt(event, 'lastTimestamp') || textAt(event, 'eventTime');
  const about = events.filter((event) => textAt(event, 'involvedObject', 'uid') === uid && isMeant(event));
  return about.toSorted((a, b) => compareTexts(time(a), time(b))).at(-1);
}

/** With the last lines of a container that ends, or does not answer. */
async function withLog(api: KubeApi, problem: Problem, options: CallOptions): Promise<Problem> {
  const { category, container, object, restarts } = problem;
  if ((category !== 'crash' && category !== 'probe') || container === undefined) return problem;
  const pod = { namespace: object.namespace ?? '', name: object.name };
  const previous = category === 'crash' && restarts !== undefined;
  const selection = { container, previous, tailLines: logLines, limitBytes: logBytes };
  const text = await orUndefined(joined(api.logs(pod, selection, options)));
  const log = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  return log.length === 0 ? problem : { ...problem, log };
}

async function joined(pieces: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString('utf8');
}

/** What is asked to explain a failure is no failure of its own. */
const orUndefined = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);
