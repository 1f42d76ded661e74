import { append } from '../base/append.ts';
import { entry } from '../base/map-entry.ts';
import { HostIndex } from './hosts.ts';
import { impliedPod } from './implied-pods.ts';
import { type BodyOf, type KindKey, kinds } from './kinds.ts';
import { type MeshConfig, type MeshNetworks, unknownMeshConfig } from './mesh-config.ts';
import { placeKey } from './place.ts';
import type { Resource } from './resource.ts';
import { matchesLabels } from './selector.ts';
import type { Shape } from './shape.ts';
import type { DuplicateKey } from './yaml/read.ts';

type Labels = Readonly<Record<string, string>>;
type Bucket = Resource<unknown>[];

export interface MeshOptions {
  readonly config?: MeshConfig;
  readonly networks?: MeshNetworks | undefined;
  /** Count the pods that Deployments and other workloads would make as being there. Default: only Pods are. */
  readonly impliedPods?: boolean | undefined;
}

/** Two resources of one kind, namespace and name (and cluster): the later one counts. */
export interface Duplicate {
  readonly resource: Resource;
  readonly replacedBy: Resource;
}

/**
 * All resources, indexed once by kind, namespace, name and label, so that no question about them is a search through
 * all. Kinds that are not in `kinds` are looked at for
 * duplicates only. Nothing here can be changed.
 */
export class Mesh {
  readonly config: MeshConfig;
  readonly networks: MeshNetworks | undefined;
  readonly duplicates: readonly Duplicate[];
  /** Keys that stand twice in one map, in any resource. */
  readonly duplicateKeys: readonly (DuplicateKey & { readonly resource: Resource })[];
  /** By kind key, or `group/kind` for kinds without one. */
  readonly #kinds = new Map<string, KindIndex>();
  readonly #clusters = new Set<string>();
  readonly #byNamespace = new Map<KindKey, Map<string, Bucket>>();
  readonly #byLabel = new Map<KindKey, LabelIndex>();
  readonly #workloads: Resource[] = [];
  #implied: Mesh | undefined;
  #hosts: HostIndex | undefined;

  constructor(resources: Iterable<Resource>, options: MeshOptions = {}) {
    this.config = options.config ?? unknownMeshConfig;
    this.networks = options.networks;
    const duplicates: Duplicate[] = [];
    const duplicateKeys: Mesh['duplicateKeys'][number][] = [];
    for (const resource of resources) {
      const pod = options.impliedPods ? impliedPod(resource) : undefined;
      if (pod !== undefined) this.#workloads.push(pod);
      if (resource.duplicateKeys.length > 0) {
        for (const repeated of resource.duplicateKeys) duplicateKeys.push({ resource, ...repeated });
      }
      const { key, id } = resource.type;
      const earlier = entry(this.#kinds, key ?? id, newKindIndex).put(
        key === undefined ? resource : shaped(resource, key),
      );
      if (earlier !== undefined && !earlier.assumed) {
        duplicates.push({ resource: earlier as Resource, replacedBy: resource });
      }
      if (resource.cluster !== undefined) this.#clusters.add(resource.cluster);
    }
    this.duplicates = duplicates;
    this.duplicateKeys = duplicateKeys;
  }

  /** Every resource of the kind, in the order read. */
  each<K extends KindKey>(kind: K): readonly Resource<BodyOf<K>>[] {
    return (this.#kinds.get(kind)?.all ?? []) as Resource<BodyOf<K>>[];
  }

  /** Every resource of the kind in `namespace`. */
  in<K extends KindKey>(kind: K, namespace: string): readonly Resource<BodyOf<K>>[] {
    const index = entry(this.#byNamespace, kind, () => byNamespace(this.each(kind) as Bucket));
    return (index.get(namespace) ?? []) as Resource<BodyOf<K>>[];
  }

  /**
   * The resource of that name, in any cluster; `namespace` is empty for kinds without one. Of several clusters that have
   * it, the one read first answers.
   */
  find<K extends KindKey>(kind: K, name: string, namespace = ''): Resource<BodyOf<K>> | undefined {
    const index = this.#kinds.get(kind);
    let found = index?.find(name, namespace);
    if (found === undefined) {
      for (const cluster of this.#clusters) found ??= index?.find(name, namespace, cluster);
    }
    return found as Resource<BodyOf<K>> | undefined;
  }

  /** Resources of the kind that carry all `labels`, in one namespace or in all. No labels match every resource. */
  labelled<K extends KindKey>(kind: K, labels: Labels, namespace?: string): readonly Resource<BodyOf<K>>[] {
    const index = entry(this.#byLabel, kind, () => new LabelIndex(this.each(kind) as Bucket));
    // The rarest pair leaves the fewest to look at.
    let candidates: Bucket | undefined;
    let pairs = 0;
    for (const key in labels) {
      pairs++;
      const bucket = index.find(key, labels[key]!, namespace);
      if (bucket === undefined) return [];
      if (candidates === undefined || bucket.length < candidates.length) candidates = bucket;
    }
    if (candidates === undefined) return namespace === undefined ? this.each(kind) : this.in(kind, namespace);
    // One pair is what was looked for.
    const found = pairs === 1 ? candidates : candidates.filter((r) => matchesLabels(labels, r.labels));
    return found as readonly Resource<BodyOf<K>>[];
  }

  /**
   * Pods that carry all `labels`, as `labelled` gives them, and with `impliedPods` those that workloads would make: what
   * to ask before saying that a selector matches nothing.
   */
  podsToBe(labels: Labels, namespace?: string): readonly Resource<BodyOf<'Pod'>>[] {
    this.#implied ??= new Mesh(this.#workloads);
    const pods = this.labelled('Pod', labels, namespace);
    const implied = this.#implied.labelled('Pod', labels, namespace);
    if (pods.length === 0) return implied;
    return implied.length === 0 ? pods : [...pods, ...implied];
  }

  /** True when the input (not what is assumed) holds a resource of the kind, and, where it is given, one that `is` so. */
  has(kind: KindKey, is?: (resource: Resource<unknown>) => boolean): boolean {
    return (this.each(kind) as Bucket).some((resource) => !resource.assumed && (is === undefined || is(resource)));
  }

  /** Who answers for a host name: Services and ServiceEntries, by name and visibility. */
  get hosts(): HostIndex {
    this.#hosts ??= new HostIndex(this.each('ServiceEntry'), this.each('Service'));
    return this.#hosts;
  }
}

/** The resources of one kind: in order, and by place and name. */
class KindIndex {
  readonly all: Bucket = [];
  /** Place → name → index in `all`. */
  readonly #byName = new Map<string, Map<string, number>>();

  /** Adds a resource; one of the same name, given back, loses its place to it. A name yet to be generated is none. */
  put(resource: Resource<unknown>): Resource<unknown> | undefined {
    if (!resource.isNamed) {
      this.all.push(resource);
      return undefined;
    }
    const names = entry(this.#byName, placeKey(resource.namespace, resource.cluster), newNames);
    const index = names.get(resource.name);
    if (index === undefined) {
      names.set(resource.name, this.all.push(resource) - 1);
      return undefined;
    }
    const earlier = this.all[index];
    this.all[index] = resource;
    return earlier;
  }

  find(name: string, namespace: string, cluster?: string): Resource<unknown> | undefined {
    const index = this.#byName.get(placeKey(namespace, cluster))?.get(name);
    return index === undefined ? undefined : this.all[index];
  }
}

const newKindIndex = (): KindIndex => new KindIndex();
const newNames = (): Map<string, number> => new Map();

function shaped(resource: Resource, key: KindKey): Resource<unknown> {
  const shape = kinds[key].shape as Shape<unknown>;
  return resource.withBody(shape(resource.body) ?? shape.empty);
}

function byNamespace(resources: Bucket): Map<string, Bucket> {
  const groups = new Map<string, Bucket>();
  for (const resource of resources) append(groups, resource.namespace, resource);
  return groups;
}

/** Resources by one of their labels: its key, then its value. */
type ByPair = Map<string, Map<string, Bucket>>;
const newPairs = (): ByPair => new Map();
const newValues = (): Map<string, Bucket> => new Map();

/**
 * The resources of one kind by label, within a namespace and in all of them; each is indexed when first asked for. Maps
 * within maps: joining namespace, key and value to one text takes longer than everything else here.
 */
class LabelIndex {
  readonly #resources: Bucket;
  #everywhere: ByPair | undefined;
  #namespaces: Map<string, ByPair> | undefined;

  constructor(resources: Bucket) {
    this.#resources = resources;
  }

  find(key: string, value: string, namespace?: string): Bucket | undefined {
    const pairs = namespace === undefined ? this.#all() : this.#in(namespace);
    return pairs?.get(key)?.get(value);
  }

  #all(): ByPair {
    if (this.#everywhere === undefined) {
      this.#everywhere = newPairs();
      for (const resource of this.#resources) addLabels(this.#everywhere, resource);
    }
    return this.#everywhere;
  }

  #in(namespace: string): ByPair | undefined {
    if (this.#namespaces === undefined) {
      this.#namespaces = new Map();
      for (const resource of this.#resources) {
        addLabels(entry(this.#namespaces, resource.namespace, newPairs), resource);
      }
    }
    return this.#namespaces.get(namespace);
  }
}

function addLabels(pairs: ByPair, resource: Resource<unknown>): void {
  const { labels } = resource;
  for (const key in labels) append(entry(pairs, key, newValues), labels[key]!, resource);
}
