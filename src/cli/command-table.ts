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

/** The full name of the command that the words mean, aliases and all: `proxy-config cluster` for `pc clusters`. */
export function commandNamed(words: string): string | undefined {
  const names: string[] = [];
  let entries: Entries | undefined = commandTable;
  for (const word of words.split(' ')) {
    const name: string | undefined = entries && nameOf(entries, word);
    if (name === undefined) return undefined;
    names.push(name);
    const entry: CommandEntry | CommandFamily = entries![name]!;
    entries = isFamily(entry) ? entry.commands : undefined;
  }
  return names.join(' ');
}

type Entries = Readonly<Record<string, CommandEntry | CommandFamily>>;

const nameOf = (entries: Entries, word: string): string | undefined =>
  Object.hasOwn(entries, word) ? word : Object.keys(entries).find((name) => entries[name]!.aliases?.includes(word));

/** All words that mean a command. */
export const allCommandNames = (entries: Entries = commandTable): string[] =>
  Object.entries(entries).flatMap(([name, entry]) => {
    const inner = isFamily(entry) ? allCommandNames(entry.commands) : [];
    return [name, ...(entry.aliases ?? [])].flatMap((word) => [word, ...inner.map((typed) => `${word} ${typed}`)]);
  });
