import { entry } from '../../base/map-entry.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Field, Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { oldestFirst } from './oldest-first.ts';

/** What a port takes: mutual TLS alone, that and plaintext, or no TLS of the mesh. */
export type Mode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** What a PeerAuthentication is about. */
export type Level = 'port' | 'workload' | 'namespace' | 'mesh';

/** The mode that holds, and the field that says so; without one, it is Istio's default. */
export interface DecidedMode {
  readonly mode: Mode;
  readonly decidedBy?: Field & { readonly level: Level };
}

type Labels = Readonly<Record<string, string>>;
type Policy = Resource<BodyOf<'PeerAuthentication'>>;

const modes: readonly string[] = ['STRICT', 'PERMISSIVE', 'DISABLE'] satisfies readonly Mode[];
const byDefault: DecidedMode = { mode: 'PERMISSIVE' };

/**
 * Which PeerAuthentication decides what a workload takes (istio.io, PeerAuthentication): that of the port, else of the
 * workload, the namespace or the mesh, the oldest of each; one that sets no mode leaves it to the next. A selector in the root
 * namespace reaches no workload.
 */
export class PeerAuthentications {
  readonly #rootNamespace: string;
  /** By namespace, the one that counts there. */
  readonly #forAll = new Map<string, Policy>();
  /** By namespace, those with a selector, oldest first. */
  readonly #forSome = new Map<string, Policy[]>();

  constructor(mesh: Mesh) {
    this.#rootNamespace = mesh.config.rootNamespace;
    for (const policy of oldestFirst(mesh.each('PeerAuthentication'))) {
      const { namespace, spec } = policy;
      if (Object.keys(spec.selector?.matchLabels ?? {}).length === 0) entry(this.#forAll, namespace, () => policy);
      else if (namespace !== this.#rootNamespace) entry(this.#forSome, namespace, () => []).push(policy);
    }
  }

  /** Of all ports of a workload that have no setting of their own, or of one port (the workload's own number). */
  of(namespace: string, labels: Labels, port?: number): DecidedMode {
    const policy = this.#workloadPolicy(namespace, labels);
    if (policy !== undefined) {
      const own = policy.spec.portLevelMtls?.[String(port)]?.mode;
      if (port !== undefined && isMode(own)) return decided(policy, own, 'port', 'portLevelMtls', String(port), 'mode');
      const { mode } = policy.spec.mtls ?? {};
      if (isMode(mode)) return decided(policy, mode, 'workload', 'mtls', 'mode');
    }
    return this.ofNamespace(namespace);
  }

  /** Of workloads that no selector picks: what clients go by before they know an endpoint. */
  ofNamespace(namespace: string): DecidedMode {
    for (const [from, level] of [
      [namespace, 'namespace'],
      [this.#rootNamespace, 'mesh'],
    ] as const) {
      const policy = this.#forAll.get(from);
      const mode = policy?.spec.mtls?.mode;
      if (policy !== undefined && isMode(mode)) {
        return decided(policy, mode, from === this.#rootNamespace ? 'mesh' : level, 'mtls', 'mode');
      }
    }
    return byDefault;
  }

  /** Ports of a workload that have a setting of their own. */
  portsOf(namespace: string, labels: Labels): number[] {
    const settings = this.#workloadPolicy(namespace, labels)?.spec.portLevelMtls ?? {};
    return Object.keys(settings).map(Number).filter(Number.isInteger);
  }

  #workloadPolicy(namespace: string, labels: Labels): Policy | undefined {
    return this.#forSome.get(namespace)?.find(({ spec }) => matchesLabels(spec.selector?.matchLabels, labels));
  }
}

const isMode = (mode: string | undefined): mode is Mode => mode !== undefined && modes.includes(mode);

function decided(policy: Policy, mode: Mode, level: Level, ...path: readonly string[]): DecidedMode {
  return { mode, decidedBy: { ...policy.at('spec', ...path), level } };
}
