/** A file that is in the report. */
export interface FileRecord {
  readonly path: string;
  readonly what: string;
  readonly bytes: number;
  /** Files that count less give way where the report is too large; one without a number never does. */
  readonly importance?: number;
  /** Which part of it is missing, because it is longer than a file may be. */
  readonly missing?: 'start' | 'end';
  /** What is missing in it, and why. */
  readonly problems?: readonly string[];
}

/** A file that is not in the report. */
export interface MissingRecord {
  readonly path: string;
  readonly what: string;
  readonly reason: string;
}

/** What became of each file that was planned. */
export interface Collected {
  readonly files: readonly FileRecord[];
  readonly missing: readonly MissingRecord[];
  /** Why it ended before all had been tried; undefined where it did not. */
  readonly stopped: string | undefined;
}
