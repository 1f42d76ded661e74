import type { Command as Commander } from 'commander';
import type { Command } from './command.ts';
import type { CommandEntry, CommandFamily } from './command-entry.ts';
import { commandTable, isFamily } from './command-table.ts';
import type { World } from './io.ts';
import { newCommand } from './terminal/help.ts';

/** A command with its flags, ready to be parsed and to be told about. */
export interface OpenedCommand {
  /** From the root to the command: whose flags it takes. */
  readonly chain: readonly Commander[];
  readonly command: Commander;
  /** Undefined for words that only begin commands. */
  readonly loaded: Command | undefined;
}

/**
 * Loads the command of that name, and adds it to the root; without a name, or with one that several commands share, all that
 * its help lists. A start need not make the others.
 *
 * @param name in full, of a command or a family that is there
 */
export async function openCommand(root: Commander, name: string | undefined, io: World): Promise<OpenedCommand> {
  const chain = addCommands(root, name, io);
  const command = chain.at(-1)!;
  const entry = name === undefined ? undefined : entryOf(name);
  const loaded = entry?.load === undefined ? undefined : (await entry.load()).default;
  loaded?.setup(command);
  return { chain, command, loaded };
}

/** What the table says of the command or the family of that name, which must be there. */
export function entryOf(name: string): CommandEntry | CommandFamily {
  const [first, ...others] = name.split(' ') as [string, ...string[]];
  let entry: CommandEntry | CommandFamily = commandTable[first]!;
  for (const word of others) entry = (entry as CommandFamily).commands[word]!;
  return entry;
}

/** @returns from the root to the command */
function addCommands(root: Commander, name: string | undefined, io: World): readonly Commander[] {
  if (name === undefined) {
    for (const [one, entry] of Object.entries(commandTable)) addCommand(root, one, entry, io).helpGroup(entry.group);
    return [root];
  }
  const chain = [root];
  let entries: Readonly<Record<string, CommandEntry | CommandFamily>> = commandTable;
  for (const word of name.split(' ')) {
    const entry = entries[word]!;
    const command = addCommand(chain.at(-1)!, word, entry, io);
    chain.push(command);
    if (!isFamily(entry)) return chain;
    entry.setup(command.helpCommand(false));
    entries = entry.commands;
  }
  for (const [one, inner] of Object.entries(entries)) addCommand(chain.at(-1)!, one, inner, io);
  return chain;
}

function addCommand(parent: Commander, name: string, entry: CommandEntry | CommandFamily, io: World): Commander {
  const { summary, aliases = [] } = entry;
  return newCommand(parent, name, io).summary(summary).description(`${summary}.`).aliases(aliases);
}
