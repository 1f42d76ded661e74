import type { Position, SourceDocument } from './document.ts';
import { isObject, type JsonObject, type Path } from './json.ts';
import { type ResourceType, resourceType } from './kinds.ts';
import type { DuplicateKey } from './yaml/read.ts';

type Strings = Readonly<Record<string, string>>;
const none: Strings = {};
const noOptions: ResourceOptions = {};
const noKeys: readonly DuplicateKey[] = [];
const empty: JsonObject = {};

/** A field of a resource: what a finding points at. */
export interface Field {
  readonly resource: Resource;
  readonly path: Path;
}

export interface ResourceOptions {
  /** Where the resource stands in its document, when that is a List: `['items', 3]`. */
  readonly base?: Path;
  /** The namespace of a namespaced resource that names none. Default `default`. */
  readonly defaultNamespace?: string;
  /** The cluster that the resource was read from, where several are analyzed together. */
  readonly cluster?: string;
  /** Keys that stand twice in one map of the resource. */
  readonly duplicateKeys?: readonly DuplicateKey[];
  /** True for what is assumed to be there without having been read (the default ingress gateway). */
  readonly assumed?: boolean;
  /** The workload whose controller would make this pod. */
  readonly impliedBy?: Resource;
}

/** One Kubernetes object. `B` types as much of its content as its kind's shape reads; nothing here can be changed. */
export class Resource<B = JsonObject> {
  readonly apiVersion: string;
  readonly type: ResourceType;
  /** `generateName` where the API server is to make a name of that. */
  readonly name: string;
  /** Empty for kinds without a namespace. */
  readonly namespace: string;

  /** `metadata` must be an object, `kind` and `apiVersion` strings: `toResources` sees to it. */
  constructor(
    readonly body: B,
    readonly document: SourceDocument,
    readonly options: ResourceOptions = noOptions,
  ) {
    const { apiVersion, kind, metadata } = body as { apiVersion: string; kind: string; metadata: JsonObject };
    this.apiVersion = apiVersion;
    this.type = resourceType(apiVersion, kind);
    const { name, generateName, namespace } = metadata;
    this.name = typeof name === 'string' ? name : typeof generateName === 'string' ? generateName : '';
    const given =
      typeof namespace === 'string' && namespace !== '' ? namespace : (options.defaultNamespace ?? 'default');
    this.namespace = this.type.isClusterScoped ? '' : given;
  }

  /** True when it has a name of its own: without, two that look alike are two. */
  get isNamed(): boolean {
    return this.name !== '' && this.#metadata.name === this.name;
  }

  get group(): string {
    return this.type.group;
  }

  get kind(): string {
    return this.type.kind;
  }

  get #metadata(): JsonObject {
    return (this.body as JsonObject).metadata as JsonObject;
  }

  get labels(): Strings {
    return strings(this.#metadata.labels);
  }

  get annotations(): Strings {
    return strings(this.#metadata.annotations);
  }

  /** When the object was made, in RFC 3339; empty for one that no cluster has made yet. */
  get creationTimestamp(): string {
    const { creationTimestamp } = this.#metadata;
    return typeof creationTimestamp === 'string' ? creationTimestamp : '';
  }

  /** `body.spec`, or an empty one. */
  get spec(): B extends { readonly spec?: infer S } ? NonNullable<S> : JsonObject {
    return ((this.body as JsonObject).spec ?? empty) as never;
  }

  /** `namespace/name`, or the bare name outside namespaces. */
  get fullName(): string {
    return this.namespace ? `${this.namespace}/${this.name}` : this.name;
  }

  /** `Kind namespace/name`, as findings and suppressions name a resource; a file may have neither. */
  get origin(): string {
    return `${this.kind} ${this.fullName}`.trimEnd();
  }

  get cluster(): string | undefined {
    return this.options.cluster;
  }

  get duplicateKeys(): readonly DuplicateKey[] {
    return this.options.duplicateKeys ?? noKeys;
  }

  get assumed(): boolean {
    return this.options.assumed ?? false;
  }

  /** True where the input holds the resource itself, or the workload that would make it. */
  get isOfInput(): boolean {
    return !(this.options.impliedBy ?? this).assumed;
  }

  /** The field at `path`, for a finding to point at; where it is absent, the nearest ancestor that exists is shown. */
  at(...path: Path): Field {
    return { resource: this as unknown as Resource, path };
  }

  /** Where the field at `path` stands in its file. */
  position(path: Path): Position {
    const base = this.options.base;
    return this.document.position(base === undefined ? path : [...base, ...path]);
  }

  /** The same resource with its content typed: `body` is what the kind's shape made of it. */
  withBody<C>(body: C): Resource<C> {
    return body === (this.body as unknown)
      ? (this as unknown as Resource<C>)
      : new Resource(body, this.document, this.options);
  }
}

/** Labels or annotations; Kubernetes takes strings only, so any other value is as good as absent. */
function strings(value: unknown): Strings {
  if (!isObject(value)) return none;
  for (const key in value) {
    if (typeof value[key] !== 'string') {
      return Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
    }
  }
  return value as Strings;
}
