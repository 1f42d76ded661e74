import { HostIndex } from './hosts.ts';
import { type BodyOf, type KindKey, kindKey, kinds } from './kinds.ts';
import { type MeshConfig, type MeshNetworks, meshConfigOf } from './mesh-config.ts';
import type { Resource } from './resource.ts';
import { matchesLabels } from './selector.ts';
import type { Shape } from './shape.ts';

type Labels = Readonly<Record<string, string>>;
type Bucket = Resource<unknown>[];

export interface MeshOptions {
  readonly config?: MeshConfig;
  readonly networks?: MeshNetworks | undefined;
}

/** Two resources of one kind, namespace and name (and cluster): the later one counts. */
export interface Duplicate {
  readonly resource: Resource;
  readonly replacedBy: Resource;
}

/**
 * All resources, indexed once by kind, namespace, name and label, so that no question about them is a search through
 * all. Resources of kinds that are not in `kinds` are left out. Nothing here can be changed.
 */
export class Mesh {
  readonly config: MeshConfig;
  readonly networks: MeshNetworks | undefined;
  readonly duplicates: readonly Duplicate[];
  readonly #byKind = new Map<KindKey, Bucket>();
  readonly #byName = new Map<KindKey, Map<string, Resource<unknown>>>();
  readonly #byNamespace = new Map<KindKey, Map<string, Bucket>>();
  readonly #byLabel = new Map<KindKey, Map<string, Bucket>>();
  #hosts: HostIndex | undefined;

  constructor(resources: Iterable<Resource>, options: MeshOptions = {}) {
    this.config = options.config ?? meshConfigOf(undefined);
    this.networks = options.networks;
    const duplicates: Duplicate[] = [];
    for (const resource of resources) {
      const key = kindKey(resource.group, resource.kind);
      if (key === undefined) continue;
      const names = entry(this.#byName, key, () => new Map());
      const id = identity(resource.name, resource.namespace, resource.cluster);
      const earlier = names.get(id);
      if (earlier !== undefined && !earlier.assumed) {
        duplicates.push({ resource: earlier as Resource, replacedBy: resource });
      }
      const shape = kinds[key].shape as Shape<unknown>;
      names.set(id, resource.withBody(shape(resource.body) ?? shape.empty) as Resource<unknown>);
    }
    for (const [key, names] of this.#byName) this.#byKind.set(key, [...names.values()]);
    this.duplicates = duplicates;
  }

  /** Every resource of the kind, in the order read. */
  each<K extends KindKey>(kind: K): readonly Resource<BodyOf<K>>[] {
    return (this.#byKind.get(kind) ?? []) as Resource<BodyOf<K>>[];
  }

  /** Every resource of the kind in `namespace`. */
  in<K extends KindKey>(kind: K, namespace: string): readonly Resource<BodyOf<K>>[] {
    const index = entry(this.#byNamespace, kind, () => groupBy(this.each(kind) as Bucket, (r) => [r.namespace]));
    return (index.get(namespace) ?? []) as Resource<BodyOf<K>>[];
  }

  /** The resource of that name; `namespace` is empty for kinds without one. */
  find<K extends KindKey>(kind: K, name: string, namespace = '', cluster?: string): Resource<BodyOf<K>> | undefined {
    const found = this.#byName.get(kind)?.get(identity(name, namespace, cluster));
    return found as Resource<BodyOf<K>> | undefined;
  }

  /** Resources of the kind that carry all `labels`, in one namespace or in all. No labels match every resource. */
  labelled<K extends KindKey>(kind: K, labels: Labels, namespace?: string): readonly Resource<BodyOf<K>>[] {
    const pairs = Object.entries(labels);
    if (pairs.length === 0) return namespace === undefined ? this.each(kind) : this.in(kind, namespace);
    const index = entry(this.#byLabel, kind, () =>
      groupBy(this.each(kind) as Bucket, (r) =>
        Object.entries(r.labels).flatMap(([k, v]) => labelKeys(k, v, r.namespace)),
      ),
    );
    // The rarest pair leaves the fewest to look at.
    let candidates: Bucket | undefined;
    for (const [key, value] of pairs) {
      const bucket = index.get(labelKey(key, value, namespace)) ?? [];
      if (candidates === undefined || bucket.length < candidates.length) candidates = bucket;
    }
    return (candidates ?? []).filter((r) => matchesLabels(labels, r.labels)) as Resource<BodyOf<K>>[];
  }

  /** True when the input (not what is assumed) holds a resource of the kind. */
  has(kind: KindKey): boolean {
    return this.each(kind).some((resource) => !resource.assumed);
  }

  /** Who answers for a host name: Services and ServiceEntries, by name and visibility. */
  get hosts(): HostIndex {
    this.#hosts ??= new HostIndex(this.each('ServiceEntry'), this.each('Service'));
    return this.#hosts;
  }
}

const identity = (name: string, namespace: string, cluster = ''): string => `${cluster}\0${namespace}\0${name}`;
const labelKey = (key: string, value: string, namespace = ''): string => `${namespace}\0${key}\0${value}`;
const labelKeys = (key: string, value: string, namespace: string): string[] =>
  namespace === '' ? [labelKey(key, value)] : [labelKey(key, value), labelKey(key, value, namespace)];

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function groupBy(resources: Bucket, keysOf: (resource: Resource<unknown>) => string[]): Map<string, Bucket> {
  const groups = new Map<string, Bucket>();
  for (const resource of resources) for (const key of keysOf(resource)) entry(groups, key, () => []).push(resource);
  return groups;
}
