import type { BodyOf, KindKey } from '../resources/kinds.ts';
import type { Mesh } from '../resources/mesh.ts';
import type { Field, Resource } from '../resources/resource.ts';
import type { MessageType } from './message.ts';

// biome-ignore lint/suspicious/noExplicitAny: a message's parameters are checked where it is reported
type AnyMessage = MessageType<any>;
type ParamsOf<M> = M extends MessageType<infer P> ? P : never;

/** The mesh as an analyzer sees it: only the kinds that it declares. */
export interface MeshView<K extends KindKey>
  extends Pick<Mesh, 'config' | 'networks' | 'duplicates' | 'duplicateKeys' | 'hosts'> {
  each<N extends K>(kind: N): readonly Resource<BodyOf<N>>[];
  in<N extends K>(kind: N, namespace: string): readonly Resource<BodyOf<N>>[];
  find<N extends K>(kind: N, name: string, namespace?: string): Resource<BodyOf<N>> | undefined;
  labelled<N extends K>(
    kind: N,
    labels: Readonly<Record<string, string>>,
    namespace?: string,
  ): readonly Resource<BodyOf<N>>[];
  podsToBe(...args: 'Pod' extends K ? Parameters<Mesh['podsToBe']> : [never]): readonly Resource<BodyOf<'Pod'>>[];
}

/** Reports a message about a field. Reports alike in code, line and text become one finding. */
export type Report<M extends AnyMessage = AnyMessage> = <N extends M>(
  message: N,
  at: Field,
  params: ParamsOf<N>,
) => void;

export interface Analyzer {
  /** istioctl's name, as `--analyzer` takes it. */
  readonly id: string;
  readonly summary: string;
  readonly reads: readonly KindKey[];
  readonly emits: readonly AnyMessage[];
  /**
   * Messages that mean nothing unless the input holds a resource of a kind: without a cluster, and with no Service at all
   * in the files, "no such host" would only say that the Services live elsewhere. Default: none needed.
   */
  readonly evidence?: Partial<Record<KindKey, readonly AnyMessage[]>>;
  /** Which resources of such a kind are evidence: a password is none for which certificates there are. Default: each. */
  readonly isEvidence?: Partial<Record<KindKey, (resource: Resource<unknown>) => boolean>>;
  run(mesh: Mesh, report: Report): void;
}

/** Declares an analyzer; reading a kind or reporting a message that is not declared does not compile. */
export function defineAnalyzer<const K extends KindKey, M extends AnyMessage>(definition: {
  readonly id: string;
  readonly summary: string;
  readonly reads: readonly K[];
  readonly emits: readonly M[];
  readonly evidence?: Partial<Record<NoInfer<K>, readonly NoInfer<M>[]>>;
  readonly isEvidence?: { readonly [N in NoInfer<K>]?: (resource: Resource<BodyOf<N>>) => boolean };
  run(mesh: MeshView<K>, report: Report<M>): void;
}): Analyzer {
  return definition as Analyzer;
}
