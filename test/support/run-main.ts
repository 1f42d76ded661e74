import { InterruptedError } from '../../src/base/errors.ts';
import type { Output, World } from '../../src/cli/io.ts';
import { main } from '../../src/main.ts';

/** How a command line ended that ran in this process, and what it wrote. */
export interface MainRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MainOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** What is typed on a terminal when the program asks; without it there is nobody to ask. */
  readonly answer?: string;
  /** Stops a program that goes on until Ctrl-C as soon as it has written something. */
  readonly interruptsAfterOutput?: boolean;
  /** Stops a program that can be interrupted after that time, in milliseconds. */
  readonly interruptsAfter?: number;
  /** What is otherwise than below: a terminal, say. */
  readonly world?: Partial<World>;
}

/**
 * Runs a command line in this process, where nobody looks at a terminal. Nothing of the machine shows through but its files:
 * no cluster, no home.
 */
export async function runMain(
  argv: readonly string[],
  { cwd, env = {}, stdin = '', answer, interruptsAfterOutput = false, interruptsAfter, world = {} }: MainOptions,
): Promise<MainRun> {
  let stdout = '';
  let stderr = '';
  const input = Buffer.from(stdin);
  const interruption = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => interruption.abort(new InterruptedError());
  const io: World = {
    cwd,
    env: { HOME: `${cwd}/nowhere`, KUBECONFIG: `${cwd}/nowhere`, ...env },
    ...unwatched,
    stdinIsTerminal: answer !== undefined,
    write: async (output) => {
      stdout += textOf(output);
      if (interruptsAfterOutput) interrupt();
    },
    note: (text) => {
      stderr += text.endsWith('\n') ? text : `${text}\n`;
    },
    readStdin: async () => input,
    stdinPieces: async function* () {
      yield input;
    },
    ask: async () => answer,
    interruption: () => {
      if (interruptsAfter !== undefined) timer ??= setTimeout(interrupt, interruptsAfter);
      return interruption.signal;
    },
    ...world,
  };
  const exitCode = await main(argv, io);
  clearTimeout(timer);
  return { exitCode, stdout, stderr };
}

/** A world in which nobody looks at a terminal. */
export const unwatched = {
  stdoutIsTerminal: false,
  stderrIsTerminal: false,
  terminal: undefined,
  columns: undefined,
  rows: undefined,
  page: async () => false,
} as const satisfies Partial<World>;

/** What is written, as text. */
export const textOf = (output: Output): string =>
  typeof output === 'string'
    ? output
    : (output instanceof Uint8Array ? [output] : output).map((part) => Buffer.from(part).toString('utf8')).join('');
