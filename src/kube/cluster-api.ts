import { isObject, type JsonObject } from '../resources/json.ts';
import type {
  ApplyOptions,
  CallOptions,
  DeleteOptions,
  KindName,
  KubeApi,
  ObjectList,
  ObjectName,
  Permission,
  RawRequest,
  Selection,
  ServedKind,
  ServedKinds,
  WatchEvent,
} from './api.ts';
import { discover, kindOf } from './discovery.ts';
import { KubeError } from './kube-error.ts';
import { listObjects, slim } from './lists.ts';
import { collectionPath, fullResource, permissionFor, withQuery } from './paths.ts';
import type { Call, Requests } from './requests.ts';
import { nameOf, watchObjects } from './watch.ts';

/** The API of one server, in requests over kept connections. */
export class ClusterApi implements KubeApi {
  readonly server: string;
  readonly context: string | undefined;
  readonly namespace: string;
  readonly #requests: Requests;
  #kinds: Promise<ServedKinds> | undefined;

  constructor(requests: Requests, { server, context, namespace }: Pick<KubeApi, 'server' | 'context' | 'namespace'>) {
    this.#requests = requests;
    this.server = server;
    this.context = context;
    this.namespace = namespace;
  }

  async kinds({ fresh = false, ...options }: CallOptions & { fresh?: boolean } = {}): Promise<ServedKinds> {
    if (fresh || this.#kinds === undefined) this.#kinds = discover(this.#requests, options);
    const asked = this.#kinds;
    try {
      return await asked;
    } catch (error) {
      if (this.#kinds === asked) this.#kinds = undefined;
      throw error;
    }
  }

  async list(selection: Selection, options: CallOptions = {}): Promise<ObjectList> {
    return listObjects(this.#requests, await this.#served(selection, options), selection, options);
  }

  async get(object: ObjectName, options: CallOptions = {}): Promise<JsonObject | undefined> {
    const kind = await this.#served(object, options);
    const call = this.#callOn('GET', 'get', 'read', kind, object);
    return orUndefined(async () => slim(await this.#requests.json(call, options)));
  }

  async apply(object: JsonObject, options: ApplyOptions): Promise<JsonObject> {
    const { fieldManager, force, dryRun } = options;
    const { kind, name } = await this.#target(object, options);
    const call = this.#callOn('PATCH', 'patch', dryRun ? 'apply (as a dry run)' : 'apply', kind, name, {
      fieldManager,
      force: force ? 'true' : undefined,
      dryRun: dryRun ? 'All' : undefined,
    });
    // JSON is YAML. A version or managedFields that came with the object would be taken for conditions, or refused.
    const body = JSON.stringify(withoutServerFields(object));
    return slim(await this.#requests.json({ ...call, body, contentType: 'application/apply-patch+yaml' }, options));
  }

  async create(object: JsonObject, options: CallOptions & { dryRun?: boolean } = {}): Promise<JsonObject> {
    const { kind, name } = await this.#target(object, options);
    const path = withQuery(collectionPath(kind, name.namespace), { dryRun: options.dryRun ? 'All' : undefined });
    const what = `create ${objectWords(kind, name)}`;
    const permission = permissionFor('create', kind, name.namespace);
    const call: Call = { method: 'POST', path, what, permission, body: JSON.stringify(object), isOnce: true };
    return slim(await this.#requests.json(call, options));
  }

  async delete(object: ObjectName, options: DeleteOptions = {}): Promise<boolean> {
    const { uid, resourceVersion, propagation = 'Background', dryRun } = options;
    const kind = await this.#served(object, options);
    const body = JSON.stringify({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: propagation,
      ...((uid ?? resourceVersion) !== undefined && { preconditions: { uid, resourceVersion } }),
      ...(dryRun && { dryRun: ['All'] }),
    });
    const call = { ...this.#callOn('DELETE', 'delete', 'delete', kind, object), body };
    return (await orUndefined(() => this.#requests.json(call, options))) !== undefined;
  }

  async *watch(selection: Selection, options: CallOptions = {}): AsyncGenerator<WatchEvent> {
    yield* watchObjects(this.#requests, await this.#served(selection, options), selection, options);
  }

  async until<T>(
    selection: Selection,
    ask: (objects: ReadonlyMap<string, JsonObject>) => T | undefined,
    options: CallOptions = {},
  ): Promise<T | undefined> {
    const objects = new Map<string, JsonObject>();
    const none = ask(objects);
    if (none !== undefined) return none;
    for await (const { type, object } of this.watch(selection, options)) {
      if (type === 'deleted') objects.delete(nameOf(object));
      else objects.set(nameOf(object), object);
      const answer = ask(objects);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  async isAllowed({ verb, group, resource, namespace, name }: Permission, options: CallOptions = {}): Promise<boolean> {
    const [plural, subresource] = resource.split('/');
    const resourceAttributes = { verb, group, resource: plural, subresource, namespace, name };
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    };
    const answer = await this.#requests.json(
      {
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: JSON.stringify(review),
        what: `ask whether you may ${verb} ${fullResource({ group, resource })}`,
      },
      options,
    );
    return isObject(answer.status) && answer.status.allowed === true;
  }

  raw({ method = 'GET', path, body, ...types }: RawRequest, options: CallOptions = {}): Promise<string> {
    const what = `${method === 'GET' ? 'read' : method} ${path.replace(/\?.*/, '')}`;
    const isOnce = method === 'POST';
    return this.#requests.text({ method, path, body: body && JSON.stringify(body), ...types, what, isOnce }, options);
  }

  close(): void {
    this.#requests.close();
  }

  /** The kind as served; what was installed since the server was first asked is found by asking again. */
  async #served(kind: KindName, options: CallOptions): Promise<ServedKind> {
    const { signal, deadline } = options;
    const limits = { signal, deadline };
    const served = (await this.kinds(limits)).find(kind) ?? (await this.kinds({ ...limits, fresh: true })).find(kind);
    if (served !== undefined) return served;
    const { group, version } = kind;
    const apiVersion = [group, version].filter(Boolean).join('/') || 'v1';
    throw new KubeError(
      `the API server ${this.server} has no kind ${kind.kind} in ${apiVersion}: is its CustomResourceDefinition installed?`,
      { status: 404, reason: 'UnknownKind' },
    );
  }

  /** The kind and name of an object to write; one that names no namespace is in the context's. */
  async #target(
    object: JsonObject,
    options: CallOptions,
  ): Promise<{ kind: ServedKind; name: Omit<ObjectName, 'group' | 'kind'> }> {
    const named = kindOf(object);
    const metadata = isObject(object.metadata) ? object.metadata : {};
    const name = metadata.name ?? metadata.generateName;
    if (named === undefined || typeof name !== 'string') {
      throw new KubeError('cannot apply what is no Kubernetes object: it needs apiVersion, kind and metadata.name');
    }
    const kind = await this.#served(named, options);
    const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : this.namespace;
    return { kind, name: { name, ...(kind.isNamespaced && { namespace }) } };
  }

  #callOn(
    method: string,
    verb: string,
    word: string,
    kind: ServedKind,
    object: Pick<ObjectName, 'name' | 'namespace'>,
    query: Readonly<Record<string, string | undefined>> = {},
  ): Call {
    const namespace = kind.isNamespaced ? (object.namespace ?? this.namespace) : undefined;
    return {
      method,
      path: withQuery(`${collectionPath(kind, namespace)}/${encodeURIComponent(object.name)}`, query),
      what: `${word} ${objectWords(kind, { name: object.name, namespace })}`,
      permission: permissionFor(verb, kind, namespace),
    };
  }
}

/** `Deployment shop/reviews`. */
const objectWords = ({ kind }: ServedKind, { name, namespace }: Pick<ObjectName, 'name' | 'namespace'>): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;

function withoutServerFields(object: JsonObject): JsonObject {
  const { status: _, ...others } = object;
  if (!isObject(object.metadata)) return others;
  const {
    managedFields: _fields,
    resourceVersion: _version,
    uid: _uid,
    creationTimestamp: _time,
    ...metadata
  } = object.metadata;
  return { ...others, metadata };
}

/** The answer, or undefined where there is no such object. */
async function orUndefined(ask: () => Promise<JsonObject>): Promise<JsonObject | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KubeError && error.status === 404 && error.reason !== 'UnknownKind') return undefined;
    throw error;
  }
}
