import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../support/run.ts';
import type { ApiServer } from './api-server.ts';

/** How the program ended, and what it wrote. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program in a folder of its own, with a kubeconfig for the server. */
export interface CommandLine {
  readonly folder: string;
  write(name: string, text: string): void;
  /** Runs it to its end; `input` is what standard input holds, `user` the server's user, by default its administrator. */
  run(args: readonly string[], options?: { readonly input?: string; readonly user?: string }): Promise<Ended>;
  /** Removes the folder. */
  remove(): void;
}

export function commandLine(server: Pick<ApiServer, 'kubeconfig'>): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-command-line-'));
  const write = (name: string, content: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  return {
    folder,
    write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async run(args, { input = '', user } = {}) {
      const kubeconfig = `kubeconfig-${user ?? 'admin'}`;
      write(kubeconfig, server.kubeconfig(user));
      const env = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, kubeconfig) };
      const child = spawn(process.execPath, [join(root, 'bin/meshwright.js'), ...args], {
        cwd: folder,
        env,
        timeout: 60_000,
      });
      child.stdin.on('error', () => {}).end(input);
      const ended = new Promise<number | null>((resolve) => {
        child.on('close', resolve);
      });
      const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
      return { status, stdout, stderr };
    },
  };
}
