import { identityOf, nameForApi } from '../../src/install/apply/object-reference.ts';
import type {
  ApplyOptions,
  DeleteOptions,
  KubeApi,
  ObjectList,
  ObjectName,
  Selection,
  ServedKinds,
} from '../../src/kube/api.ts';
import { nameOf } from '../../src/kube/watch.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const clusterKinds = /^(Namespace|ClusterRole|.*WebhookConfiguration|CustomResourceDefinition)/;

/** A cluster in memory that stores what is applied, as far as tests of installing need one; it fails as it is told to. */
export class FakeCluster implements KubeApi {
  readonly server = 'https://fake.example.com';
  readonly context = 'fake';
  readonly namespace = 'default';
  /** By identity. */
  readonly objects = new Map<string, JsonObject>();
  /** `Kind name` of each object, in the order in which it was stored. */
  readonly applied: string[] = [];
  readonly deleted: string[] = [];
  /** Asked before `Kind name` is applied or deleted. */
  refuse: (what: string) => Error | undefined = () => undefined;
  /** Kinds that may not be listed in all namespaces, or not at all. */
  refuseList: (selection: Selection) => Error | undefined = () => undefined;

  constructor(objects: readonly JsonObject[] = []) {
    for (const object of objects) this.objects.set(identityOf(object), object);
  }

  async kinds(): Promise<ServedKinds> {
    return {
      find: ({ group, kind, version = 'v1' }) => ({
        ...{ group, kind, version, resource: `${kind.toLowerCase()}s`, verbs: ['list', 'watch', 'delete'] },
        isNamespaced: !clusterKinds.test(kind),
      }),
      unknownGroups: [],
    };
  }

  async list(selection: Selection): Promise<ObjectList> {
    const error = this.refuseList(selection);
    if (error !== undefined) throw error;
    const { group, kind, namespace } = selection;
    const items = [...this.objects.values()].filter((object) => {
      const name = nameForApi(object);
      return name.group === group && name.kind === kind && (namespace === undefined || name.namespace === namespace);
    });
    return { items, resourceVersion: '1' };
  }

  async get({ group, kind, namespace = '', name }: ObjectName): Promise<JsonObject | undefined> {
    return this.objects.get(`${group}/${kind} ${namespace} ${name}`);
  }

  async apply(object: JsonObject, { onNew, signal }: ApplyOptions): Promise<JsonObject> {
    await this.#turn(object, signal);
    if (!this.objects.has(identityOf(object))) onNew?.();
    const status = object.kind === 'Namespace' ? { phase: 'Active' } : { observedGeneration: 1 };
    const stored = { ...object, status };
    this.objects.set(identityOf(object), stored);
    this.applied.push(wordsOf(object));
    return stored;
  }

  async delete({ group, kind, namespace = '', name }: ObjectName, { signal }: DeleteOptions = {}): Promise<boolean> {
    await this.#turn({ kind, metadata: { name } }, signal);
    this.deleted.push(`${kind} ${name}`);
    return this.objects.delete(`${group}/${kind} ${namespace} ${name}`);
  }

  async until<T>(selection: Selection, ask: (objects: ReadonlyMap<string, JsonObject>) => T | undefined) {
    const { items } = await this.list(selection);
    return ask(new Map(items.map((object) => [nameOf(object), object])));
  }

  async #turn(object: JsonObject, signal: AbortSignal | undefined): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    const error = this.refuse(wordsOf(object));
    if (error !== undefined) throw error;
  }

  readonly patch = unsupported;
  readonly create = unsupported;
  readonly isAllowed = unsupported;
  readonly clockAhead = unsupported;
  readonly raw = unsupported;
  readonly portForward = unsupported;
  readonly exec = unsupported;
  readonly watch = unsupported;
  readonly logs = unsupported;
  close(): void {}
}

const wordsOf = (object: JsonObject): string => {
  const { kind, name } = nameForApi(object);
  return `${kind} ${name}`;
};

function unsupported(): never {
  throw new Error('the fake cluster cannot do that');
}
