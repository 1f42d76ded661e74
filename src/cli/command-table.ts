import type { CommandEntry, CommandFamily, TopEntry } from './command-entry.ts';
import { about } from './table/about.ts';
import { check } from './table/check.ts';
import { dashboard } from './table/dashboard.ts';
import { experimental } from './table/experimental.ts';
import { inject } from './table/inject.ts';
import { inspect } from './table/inspect.ts';
import { install } from './table/install.ts';
import { proxyConfig, ztunnelConfig } from './table/proxies.ts';
import { revisions } from './table/revisions.ts';

/**
 * Every command, by the words typed. A command's file is loaded only when it is the one asked for: start-up time is
 * part of what makes a tool pleasant to run on every save.
 */
export const commandTable: Readonly<Record<string, TopEntry>> = {
  ...check,
  ...install,
  ...revisions,
  ...inject,
  'proxy-config': proxyConfig,
  'ztunnel-config': ztunnelConfig,
  ...inspect,
  dashboard,
  ...experimental,
  ...about,
};

/** True for commands that share their first word. */
export const isFamily = (entry: CommandEntry | CommandFamily | undefined): entry is CommandFamily =>
  entry !== undefined && 'commands' in entry;

/** Full names by the words that mean them: `proxy-config cluster` by `pc clusters`. */
const names = namesOf(commandTable);

/** The full name of the command that the words mean, aliases and all. */
export const commandNamed = (words: string): string | undefined => names.get(words);

/** All words that mean a command. */
export const allCommandNames = (): Iterable<string> => names.keys();

function namesOf(entries: Readonly<Record<string, CommandEntry | CommandFamily>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, entry] of Object.entries(entries)) {
    const inner = isFamily(entry) ? namesOf(entry.commands) : new Map<string, string>();
    for (const word of [name, ...(entry.aliases ?? [])]) {
      found.set(word, name);
      for (const [typed, full] of inner) found.set(`${word} ${typed}`, `${name} ${full}`);
    }
  }
  return found;
}
