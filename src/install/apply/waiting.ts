import { entry } from '../../base/map-entry.ts';
import type { CallOptions, KubeApi, Selection } from '../../kube/api.ts';
import { nameOf } from '../../kube/watch.ts';
import type { JsonObject } from '../../resources/json.ts';
import { podSelector } from './investigate.ts';
import { identityOf, nameForApi, referenceTo } from './object-reference.ts';
import { ownerLabel } from './owner.ts';
import { podProblems } from './pod-problems.ts';
import { isWaitedFor, type NotReady, notReady } from './readiness.ts';
import type { Problem, Unready } from './unready.ts';

/** Milliseconds until it is told what is not ready, and between two such: what takes less need not be told. */
const pause = 1_000;
/** Objects of one kind from which on one watch for all of them is cheaper than one for each. */
const many = 4;

/** Objects that are waited for, and how far they are. */
export class Waiting {
  readonly #objects = new Map<string, JsonObject>();
  readonly #lacking = new Map<string, NotReady>();
  readonly #problems = new Map<string, Problem[]>();
  readonly #onWaiting: (unready: readonly Unready[]) => void;
  #told = '';
  #changed = performance.now();
  #telling: NodeJS.Timeout | undefined;

  constructor(objects: readonly JsonObject[], onWaiting: (unready: readonly Unready[]) => void) {
    this.#onWaiting = onWaiting;
    for (const object of objects.filter(isWaitedFor)) this.#set(object, notReady(object));
  }

  get isOver(): boolean {
    return this.#lacking.size === 0;
  }

  /** What is not ready, as it is now. */
  objects(): JsonObject[] {
    return [...this.#lacking.keys()].map((id) => this.#objects.get(id)!);
  }

  /** What has to be watched: objects one by one, or all of a kind with the labels of installations. */
  selections(): Selection[] {
    const byKind = new Map<string, JsonObject[]>();
    for (const object of this.objects()) {
      const { group, kind, namespace = '' } = nameForApi(object);
      entry(byKind, [group, kind, namespace].join(' '), () => []).push(object);
    }
    return [...byKind.values()].flatMap((objects): Selection[] => {
      const names = objects.map(nameForApi);
      if (names.length >= many) return [{ ...ofKind(names[0]!), labelSelector: ownerLabel.component }];
      return names.map((name) => ({ ...ofKind(name), fieldSelector: `metadata.name=${name.name}` }));
    });
  }

  /** Takes in what a selection has; true when nothing of it has to be waited for any more. */
  see(selection: Selection, found: ReadonlyMap<string, JsonObject>): boolean {
    this.changed();
    const mine = [...this.#objects.values()].filter((object) => isIn(object, selection));
    for (const object of mine) {
      const now = found.get(nameOf(object));
      this.#set(now ?? object, now === undefined ? { progress: 'is not there' } : notReady(now));
    }
    this.tell();
    return mine.every(
      (object) => this.#lacking.get(identityOf(object))?.isFinal ?? !this.#lacking.has(identityOf(object)),
    );
  }

  changed(): void {
    this.#changed = performance.now();
  }

  /** Milliseconds since something has changed. */
  get quiet(): number {
    return performance.now() - this.#changed;
  }

  unready(): Unready[] {
    return [...this.#lacking].map(([id, { progress }]) => ({
      ...referenceTo(this.#objects.get(id)!),
      progress,
      problems: this.#problems.get(id) ?? [],
    }));
  }

  /** Says what is not ready in a while, unless that has been said. */
  tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      const unready = this.unready();
      const text = JSON.stringify(unready);
      if (unready.length === 0 || text === this.#told) return;
      this.#told = text;
      this.#onWaiting(unready);
    }, pause);
  }

  stop(): void {
    clearTimeout(this.#telling);
  }

  /** Follows the Pods of what is not ready, to say what they wait for. */
  watchPods(api: KubeApi, limits: CallOptions): void {
    for (const object of this.objects()) {
      const labelSelector = podSelector(object);
      const { namespace } = nameForApi(object);
      if (labelSelector === undefined) continue;
      const see = (pods: ReadonlyMap<string, JsonObject>): undefined => {
        this.#problems.set(identityOf(object), [...pods.values()].flatMap(podProblems));
        this.tell();
      };
      // Whoever may not read Pods does without.
      api.until({ group: '', kind: 'Pod', namespace, labelSelector }, see, limits).catch(() => {});
    }
  }

  #set(object: JsonObject, lacking: NotReady | undefined): void {
    const id = identityOf(object);
    this.#objects.set(id, object);
    if (lacking === undefined) this.#lacking.delete(id);
    else this.#lacking.set(id, lacking);
  }
}

const ofKind = ({ group, kind, version, namespace }: Selection): Selection => ({ group, kind, version, namespace });

function isIn(object: JsonObject, { group, kind, namespace, fieldSelector }: Selection): boolean {
  const name = nameForApi(object);
  const isMeant = fieldSelector === undefined || fieldSelector === `metadata.name=${name.name}`;
  return name.group === group && name.kind === kind && name.namespace === namespace && isMeant;
}
