import type { Command as Commander } from 'commander';
import { MeshwrightError, UsageError } from './base/errors.ts';
import { ExitCode } from './base/exit-code.ts';
import { didYouMean } from './base/nearest.ts';
import type { Command } from './cli/command.ts';
import { findCommand, normalizeFlags } from './cli/command-line.ts';
import { commandsToCome, commandTable } from './cli/command-table.ts';
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
  for (const [name, { aliases = [] }] of Object.entries(commandTable)) {
    for (const word of [name, ...aliases]) byWord.set(word, name);
  }

  const { name: word, words } = findCommand(argv, root.options, (word) => byWord.has(word));
  const name = word === undefined ? undefined : byWord.get(word);
  if (word !== undefined && name === undefined) throw unknownCommand(word, byWord.keys());
  // Only the program's own help lists them all: a start need not make the others.
  for (const one of name === undefined ? Object.keys(commandTable) : [name]) addCommand(root, one, io);
  const command = name === undefined ? root : root.commands[0]!;
  const loaded: Command | undefined = name === undefined ? undefined : await load(name);
  loaded?.setup(command);
  const typed = command === root ? 'meshwright' : `meshwright ${command.name()}`;
  const flags = normalizeFlags(words, [...command.options, ...root.options], `${typed} --help`);
  if (flags[0] === '--help' || argv.length === 0) {
    await io.write(helpOf(command));
    return ExitCode.ok;
  }
  if (loaded === undefined) throw new UsageError('no command is given: "meshwright help" lists them');

  let exitCode: ExitCode = ExitCode.ok;
  command.action(async () => {
    const [unwanted] = command.registeredArguments.length === 0 ? command.args : [];
    if (unwanted !== undefined) throw new UsageError(`"${typed}" takes no arguments: what is "${unwanted}" for?`);
    exitCode = await loaded.run(io, command.optsWithGlobals(), command.args);
  });
  await root.parseAsync([command.name(), ...flags], { from: 'user' });
  return exitCode;
}

function addCommand(root: Commander, name: string, io: Io): void {
  const { summary, group, aliases = [] } = commandTable[name]!;
  newCommand(root, name, io).summary(summary).description(`${summary}.`).helpGroup(group).aliases(aliases);
}

const load = async (name: string): Promise<Command> => (await commandTable[name]!.load()).default;

function unknownCommand(name: string, known: Iterable<string>): UsageError {
  return new UsageError(
    commandsToCome.includes(name)
      ? `"${name}" is still to come. "meshwright help" lists the commands that are there`
      : `there is no command "${name}".${didYouMean(name, known)} "meshwright help" lists them`,
  );
}
