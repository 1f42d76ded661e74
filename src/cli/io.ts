import { MeshwrightError } from '../base/errors.ts';
import { StandardOutput } from './standard-output.ts';
import { writeFailure } from './write-failure.ts';

/** What the program sees of the world it runs in. Tests give one of their own. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where a person is looking: colour and progress are for terminals only. */
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** The terminal's width in columns, where there is one. */
  readonly columns: number | undefined;
  /**
   * Writes a result. Resolves when it is written, and rejects with MeshwrightError when it cannot be (a full disk); a
   * closed pipe ends the process quietly.
   */
  write(text: string): Promise<void>;
  /** Writes a note, a warning or an error; where that fails, there is no one to tell. */
  note(text: string): void;
  /** All of standard input. */
  readStdin(signal?: AbortSignal): Promise<Uint8Array>;
}

/** What a shell makes of a process that SIGPIPE, signal 13, ended. */
const diedOfSigpipe = 128 + 13;

/** The real process. The only code, with bin/, that touches `process`. */
export function processIo(): Io {
  const stdout = new StandardOutput(() => process.stdout);
  return {
    cwd: process.cwd(),
    env: process.env,
    stdoutIsTerminal: stdout.isTerminal,
    get stderrIsTerminal() {
      return process.stderr.isTTY === true;
    },
    columns: stdout.columns,
    write: async (text) => {
      try {
        await stdout.write(text);
      } catch (error) {
        // The reader of our output has gone (`| head`): what is left to say has no one to hear it.
        if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(diedOfSigpipe);
        throw new MeshwrightError(`cannot write to standard output: ${writeFailure(error)}`);
      }
    },
    note: (text) => {
      try {
        // Made when first used, which costs a millisecond; its errors have no one to be told to.
        if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
        process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
      } catch {}
    },
    readStdin: async (signal) => {
      const chunks: Uint8Array[] = [];
      const stop = () => process.stdin.destroy();
      signal?.addEventListener('abort', stop);
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      signal?.removeEventListener('abort', stop);
      return Buffer.concat(chunks);
    },
  };
}
