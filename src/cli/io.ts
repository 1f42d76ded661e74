import { InterruptedError, MeshwrightError } from '../base/errors.ts';
import type { ExitCode } from '../base/exit-code.ts';
import type { Look } from '../output/text/look.ts';
import { removeUnfinished } from './files/unfinished.ts';
import { StandardOutput } from './terminal/standard-output.ts';
import { writeFailure } from './terminal/write-failure.ts';

/** A text, as it is, in UTF-8, or in pieces of both. */
export type Output = string | Uint8Array | readonly (string | Uint8Array)[];

/** What the program sees of the world it runs in. Tests give one of their own. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where a person is looking: colour and progress are for terminals only. */
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  /** Where progress may be drawn: standard error, if a person is looking at it. */
  readonly terminal: NodeJS.WriteStream | undefined;
  /** The terminal's width in columns, where there is one. */
  readonly columns: number | undefined;
  /** Its height in lines. */
  readonly rows: number | undefined;
  /**
   * Writes a result. Resolves when it is written, and rejects with MeshwrightError when it cannot be (a full disk); a
   * closed pipe ends the process quietly.
   */
  write(text: Output): Promise<void>;
  /** Shows a text with a pager, a shell's command, until the user ends it. False where it does not start. */
  page(text: Uint8Array, pager: string): Promise<boolean>;
  /** Writes a note, a warning or an error; where that fails, there is no one to tell. A command's `Io` shows all that it holds. */
  note(text: string): void;
  /** All of standard input. */
  readStdin(signal?: AbortSignal): Promise<Uint8Array>;
  /** Standard input in the pieces that it comes in, for whoever need not wait for its end. */
  stdinPieces(): AsyncIterable<Uint8Array>;
  /** Asks on standard error, and gives the line that is typed; undefined where standard input ends instead. */
  ask(question: string): Promise<string | undefined>;
  /**
   * Aborts when the user interrupts the program (Ctrl-C, or a signal to terminate), with InterruptedError. The second time ends
   * the program at once, and so does the first as long as nobody has called this.
   */
  interruption(): AbortSignal;
}

/** The same for a command: with what its flags say of how output is to look. */
export interface Io extends World {
  readonly look: Look;
}

/** What a shell makes of a process that SIGPIPE, signal 13, ended. */
const diedOfSigpipe = 128 + 13;
/** Likewise for Ctrl-C (signal 2), and for a request to terminate (signal 15). */
const diedOf = { SIGINT: 128 + 2, SIGTERM: 128 + 15 };

/** The real process, and how it ends. */
export interface ProcessIo extends World {
  /**
   * Ends the process, all that it has to say having been written. At once, unless notes may still be on their way (to a pipe,
   * on some systems): Node would otherwise wait for V8 to finish optimizing code that is never run, 5 ms and more.
   */
  end(exitCode: ExitCode): void;
}

/** Ends the process in the middle of what it does. */
function endNow(status: number): never {
  removeUnfinished();
  process.exit(status);
}

/** The real process. The only code, with bin/, that touches `process`. */
export function processIo(): ProcessIo {
  const stdout = new StandardOutput(() => process.stdout);
  const stderr = new StandardError();
  let interruption: AbortSignal | undefined;
  return {
    cwd: process.cwd(),
    env: process.env,
    stdoutIsTerminal: stdout.isTerminal,
    get stderrIsTerminal() {
      return process.stderr.isTTY === true;
    },
    get stdinIsTerminal() {
      return process.stdin.isTTY === true;
    },
    get terminal() {
      return process.stderr.isTTY === true ? process.stderr : undefined;
    },
    columns: stdout.columns,
    rows: stdout.rows,
    page: async (text, pager) => (await import('./terminal/run-pager.ts')).runPager(text, pager, process),
    write: (text) => writeResult(stdout, text),
    note: (text) => stderr.note(text),
    readStdin,
    stdinPieces: () => process.stdin,
    ask: (question) => stderr.ask(question),
    interruption: () => {
      interruption ??= interruptionOfProcess();
      return interruption;
    },
    end: (exitCode) => {
      process.exitCode = exitCode;
      if (!stderr.wasUsed) process.exit();
    },
  };
}

async function writeResult(stdout: StandardOutput, text: Output): Promise<void> {
  try {
    await stdout.write(text);
  } catch (error) {
    // The reader of our output has gone (`| head`): what is left to say has no one to hear it.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') endNow(diedOfSigpipe);
    throw new MeshwrightError(`cannot write to standard output: ${writeFailure(error)}`);
  }
}

/** What is said to the user, and asked. */
class StandardError {
  /** True once something may still be on its way. */
  wasUsed = false;

  note(text: string): void {
    this.wasUsed = true;
    try {
      // Made when first used, which costs a millisecond; its errors have no one to be told to.
      if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
      process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    } catch {}
  }

  async ask(question: string): Promise<string | undefined> {
    this.wasUsed = true;
    const { createInterface } = await import('node:readline');
    const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
    process.stderr.write(question);
    try {
      for await (const line of lines) return line;
      return undefined;
    } finally {
      lines.close();
      process.stdin.unref?.();
    }
  }
}

async function readStdin(signal?: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const stop = () => process.stdin.destroy();
  signal?.addEventListener('abort', stop);
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  signal?.removeEventListener('abort', stop);
  return Buffer.concat(chunks);
}

function interruptionOfProcess(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, exitCode] of Object.entries(diedOf)) {
    process.on(signal, () => {
      if (controller.signal.aborted) endNow(exitCode);
      controller.abort(new InterruptedError());
    });
  }
  return controller.signal;
}
