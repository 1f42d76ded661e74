import type { Duplex } from 'node:stream';
import { isObject, type JsonObject } from '../resources/json.ts';
import type {
  ApplyOptions,
  CallOptions,
  DeleteOptions,
  ExecCommand,
  ExecResult,
  KindName,
  KubeApi,
  ListOptions,
  LogSelection,
  ObjectList,
  ObjectName,
  PatchOptions,
  Permission,
  PodName,
  RawRequest,
  Selection,
  ServedKind,
  ServedKinds,
  WatchEvent,
  WatchOptions,
} from './api.ts';
import { discover, kindOf } from './discovery.ts';
import { KubeError } from './kube-error.ts';
import { isStored, listObjects, slim } from './lists.ts';
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

  async list(selection: Selection, options: ListOptions = {}): Promise<ObjectList> {
    return listObjects(this.#requests, await this.#served(selection, options), selection, options);
  }

  async get(object: ObjectName, options: CallOptions = {}): Promise<JsonObject | undefined> {
    const kind = await this.#served(object, options);
    const call = this.#callOn('GET', 'get', 'read', kind, object);
    const found = await orUndefined(() => this.#requests.json(call, options));
    if (found !== undefined && !isStored(found)) {
      throw new KubeError(`cannot ${call.what}: the answer is no object with a name`);
    }
    return found && slim(found);
  }

  async apply(object: JsonObject, options: ApplyOptions): Promise<JsonObject> {
    const { fieldManager, force, dryRun, onNew } = options;
    const { kind, name } = await this.#target(object, options);
    const call = this.#callOn('PATCH', 'patch', dryRun ? 'apply (as a dry run)' : 'apply', kind, name, {
      fieldManager,
      force: force ? 'true' : undefined,
      dryRun: dryRun ? 'All' : undefined,
    });
    // JSON is YAML. A version or managedFields that came with the object would be taken for conditions, or refused.
    const body = JSON.stringify(withoutServerFields(object));
    const told = (status: number): void => {
      if (status === 201) onNew?.();
    };
    return slim(
      await this.#requests.json({ ...call, body, contentType: 'application/apply-patch+yaml' }, options, told),
    );
  }

  async patch(object: ObjectName, patch: JsonObject, { type, ...options }: PatchOptions): Promise<JsonObject> {
    const kind = await this.#served(object, options);
    const call = this.#callOn('PATCH', 'patch', 'change', kind, object);
    const contentType = type === 'merge' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json';
    return slim(await this.#requests.json({ ...call, body: JSON.stringify(patch), contentType }, options));
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
    // The server reads the body; audit logs have only the query.
    const query = { dryRun: dryRun ? 'All' : undefined };
    const call = { ...this.#callOn('DELETE', 'delete', 'delete', kind, object, query), body };
    return (await orUndefined(() => this.#requests.json(call, options))) !== undefined;
  }

  async *watch(selection: Selection, options: WatchOptions = {}): AsyncGenerator<WatchEvent> {
    const kind = await this.#served(selection, options);
    for await (const event of watchObjects(this.#requests, kind, selection, options))
      if (event !== 'listed') yield event;
  }

  async until<T>(
    selection: Selection,
    ask: (objects: ReadonlyMap<string, JsonObject>) => T | undefined,
    options: WatchOptions = {},
  ): Promise<T | undefined> {
    const kind = await this.#served(selection, options);
    const objects = new Map<string, JsonObject>();
    let isListed = false;
    for await (const event of watchObjects(this.#requests, kind, selection, options)) {
      if (event === 'listed') isListed = true;
      else if (event.type === 'deleted') objects.delete(nameOf(event.object));
      else objects.set(nameOf(event.object), event.object);
      // Before all that is there is known, something that is gone could not be told from what is yet to come.
      const answer = isListed ? ask(objects) : undefined;
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

  async clockAhead(options: CallOptions = {}): Promise<number | undefined> {
    const before = Date.now();
    const answer = await this.#requests.open({ method: 'GET', path: '/version', what: 'read its clock' }, options);
    const middle = (before + Date.now()) / 2;
    answer.resume();
    const said = Date.parse(answer.headers.date ?? '');
    // The header has whole seconds, cut off.
    return Number.isNaN(said) ? undefined : said + 500 - middle;
  }

  raw({ method = 'GET', path, body, ...types }: RawRequest, options: CallOptions = {}): Promise<string> {
    const what = `${method === 'GET' ? 'read' : method} ${path.replace(/\?.*/, '')}`;
    const isOnce = method === 'POST';
    return this.#requests.text({ method, path, body: body && JSON.stringify(body), ...types, what, isOnce }, options);
  }

  async portForward(pod: PodName, port: number, options: CallOptions = {}): Promise<Duplex> {
    const { portForward } = await import('./streams/port-forward.ts');
    return portForward(this.#requests, pod, port, options);
  }

  async exec(pod: PodName, command: ExecCommand, options: CallOptions = {}): Promise<ExecResult> {
    const { exec } = await import('./streams/exec.ts');
    return exec(this.#requests, pod, command, options);
  }

  async *logs(pod: PodName, selection: LogSelection = {}, options: CallOptions = {}): AsyncGenerator<Buffer> {
    const { logs } = await import('./streams/logs.ts');
    yield* logs(this.#requests, pod, selection, options);
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
