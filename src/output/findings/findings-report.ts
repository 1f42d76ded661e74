import type { Analyzer } from '../../analysis/analyzer.ts';
import type { Finding } from '../../analysis/finding.ts';
import type { MessageType } from '../../analysis/message.ts';

/** All that a formatter may know of one `analyze`. */
export interface FindingsReport {
  readonly findings: readonly Finding[];
  readonly ran: readonly Analyzer[];
  /** Analyzers whose evidence is absent from the input. */
  readonly skipped: readonly Analyzer[];
  /** The catalogue, or as much of it as covers the findings' codes. */
  readonly messages: readonly MessageType[];
  /** Meshwright's own version. */
  readonly version: string;
  /** The absolute path that relative file names start from. */
  readonly cwd: string;
}

export interface FormatOptions {
  readonly color: boolean;
  /** Columns of the terminal; without it nothing is wrapped. */
  readonly width?: number | undefined;
  /** Words in place of symbols. */
  readonly plain?: boolean;
}

/** Makes the whole of stdout, final newline included, of a report. */
export type FindingsFormatter = (report: FindingsReport, options: FormatOptions) => string | Promise<string>;
