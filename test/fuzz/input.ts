import type { Files } from '../support/sample-files.ts';

/** One thing to try: a command line, and the world that it runs in. */
export interface FuzzInput {
  readonly argv: readonly string[];
  /** By path below the folder in which it runs; `../` leads to the folder above, no further. */
  readonly files: Files;
  readonly stdin: string | Uint8Array;
  /** What its kubeconfig leads to: there is none, nothing listens, or it says whatever `answers` make of a real answer. */
  readonly cluster: 'none' | 'gone' | 'babbling';
  readonly answers: readonly Answer[];
}

/** How an API server answers, in turn. */
export interface Answer {
  readonly status: number;
  /** Made of what a sound server would answer. */
  readonly body: (sound: string) => string;
}

/** How a command line ended. */
export interface FuzzOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What no command may do: reject a promise that nobody waits for, for one. */
  readonly escaped: readonly string[];
}

/** The command line for a shell. */
export const shellLine = (argv: readonly string[]): string =>
  [
    'meshwright',
    ...argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)),
  ].join(' ');
