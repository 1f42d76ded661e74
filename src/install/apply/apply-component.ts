import type { AtMost } from '../../base/at-most.ts';
import { InterruptedError, MeshwrightError } from '../../base/errors.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { JsonObject } from '../../resources/json.ts';
import { type ApplyContext, applyObject } from './apply-object.ts';
import { unreadyText } from './failure-text.ts';
import { nameForApi } from './object-reference.ts';
import type { ComponentOutcome } from './outcome.ts';
import type { InstallRecord } from './record.ts';
import { untilServed } from './served-kinds.ts';
import { applyStages, isCustom, isDefinition, isNamespace, isWorkload } from './stages.ts';
import { nudgeStuck } from './stuck-definitions.ts';
import { waitUntilReady } from './wait-ready.ts';

export interface ComponentContext extends ApplyContext {
  readonly record: InstallRecord;
  /** Milliseconds; 0 not to wait for what nothing else needs. */
  readonly readinessTimeout: number;
  /** Namespaces that a dry run only would have made. */
  readonly missing: ReadonlySet<string>;
  /** Lets as many objects be under way as the server is asked at once: the others are not reached when it ends early. */
  readonly turns: AtMost;
  /** Ends everything, when the server cannot be reached: the other requests would only wait for it as well. */
  readonly giveUp: (reason: unknown) => void;
}

/** Milliseconds that definitions and namespaces get, which the server itself makes ready. */
const serverTimeout = 60_000;

export type End = Omit<ComponentOutcome, 'component' | 'milliseconds'>;

/** A component, and what it waits for. */
export interface Part {
  readonly component: string;
  readonly objects: readonly JsonObject[];
  /** Components that have to be ready before this one's workloads and custom resources; all else need not wait. */
  readonly after: ReadonlyMap<string, Promise<End>>;
}

/** Applies the objects of a component stage by stage, and waits until they are ready. */
export async function applyComponent(context: ComponentContext, part: Part): Promise<End> {
  const ended = context.record.componentStarted(part.component, part.objects.length);
  const end = await applyPart(context, part);
  ended(end);
  return end;
}

async function applyPart(context: ComponentContext, { component, objects, after }: Part): Promise<End> {
  const { dryRun, readinessTimeout, record } = context;
  const there: JsonObject[] = [];
  for (const stage of applyStages(objects)) {
    if (after.size > 0 && stage.some((object) => isWorkload(object) || isCustom(object))) {
      record.say({ type: 'blocked', component, by: [...after.keys()] });
      const missing = await notReady(after);
      if (missing !== undefined) return { state: 'notReached', message: `${missing} is not ready`, unready: [] };
    }
    const results = await Promise.all(stage.map((object) => applyAndRecord(context, component, object)));
    const failed = results.filter((result) => result instanceof Error);
    if (failed.length > 0) return { state: 'failed', message: failureOf(failed), unready: [] };
    const applied = results.filter((result) => result !== undefined && !(result instanceof Error)) as JsonObject[];
    const isNeeded = stage.some((object) => isDefinition(object) || isNamespace(object));
    if (isNeeded && !dryRun) {
      const end = await waitFor(context, component, applied, serverTimeout);
      if (end !== undefined) return end;
    } else there.push(...applied);
  }
  if (dryRun || readinessTimeout === 0) return { state: 'applied', unready: [] };
  return (await waitFor(context, component, there, readinessTimeout)) ?? { state: 'ready', unready: [] };
}

/** The first component that did not get ready. */
async function notReady(components: Part['after']): Promise<string | undefined> {
  for (const [component, end] of components) {
    const { state } = await end;
    if (state === 'failed' || state === 'notReached') return component;
  }
  return undefined;
}

/** Undefined when all are ready. */
async function waitFor(
  context: ComponentContext,
  component: string,
  objects: readonly JsonObject[],
  timeout: number,
): Promise<End | undefined> {
  const { api, record, signal, giveUp } = context;
  try {
    const deadline = performance.now() + timeout;
    const nudge = (unready: readonly JsonObject[]) => nudgeStuck(context, unready);
    const onWaiting = record.waiting.bind(record, component);
    const { unready, took } = await waitUntilReady(api, objects, { deadline, signal, onWaiting, nudge });
    return unready.length === 0 ? undefined : { state: 'failed', message: unreadyText(unready, took), unready };
  } catch (error) {
    const failure = asFailure(error, signal);
    if (failure instanceof KubeError && isAway(failure)) giveUp(failure);
    return { state: 'failed', message: failure.message, unready: [] };
  }
}

/** The object as it then is; undefined where a dry run cannot tell; or what went wrong. */
async function applyAndRecord(
  context: ComponentContext,
  component: string,
  object: JsonObject,
): Promise<JsonObject | MeshwrightError | undefined> {
  const { record, signal, dryRun, missing, turns, giveUp } = context;
  let isAsked = false;
  try {
    const { namespace } = nameForApi(object);
    const reason =
      dryRun && namespace !== undefined && missing.has(namespace)
        ? `namespace ${namespace} is not there yet`
        : await untilServed(context, object);
    if (reason !== undefined) {
      record.object(component, object, { action: 'skipped', message: reason, after: object });
      return undefined;
    }
    const result = await turns.run(() => {
      signal.throwIfAborted();
      isAsked = true;
      return applyObject(context, object);
    });
    record.object(component, object, result);
    return result.after;
  } catch (error) {
    const failure = asFailure(error, signal);
    if (isAsked || !signal.aborted) record.object(component, object, { action: 'failed', message: failure.message });
    if (failure instanceof KubeError && isAway(failure)) giveUp(failure);
    return failure;
  }
}

/** Statuses of a server that does nothing for anybody; by now it has been asked again for as long as it may take. */
const passing = new Set([429, 502, 503, 504]);
const isAway = (error: KubeError): boolean => error.isUnreachable || passing.has(error.status ?? 0);

/** What went wrong, for the outcome; errors of the program itself are thrown on. */
function asFailure(error: unknown, signal: AbortSignal): MeshwrightError {
  if (error instanceof MeshwrightError) return error;
  // Given up because the server is away: that is the reason, and nobody has interrupted anything.
  if (signal.aborted) return signal.reason instanceof KubeError ? signal.reason : new InterruptedError();
  throw error;
}

/** The messages of errors, each once: many objects may have failed for the same reason. */
const failureOf = (errors: readonly Error[]): string => {
  const interrupted = errors.find((error) => error instanceof InterruptedError);
  return interrupted?.message ?? [...new Set(errors.map(({ message }) => message))].join('\n');
};
