import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { basename, join } from 'node:path';

/** Kills the program ($$, from `exec` on) as soon as standard input ends: then the process that started it is gone. */
const leashed = `
exec 3<&0
(cat > /dev/null; kill -9 $$) <&3 3<&- &
exec "$@" < /dev/null 3<&-`;

/** A program in the background that does not outlive this process, however that ends. */
export class Program {
  readonly #child: ChildProcess;
  readonly #log: string;

  /** Starts it in a folder, which also gets its log, after what is there: what it writes to standard output and standard error. */
  constructor(file: string, args: readonly string[], folder: string) {
    this.#log = join(folder, `${basename(file)}.log`);
    const log = openSync(this.#log, 'a');
    this.#child = spawn('sh', ['-c', leashed, 'sh', file, ...args], { cwd: folder, stdio: ['pipe', log, log] });
    closeSync(log);
    this.#child.unref();
    (this.#child.stdin as Socket).unref();
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The end of the log, for the message of a failure. */
  lastWords(): string {
    return readFileSync(this.#log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }

  async stop(): Promise<void> {
    const ended = this.hasEnded ? undefined : once(this.#child, 'exit');
    this.#child.ref();
    this.#child.stdin!.end();
    await ended;
  }
}
