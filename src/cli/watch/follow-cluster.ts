import { setTimeout as sleep } from 'node:timers/promises';
import type { UnreadKind } from '../../analysis/permissions.ts';
import { entry } from '../../base/map-entry.ts';
import type { KubeApi, Selection, ServedKind } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import {
  type ReadCluster,
  type ReadClusterSettings,
  resourceOf,
  selectionOf,
  servedKindsOf,
  unreadKind,
} from '../mesh/read-cluster.ts';
import { isInRevision } from '../mesh/read-mesh.ts';

/** Milliseconds that a watch may last, 23 days: about as long as Node's timers run. Then comes another. */
const longestWatch = 2_000_000_000;
/** Milliseconds between two lists of a kind that the user may list, but not watch. */
const listPause = 30_000;

/** A cluster whose resources are kept as they are by watches. */
export class FollowedCluster {
  readonly #api: KubeApi;
  readonly #settings: ReadClusterSettings;
  readonly #changed: () => void;
  readonly #signal: AbortSignal;
  /** By kind, in the order of reading; each the objects by `namespace/name`. */
  readonly #objects = new Map<ServedKind, readonly JsonObject[]>();
  readonly #unread = new Map<ServedKind, UnreadKind>();
  readonly #resources = new WeakMap<JsonObject, Resource>();

  /** `changed` is called after every change, until the signal. */
  constructor(api: KubeApi, settings: ReadClusterSettings, changed: () => void, signal: AbortSignal) {
    this.#api = api;
    this.#settings = settings;
    this.#changed = changed;
    this.#signal = signal;
  }

  /**
   * Begins. Resolves when everything has been read once; `failed` is called with what ends following before the signal does.
   *
   * @throws KubeError when the cluster cannot be read
   */
  async start(failed: (error: unknown) => void): Promise<void> {
    const kinds = await servedKindsOf(this.#api, this.#settings);
    let isStarted = false;
    await Promise.all(
      kinds.map((kind) => {
        this.#objects.set(kind, []);
        return new Promise<void>((resolve, reject) => {
          this.#follow(kind, resolve).then(resolve, (error) => (isStarted ? failed(error) : reject(error)));
        });
      }),
    );
    isStarted = true;
  }

  /** What the cluster holds now. */
  read(): ReadCluster {
    const { revision } = this.#settings;
    const resources = [...this.#objects.values()].flatMap((objects) =>
      objects.map((object) => this.#resourceOf(object)),
    );
    return { resources: resources.filter((one) => isInRevision(one, revision)), unread: [...this.#unread.values()] };
  }

  /** The same resource for the same object: what was found out about it need not be found again. */
  #resourceOf(object: JsonObject): Resource {
    return entry(this.#resources, object, () => resourceOf(object, this.#settings));
  }

  async #follow(kind: ServedKind, ready: () => void): Promise<void> {
    const selection = selectionOf(kind, this.#settings);
    try {
      await this.#watch(kind, selection, ready);
    } catch (error) {
      if (!isListForbidden(error)) throw error;
      this.#unread.set(kind, unreadKind(kind, selection.namespace, this.#settings));
      if (!kind.isNamespaced || selection.namespace !== undefined) return;
      try {
        await this.#watch(kind, { ...selection, namespace: this.#settings.namespace ?? this.#api.namespace }, ready);
      } catch (again) {
        if (!isListForbidden(again)) throw again;
      }
    }
  }

  async #watch(kind: ServedKind, selection: Selection, ready: () => void): Promise<void> {
    const take = (objects: Iterable<JsonObject>): undefined => {
      this.#objects.set(kind, [...objects]);
      ready();
      this.#changed();
    };
    const limits = () => ({ signal: this.#signal, deadline: performance.now() + longestWatch });
    try {
      do await this.#api.until(selection, (objects) => take(objects.values()), limits());
      while (!this.#signal.aborted);
    } catch (error) {
      if (!(error instanceof KubeError) || !error.isForbidden || error.permission?.verb !== 'watch') throw error;
      while (!this.#signal.aborted) {
        take((await this.#api.list(selection, limits())).items);
        await sleep(listPause, undefined, { signal: this.#signal }).catch(() => {});
      }
    }
  }
}

const isListForbidden = (error: unknown): boolean => error instanceof KubeError && error.isForbidden;
