import type { SourceFile } from '../resources/document.ts';
import type { Section } from './envoy/config-dump.ts';

/** What can be asked of a proxy: one that runs, one that is in a bug report, or files that were taken from it. */
interface Source {
  /** `cart-1.shop`, or a file's name. */
  readonly name: string;
  /** True for one that runs: an answer that cannot be read is then its failure, and not that of an input. */
  readonly isLive: boolean;
}

/** Answers of an Envoy. Each method rejects with MeshwrightError. */
export interface EnvoySource extends Source {
  /** A dump that holds a section, or all of them; it may hold more than was asked for. */
  configDump(part: Section | 'all'): Promise<SourceFile>;
  /** The answer of `/clusters?format=json`: endpoints with their health. */
  clusters(): Promise<SourceFile>;
}

/** Answers of a ztunnel. Each method rejects with MeshwrightError. */
export interface ZtunnelSource extends Source {
  /** The Pod that was named, where it is one that the ztunnel serves: then only that is asked about. */
  readonly workload?: { readonly namespace: string; readonly name: string };
  configDump(): Promise<SourceFile>;
}
