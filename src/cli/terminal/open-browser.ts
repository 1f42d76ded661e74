import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import type { Io } from '../io.ts';

/** The program that opens a URL in the user's browser, with its arguments before the URL, by Node's name of the system. */
const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  freebsd: ['xdg-open'],
  openbsd: ['xdg-open'],
  darwin: ['open'],
  // `start` is the shell's, which would read the URL as a command line.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The command that opens a URL of this machine; undefined for any other URL, and where nothing is known that does. */
export function browserCommand(url: string, system: string): readonly [string, ...string[]] | undefined {
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol) || !loopback.test(hostname)) return undefined;
  const opener = Object.hasOwn(openers, system) ? openers[system] : undefined;
  return opener && [...opener, url];
}

/** Opens a URL of this machine in the user's browser, and says so where that fails. Does not wait for it. */
export function openBrowser(io: Io, url: string): void {
  const [program, ...args] = browserCommand(url, platform()) ?? [];
  const failed = () => io.note('note: no browser could be opened: open this address in yours');
  if (program === undefined) {
    failed();
    return;
  }
  const env = { ...io.env };
  const opener = spawn(program, args, { cwd: io.cwd, env, stdio: 'ignore', detached: true });
  opener.on('error', failed);
  opener.on('exit', (code) => code !== 0 && failed());
  opener.unref();
}
