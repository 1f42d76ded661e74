import { MeshwrightError, UsageError } from './base/errors.ts';
import { ExitCode } from './base/exit-code.ts';
import { didYouMean } from './base/nearest.ts';
import { findCommand, normalizeFlags } from './cli/command-line.ts';
import { allCommandNames, commandNamed, commandsToCome, isFamily } from './cli/command-table.ts';
import { errorText } from './cli/error-text.ts';
import { addGlobalOptions } from './cli/global-options.ts';
import { helpOf, newRoot } from './cli/help.ts';
import type { Io } from './cli/io.ts';
import { entryOf, openCommand } from './cli/open-command.ts';

export { processIo } from './cli/io.ts';

/** What help says of every command, for the pages and the manual that are made of it. */
export const commandFacts = () => import('./cli/command-facts.ts');

/** Runs one command line and gives the exit code. Whatever goes wrong is told in plain words on `io`. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (argv[0] === '__complete') return await answerShell(argv.slice(1), io);
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
  const { chain, command, loaded } = await openCommand(root, name, io);
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

/** What scripts of src/cli/completion/shells.ts ask. */
async function answerShell(words: readonly string[], io: Io): Promise<ExitCode> {
  const { complete } = await import('./cli/completion/complete.ts');
  const { candidates, files } = await complete(words.slice(0, -1), (words.at(-1) ?? ':').slice(1), io);
  const lines = candidates.map(({ value, description }) => (description === '' ? value : `${value}\t${description}`));
  await io.write(`${[...lines, files ? ':files' : ':none'].join('\n')}\n`);
  return ExitCode.ok;
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
