import type { Command as Commander } from 'commander';
import { MeshwrightError, UsageError } from './base/errors.ts';
import { ExitCode } from './base/exit-code.ts';
import { didYouMean } from './base/nearest.ts';
import type { Command } from './cli/command.ts';
import type { CommandEntry, CommandFamily } from './cli/command-entry.ts';
import { findCommand, normalizeFlags } from './cli/command-line.ts';
import { allCommandNames, commandNamed, commandsToCome, commandTable, isFamily } from './cli/command-table.ts';
import { errorText } from './cli/error-text.ts';
import { addGlobalOptions } from './cli/global-options.ts';
import { helpOf, newCommand, newRoot } from './cli/help.ts';
import type { Io } from './cli/io.ts';

export { processIo } from './cli/io.ts';

/** Runs one command line and gives the exit code. Whatever goes wrong is told in plain words on `io`. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await runCommandLine(argv, io);
  } catch (error) {
    if (error instanceof MeshwrightError) {
      io.note(errorText(error.message));
      return error.exitCode;
    }
    io.note(errorText(error instanceof Error ? error.message : String(error)));
    io.note('This is a defect in meshwright. MESHWRIGHT_DEBUG=1 shows where it happened.');
    if (io.env.MESHWRIGHT_DEBUG && error instanceof Error) io.note(error.stack ?? '');
    return ExitCode.failed;
  }
}

async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const root = newRoot(io);
  addGlobalOptions(root);
  const { name: word, words } = findCommand(argv, root.options, (word) => {
    const name = commandNamed(word);
    return name === undefined ? undefined : isFamily(entryOf(name)) ? 'family' : 'command';
  });
  const name = word === undefined ? undefined : commandNamed(word);
  if (word !== undefined && name === undefined) throw unknownCommand(word);
  const chain = addCommands(root, name, io);
  const command = chain.at(-1)!;
  const entry = name === undefined ? undefined : entryOf(name);
  const loaded: Command | undefined = entry === undefined || isFamily(entry) ? undefined : (await entry.load()).default;
  loaded?.setup(command);
  const typed = ['meshwright', ...(name === undefined ? [] : [name])].join(' ');
  const flags = normalizeFlags(words, chain.flatMap(({ options }) => options).reverse(), `${typed} --help`);
  if (flags[0] === '--help' || (loaded === undefined && words.length === 0)) {
    await io.write(helpOf(command));
    return ExitCode.ok;
  }
  if (loaded === undefined) {
    throw new UsageError(`no command is given: "${['meshwright help', name ?? ''].join(' ').trimEnd()}" lists them`);
  }

  let exitCode: ExitCode = ExitCode.ok;
  command.action(async () => {
    const [unwanted] = command.registeredArguments.length === 0 ? command.args : [];
    if (unwanted !== undefined) throw new UsageError(`"${typed}" takes no arguments: what is "${unwanted}" for?`);
    exitCode = await loaded.run(io, command.optsWithGlobals(), command.args);
  });
  await root.parseAsync([...name!.split(' '), ...flags], { from: 'user' });
  return exitCode;
}

/**
 * Adds the command of that name to the root, or all that its help lists: a start need not make the others.
 *
 * @returns from the root to the command
 */
function addCommands(root: Commander, name: string | undefined, io: Io): readonly Commander[] {
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

function addCommand(parent: Commander, name: string, entry: CommandEntry | CommandFamily, io: Io): Commander {
  const { summary, aliases = [] } = entry;
  return newCommand(parent, name, io).summary(summary).description(`${summary}.`).aliases(aliases);
}

/** @param name of a command or a family that is there */
function entryOf(name: string): CommandEntry | CommandFamily {
  const [first, ...others] = name.split(' ') as [string, ...string[]];
  let entry: CommandEntry | CommandFamily = commandTable[first]!;
  for (const word of others) entry = (entry as CommandFamily).commands[word]!;
  return entry;
}

function unknownCommand(typed: string): UsageError {
  const place = typed.lastIndexOf(' ');
  const family = place < 0 ? undefined : commandNamed(typed.slice(0, place));
  const name = family === undefined ? typed : `${family} ${typed.slice(place + 1)}`;
  return new UsageError(
    commandsToCome.includes(name)
      ? `"${name}" is still to come. "meshwright help" lists the commands that are there`
      : `there is no command "${name}".${didYouMean(name, allCommandNames())} "meshwright help" lists them`,
  );
}
