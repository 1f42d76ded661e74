import { AtMost } from '../base/at-most.ts';
import { InterruptedError, MeshwrightError } from '../base/errors.ts';
import type { KubeApi } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import { textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import { nameForApi, referenceTo, words } from './apply/object-reference.ts';
import type { ObjectReference } from './apply/outcome.ts';
import { removalStages } from './apply/stages.ts';
import { finalizersOf, untilGone } from './apply/until-gone.ts';

/**
 * `deleted`: the server has taken the deletion, and it was not waited for; `held`: it is being deleted, and finalizers keep it;
 * `notReached`: it was not tried.
 */
export type RemovalAction = 'removed' | 'alreadyGone' | 'deleted' | 'held' | 'failed' | 'notReached';

export interface RemovedObject extends ObjectReference {
  readonly action: RemovalAction;
  readonly message?: string;
  /** What keeps an object that is held: whoever put them there has to take them away. */
  readonly finalizers?: readonly string[];
}

/** `deleting` is told when the object goes only after a while. */
export interface RemovalEvent extends Omit<RemovedObject, 'action'> {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly action: Exclude<RemovalAction, 'notReached'> | 'deleting';
}

export interface RemoveOptions {
  /** Have the server check, and delete nothing. */
  readonly dryRun?: boolean;
  /** Milliseconds to wait until everything is gone; 0 not to wait. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** A removal that did not come to its end; running it again goes on. */
export class RemovalError extends MeshwrightError {
  constructor(
    message: string,
    readonly objects: readonly RemovedObject[],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Deletes objects as they were read (one that was made anew under the same name stays): in stages, what others depend on last,
 * and waits after each stage until its objects are gone. What controllers have made of them goes in the background.
 *
 * @param objects with their uids
 * @throws RemovalError with what is gone and what is not, when something is refused, held or interrupted
 */
export async function removeObjects(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: RemoveOptions,
  tell: (event: RemovalEvent, object: JsonObject) => void = () => {},
): Promise<readonly RemovedObject[]> {
  const removal = new Removal(api, objects, options, tell);
  for (const stage of removalStages(objects)) if (!(await removal.remove(stage))) break;
  return removal.results();
}

class Removal {
  readonly #api: KubeApi;
  readonly #options: RemoveOptions;
  readonly #tell: (event: RemovalEvent, object: JsonObject) => void;
  readonly #started = performance.now();
  readonly #unreachable = new AbortController();
  readonly #signal: AbortSignal;
  readonly #turns = new AtMost(places);
  readonly #results: Map<JsonObject, RemovedObject>;

  constructor(
    api: KubeApi,
    objects: readonly JsonObject[],
    options: RemoveOptions,
    tell: (event: RemovalEvent, object: JsonObject) => void,
  ) {
    this.#api = api;
    this.#options = options;
    this.#tell = tell;
    const { signal } = this.#unreachable;
    this.#signal = options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]);
    this.#results = new Map(objects.map((object) => [object, { ...referenceTo(object), action: 'notReached' }]));
  }

  /** Removes the objects of a stage; false when those that they depend on have to stay. */
  async remove(stage: readonly JsonObject[]): Promise<boolean> {
    const going = await Promise.all(stage.map((object) => this.#turns.run(() => this.#delete(object))));
    const waited = going.filter((object) => object !== undefined);
    if (waited.length > 0) await this.#wait(waited);
    return !this.#signal.aborted && stage.every((object) => this.#results.get(object)?.action !== 'failed');
  }

  /** @throws RemovalError */
  results(): readonly RemovedObject[] {
    const all = [...this.#results.values()];
    const isBad = ({ action }: RemovedObject) => action === 'failed' || action === 'held' || action === 'notReached';
    if (!all.some(isBad)) return all;
    const cause: unknown = this.#signal.aborted ? this.#signal.reason : undefined;
    throw new RemovalError(failureText(all, cause), all, { cause });
  }

  /** The object where it has to be waited for. */
  async #delete(object: JsonObject): Promise<JsonObject | undefined> {
    const { dryRun = false, timeout } = this.#options;
    if (this.#signal.aborted) return undefined;
    try {
      const uid = textAt(object, 'metadata', 'uid') || undefined;
      const found = await this.#api.delete(nameForApi(object), { uid, dryRun, signal: this.#signal });
      if (!found) this.#record(object, { action: 'alreadyGone' });
      else if (!mayStay(object) || dryRun) this.#record(object, { action: 'removed' });
      else if (timeout === 0) this.#record(object, { action: 'deleted' });
      else return object;
    } catch (error) {
      this.#failed(object, error);
    }
    return undefined;
  }

  async #wait(going: readonly JsonObject[]): Promise<void> {
    for (const object of going) {
      this.#tell({ ...referenceTo(object), action: 'deleting', at: this.#now() }, object);
    }
    const { timeout } = this.#options;
    const limits = { signal: this.#signal, deadline: this.#started + timeout };
    const isOpen = new Set(going);
    try {
      const left = await untilGone(this.#api, going, limits, (object) => {
        isOpen.delete(object);
        this.#record(object, { action: 'removed' });
      });
      for (const [object, now] of left) {
        isOpen.delete(object);
        const isHeld = !this.#signal.aborted;
        this.#record(object, isHeld ? held(now, timeout) : { action: 'deleted', message: 'it was not waited for' });
      }
    } catch (error) {
      for (const object of isOpen) this.#failed(object, error);
    }
  }

  #failed(object: JsonObject, error: unknown): void {
    const isExpected = error instanceof MeshwrightError || this.#signal.aborted;
    if (!isExpected) throw error;
    // The precondition of its uid: another object has its name now.
    const isOther = error instanceof KubeError && error.status === 409;
    if (isOther) this.#record(object, { action: 'alreadyGone' });
    else this.#record(object, { action: 'failed', message: (error as Error).message });
    if (error instanceof KubeError && error.isUnreachable) this.#unreachable.abort(error);
  }

  #record(object: JsonObject, result: Result): void {
    this.#results.set(object, { ...referenceTo(object), ...result });
    this.#tell({ ...referenceTo(object), ...result, at: this.#now() }, object);
  }

  #now(): number {
    return Math.round(performance.now() - this.#started);
  }
}

type Result = Omit<RemovedObject, keyof ObjectReference | 'action'> & {
  readonly action: Exclude<RemovalAction, 'notReached'>;
};

/** Objects that are deleted at once: as many as the client has places for requests. */
const places = 8;

/** Kinds that are there for a while after their deletion, whatever they hold. */
const lasting = new Set(['CustomResourceDefinition', 'Namespace', 'Pod']);

const mayStay = (object: JsonObject): boolean => lasting.has(String(object.kind)) || finalizersOf(object).length > 0;

function held(object: JsonObject, timeout: number): Result {
  const finalizers = finalizersOf(object);
  const why = finalizers.length === 0 ? '' : `: it is held by ${finalizers.join(', ')}`;
  return { action: 'held', message: `is still there after ${Math.round(timeout / 100) / 10} s${why}`, finalizers };
}

function failureText(all: readonly RemovedObject[], cause: unknown): string {
  const why = cause instanceof InterruptedError ? [cause.message] : [];
  const told = all
    .filter(({ action }) => action === 'failed' || action === 'held')
    .map((object) => `${words(object)}: ${object.message ?? ''}`);
  const gone = all.filter(({ action }) => action === 'removed' || action === 'alreadyGone').length;
  const lines = [...new Set([...why, ...told])].map((line) => `\n  ${line}`).join('');
  return `not everything was removed:${lines}\n${gone} of ${all.length} objects are gone; run it again to go on from there`;
}
