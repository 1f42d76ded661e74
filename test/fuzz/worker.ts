import { runMain } from '../support/run-main.ts';
import type { FuzzOutcome } from './input.ts';

/** What this process is sent: a command line, and where it runs. */
export interface Task {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string | Uint8Array;
}

let escaped: string[] = [];
process.on('unhandledRejection', (error) => escaped.push(`a rejection that nobody waits for: ${textOf(error)}`));
process.on('uncaughtException', (error) => escaped.push(`an exception that nobody catches: ${textOf(error)}`));

process.on('message', async ({ argv, cwd, env, stdin }: Task) => {
  escaped = [];
  const ended = await runMain(argv, { cwd, env, stdin, interruptsAfter: 500 });
  // What is left over comes to light in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.send!({ ...ended, escaped } satisfies FuzzOutcome);
});

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
