import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const root = join(import.meta.dirname, '../..');
const bin = join(root, 'bin/meshwright.js');
/** Bytes: an installation's definitions alone are more than Node takes by default. */
const mostOutput = 64 * 2 ** 20;

/** How a program ended, and what it wrote. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Text for standard input, which is otherwise empty. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where to run, below the folder. */
  readonly from?: string;
}

/** A folder of its own, with the files given by path, in which the built program is run; gone after the test. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'meshwright-cli-'));

  constructor(files: Readonly<Record<string, string>> = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  /** Runs the program to its end. */
  run(args: readonly string[], options: RunOptions = {}): Ended {
    const { input = '' } = options;
    const ended = spawnSync(process.execPath, [bin, ...args], {
      ...this.#surroundings(options),
      input,
      encoding: 'utf8',
      timeout: 15_000,
      maxBuffer: mostOutput,
    });
    return withoutStackTrace(ended);
  }

  /** Runs a shell's command line in which `meshwright` is the program. */
  shell(commandLine: string, options: RunOptions = {}): Ended {
    const script = `meshwright() { "${process.execPath}" "${bin}" "$@"; }\n${commandLine}`;
    const ended = spawnSync('bash', ['-c', script], {
      ...this.#surroundings(options),
      encoding: 'utf8',
      timeout: 15_000,
      maxBuffer: mostOutput,
    });
    return withoutStackTrace(ended);
  }

  /** Starts the program with a standard input that stays open; `act` may use the process until it ends. */
  async start(args: readonly string[], act: (child: ChildProcess) => void = () => {}): Promise<Ended> {
    const child = spawn(process.execPath, [bin, ...args], { ...this.#surroundings({}), stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => {
      stdout += part;
    });
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    act(child);
    const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.on('close', (...end) => resolve(end));
    });
    return withoutStackTrace({ status, signal, stdout, stderr });
  }

  /** Nothing of the machine shows through: no cluster, no colours, no certificates. */
  #surroundings({ env, from = '.' }: RunOptions): SpawnOptions {
    const nowhere = join(this.folder, 'nowhere');
    return {
      cwd: join(this.folder, from),
      env: { PATH: process.env.PATH, HOME: nowhere, KUBECONFIG: nowhere, ...env },
    };
  }
}

function withoutStackTrace({ status, signal, stdout, stderr }: Ended): Ended {
  if (/^ {4}at /m.test(stderr)) throw new Error(`a stack trace: ${stderr}`);
  return { status, signal, stdout, stderr };
}
