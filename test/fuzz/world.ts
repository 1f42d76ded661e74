import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Files } from '../support/sample-files.ts';
import { writeFiles } from '../support/write-files.ts';
import { BabblingServer } from './babbling-server.ts';
import type { FuzzInput, FuzzOutcome } from './input.ts';
import { token } from './invariants.ts';
import { Prisoner } from './prisoner.ts';

/** Milliseconds. Many times what any input needs: machines may be busy. */
const deadline = 10_000;

/** Where inputs are tried: a folder that is made anew for each, a process that is held in it, and an API server. */
export class World {
  readonly #scratch = mkdtempSync(join(tmpdir(), 'meshwright-fuzz-'));
  readonly #prisoner = new Prisoner(this.#scratch);
  readonly #server: BabblingServer;

  constructor(samples: Files) {
    this.#server = new BabblingServer(samples);
  }

  async open(): Promise<void> {
    await this.#server.start();
  }

  /** How an input's command line ends; in words where it does not. */
  async run({ argv, files, stdin, cluster, answers }: FuzzInput): Promise<FuzzOutcome | string> {
    const box = join(this.#scratch, 'box');
    const cwd = join(box, 'work');
    rmSync(box, { recursive: true, force: true });
    for (const folder of [cwd, join(box, 'home'), join(this.#scratch, 'tmp')]) mkdirSync(folder, { recursive: true });
    writeFiles(cwd, files);
    writeFiles(box, { gone: kubeconfig('https://127.0.0.1:1'), babbling: kubeconfig(this.#server.url) });
    this.#server.say(answers);
    const env = { HOME: join(box, 'home'), KUBECONFIG: join(box, cluster), MESHWRIGHT_DEBUG: '1' };
    return await this.#prisoner.run({ argv, cwd, env, stdin }, deadline);
  }

  close(): void {
    this.#prisoner.stop();
    this.#server.stop();
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

const kubeconfig = (url: string): string =>
  JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'c' },
    clusters: [{ name: 'c', cluster: { server: url } }],
    users: [{ name: 'u', user: { token } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  });
