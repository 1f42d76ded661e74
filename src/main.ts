import type { Command as Commander } from 'commander';
import { MeshwrightError, UsageError } from './base/errors.ts';
import { ExitCode } from './base/exit-code.ts';
import { didYouMean } from './base/nearest.ts';
import type { Command } from './cli/command.ts';
import { findCommand, normalizeFlags } from './cli/command-line.ts';
import { type CommandEntry, type CommandFamily, commandsToCome, commandTable, isFamily } from './cli/command-table.ts';
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
      io.note(`Error: ${error.message}`);
      return error.exitCode;
    }
    io.note(`Error: ${error instanceof Error ? error.message : String(error)}`);
    io.note('This is a defect in meshwright. MESHWRIGHT_DEBUG=1 shows where it happened.');
    if (io.env.MESHWRIGHT_DEBUG && error instanceof Error) io.note(error.stack ?? '');
    return ExitCode.failed;
  }
}

async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const root = newRoot(io);
  addGlobalOptions(root);
  const byWord = new Map<string, string>();
  for (const [name, entry] of Object.entries(commandTable)) {
    for (const word of [name, ...(entry.aliases ?? [])]) byWord.set(word, name);
    if (isFamily(entry))
      for (const second of Object.keys(entry.commands)) byWord.set(`${name} ${second}`, `${name} ${second}`);
  }

  const { name: word, words } = findCommand(argv, root.options, (word) => {
    const name = byWord.get(word);
    return name === undefined ? undefined : isFamily(commandTable[name]) ? 'family' : 'command';
  });
  const name = word === undefined ? undefined : byWord.get(word);
  if (word !== undefined && name === undefined) throw unknownCommand(word, byWord.keys());
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
  const [first, second] = name.split(' ') as [string, string?];
  const entry = commandTable[first]!;
  const command = addCommand(root, first, entry, io);
  if (!isFamily(entry)) return [root, command];
  entry.setup(command.helpCommand(false));
  for (const [one, inner] of Object.entries(entry.commands)) {
    if (second === undefined || one === second) addCommand(command, one, inner, io);
  }
  return second === undefined ? [root, command] : [root, command, command.commands[0]!];
}

function addCommand(parent: Commander, name: string, entry: CommandEntry | CommandFamily, io: Io): Commander {
  const { summary, aliases = [] } = entry;
  return newCommand(parent, name, io).summary(summary).description(`${summary}.`).aliases(aliases);
}

/** @param name of a command or a family that is there */
function entryOf(name: string): CommandEntry | CommandFamily {
  const [first, second] = name.split(' ') as [string, string?];
  const entry = commandTable[first]!;
  return second !== undefined && isFamily(entry) ? entry.commands[second]! : entry;
}

function unknownCommand(name: string, known: Iterable<string>): UsageError {
  return new UsageError(
    commandsToCome.includes(name)
      ? `"${name}" is still to come. "meshwright help" lists the commands that are there`
      : `there is no command "${name}".${didYouMean(name, known)} "meshwright help" lists them`,
  );
}
