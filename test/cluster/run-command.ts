import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../../src/cli/io.ts';
import { main } from '../../src/main.ts';
import { textOf, unwatched } from '../support/run-main.ts';
import type { ApiServer } from './api-server.ts';

export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Who runs it; by default the server's administrator. */
  readonly user?: string;
  /** Where; by default a folder that is gone afterwards. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed when the program asks, on a terminal; without it nobody can be asked. */
  readonly answer?: string;
  /** What Ctrl-C would abort. */
  readonly interruption?: AbortSignal;
  /** Is told standard output and standard error as they come. */
  readonly hear?: (text: string) => void;
}

/** Runs a command line of this program against a server, in this process, so that what it plays goes on meanwhile. */
export async function runCommand(
  server: Pick<ApiServer, 'kubeconfig'>,
  args: readonly string[],
  { user, cwd, env = {}, answer, interruption, hear = () => {} }: CommandOptions = {},
): Promise<CommandRun> {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-command-'));
  writeFileSync(join(folder, 'kubeconfig'), server.kubeconfig(user));
  let stdout = '';
  let stderr = '';
  const io: World = {
    cwd: cwd ?? folder,
    env: { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'kubeconfig'), ...env },
    ...unwatched,
    stdinIsTerminal: answer !== undefined,
    write: async (output) => {
      const text = textOf(output);
      stdout += text;
      hear(text);
    },
    note: (text) => {
      stderr += text.endsWith('\n') ? text : `${text}\n`;
      hear(text);
    },
    readStdin: async () => new Uint8Array(),
    stdinPieces: async function* () {},
    ask: async (question) => {
      stderr += question;
      return answer;
    },
    interruption: () => interruption ?? new AbortController().signal,
  };
  try {
    const status = await main(args, io);
    if (/^ {4}at /m.test(stderr)) throw new Error(`a stack trace: ${stderr}`);
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
