import type { CallOptions } from '../kube/api.ts';

/** One file of a report, and how it comes about. */
export interface ReportItem {
  /** Where it is in the report. */
  readonly path: string;
  /** What it is, for people: `log of container istio-proxy of Pod shop/cart-1`. */
  readonly what: string;
  /** Files that count less give way where the report is too large; those without a number never do. */
  readonly importance?: number;
  /** Of what is too long, which part is kept. Default: the start. */
  readonly keeps?: 'start' | 'end';
  /**
   * Its text, in pieces. Rejects with MeshwrightError where there is none.
   *
   * @param tell is told what is missing in it, where the rest is worth having
   */
  read(options: CallOptions, tell: (problem: string) => void): AsyncIterable<string | Uint8Array>;
  /** Milliseconds without a further piece after which it is given up. Default: 150 s. */
  readonly silence?: number;
  /** How much it counts, once it has been read; in place of `importance`. */
  importanceNow?(): number;
}

/** Files that are read one after another, for they come from the same place. */
export interface ReportSource {
  readonly items: readonly ReportItem[];
  /** Whether the others need not be tried after this failure: nothing answers there. Default: they are. */
  isHopeless?(error: unknown): boolean;
}

/** A source of one file. */
export const single = (item: ReportItem): ReportSource => ({ items: [item] });
