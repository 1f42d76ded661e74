import type { BodyOf, KindKey } from '../resources/kinds.ts';
import type { Mesh } from '../resources/mesh.ts';
import type { Field, Resource } from '../resources/resource.ts';
import type { MessageType } from './message.ts';

// biome-ignore lint/suspicious/noExplicitAny: a message's parameters are checked where it is reported
type AnyMessage = MessageType<any>;
type ParamsOf<M> = M extends MessageType<infer P> ? P : never;

/** The mesh as an analyzer sees it: only the kinds that it declares. */
export interface MeshView<K extends KindKey> extends Pick<Mesh, 'config' | 'networks' | 'duplicates' | 'hosts'> {
  each<N extends K>(kind: N): readonly Resource<BodyOf<N>>[];
  in<N extends K>(kind: N, namespace: string): readonly Resource<BodyOf<N>>[];
  find<N extends K>(kind: N, name: string, namespace?: string): Resource<BodyOf<N>> | undefined;
  labelled<N extends K>(
    kind: N,
    labels: Readonly<Record<string, string>>,
    namespace?: string,
  ): readonly Resource<BodyOf<N>>[];
}

/** Reports a message about a field. Reports alike in code, place and text are one finding. */
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
   * Kinds of which the input must hold one for the findings to mean anything: without a cluster, and with nothing of
   * them in the files, "not found" would only say that they live elsewhere. Default: none needed.
   */
  readonly evidence?: readonly KindKey[];
  /** True for one that runs only when asked for by `--analyzer`. */
  readonly optIn?: boolean;
  run(mesh: Mesh, report: Report): void;
}

/** Declares an analyzer; reading a kind or reporting a message that is not declared does not compile. */
export function defineAnalyzer<const K extends KindKey, M extends AnyMessage>(definition: {
  readonly id: string;
  readonly summary: string;
  readonly reads: readonly K[];
  readonly emits: readonly M[];
  readonly evidence?: readonly NoInfer<K>[];
  readonly optIn?: boolean;
  run(mesh: MeshView<K>, report: Report<M>): void;
}): Analyzer {
  return definition as unknown as Analyzer;
}
