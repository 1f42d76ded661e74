import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { FuzzOutcome } from './input.ts';
import type { Task } from './worker.ts';

const permission = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';
/** MiB. */
const mostMemory = 1024;

/**
 * A process that runs command lines, one at a time. It may read everything, write below one folder alone, and start no
 * programs: Node sees to that. Whoever keeps it busy for too long ends it; the next command line gets a new one.
 */
export class Prisoner {
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs a command line. Gives words where it did not end in time (milliseconds), or ended the process. */
  async run(task: Task, deadline: number): Promise<FuzzOutcome | string> {
    const child = this.#started();
    return new Promise((resolve) => {
      const end = (outcome: FuzzOutcome | string): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (typeof outcome === 'string') this.stop();
        resolve(outcome);
      };
      const timer = setTimeout(() => end(`hangs: it has not ended after ${deadline / 1000} s`), deadline);
      child.once('message', (outcome: FuzzOutcome) => end(outcome));
      child.once('exit', (code, signal) => end(`ends the process: ${signal ?? code}`));
      child.send(task);
    });
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #started(): ChildProcess {
    this.#child ??= fork(join(__dirname, 'worker.cjs'), [], {
      execArgv: [
        ...[permission, '--allow-fs-read=*', `--allow-fs-write=${this.#folder}/*`],
        ...['--enable-source-maps', '--no-warnings', `--max-old-space-size=${mostMemory}`],
      ],
      env: { TMPDIR: join(this.#folder, 'tmp') },
      serialization: 'advanced',
    });
    return this.#child;
  }
}
