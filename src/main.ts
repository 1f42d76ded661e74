import { CommanderError } from 'commander';
import { MeshwrightError, UsageError } from './base/errors.ts';
import { ExitCode } from './base/exit-code.ts';
import { nearest } from './base/nearest.ts';
import { findCommand, normalizeFlags } from './cli/command-line.ts';
import { allCommandNames, commandNamed, isFamily } from './cli/command-table.ts';
import { addGlobalOptions, givenOptions } from './cli/flags/global-options.ts';
import { applyUserSettings, isOn, readUserSettings, type UserSettings } from './cli/flags/user-settings.ts';
import type { World } from './cli/io.ts';
import { entryOf, openCommand } from './cli/open-command.ts';
import { errorText } from './cli/terminal/error-text.ts';
import { helpOf, newRoot } from './cli/terminal/help.ts';
import { mannered, spelled, unmannered } from './cli/terminal/manners.ts';

export { commandNamed } from './cli/command-table.ts';
export { processIo } from './cli/io.ts';

/** What help says of every command, for the pages and the manual that are made of it. */
export const commandFacts = () => import('./cli/command-facts.ts');

/** Runs one command line and gives the exit code. Whatever goes wrong is told in plain words on `io`. */
export async function main(argv: readonly string[], io: World): Promise<ExitCode> {
  try {
    if (argv[0] === '__complete') return await answerShell(argv.slice(1), io);
    return await runCommandLine(argv, io);
  } catch (thrown) {
    const error = causeOf(thrown);
    if (error instanceof MeshwrightError) {
      io.note(spelled(errorText(error.message), argv));
      return error.exitCode;
    }
    io.note(errorText(error instanceof Error ? error.message : String(error)));
    io.note('This is a defect in meshwright. MESHWRIGHT_DEBUG=1 shows where it happened.');
    if (io.env.MESHWRIGHT_DEBUG && error instanceof Error) io.note(error.stack ?? '');
    return ExitCode.failed;
  }
}

/** Why it was given up, of what Node gave up: its timers reject with an error of their own, which holds the signal's. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.name === 'AbortError' && error.cause !== undefined ? error.cause : error;

async function runCommandLine(argv: readonly string[], io: World): Promise<ExitCode> {
  const root = newRoot(io);
  addGlobalOptions(root);
  const { name: word, words } = findCommand(argv, root.options, (word) => {
    const name = commandNamed(word);
    return name === undefined ? undefined : isFamily(entryOf(name)) ? 'family' : 'command';
  });
  const settings = await readUserSettings(io);
  const name = word === undefined ? undefined : preferredCommand(commandNamed(word), settings);
  if (word !== undefined && name === undefined) throw unknownCommand(word);
  const { chain, command, loaded } = await openCommand(root, name, io);
  const typed = ['meshwright', ...(name === undefined ? [] : [name])].join(' ');
  const flags = normalizeFlags(words, chain.flatMap(({ options }) => options).reverse(), `${typed} --help`);
  if (flags[0] === '--help' || (loaded === undefined && words.length === 0)) {
    const { io: seen, release } = await mannered(io, { pager: !words.includes('--no-pager') });
    await seen.write(spelled(helpOf(command), words));
    await release();
    return ExitCode.ok;
  }
  if (loaded === undefined) {
    throw new UsageError(`no command is given: "${['meshwright help', name ?? ''].join(' ').trimEnd()}" lists them`);
  }

  let exitCode: ExitCode = ExitCode.ok;
  command.action(async () => {
    const [unwanted] = command.registeredArguments.length === 0 ? command.args : [];
    if (unwanted !== undefined) throw new UsageError(`"${typed}" takes no arguments: what is "${unwanted}" for?`);
    const { io: seen, release } = await mannered(io, command.optsWithGlobals());
    try {
      exitCode = await loaded.run(seen, givenOptions(command), command.args);
    } finally {
      await release();
    }
  });
  applyUserSettings(chain, settings);
  try {
    await root.parseAsync([...name!.split(' '), ...flags], { from: 'user' });
  } catch (error) {
    // What commander has against a command line that normalizeFlags let through: an argument that is missing.
    if (error instanceof CommanderError) throw new UsageError(`${typed}: ${error.message.replace(/^error: /, '')}`);
    throw error;
  }
  return exitCode;
}

/** The command of that name; its experimental variant where there is one, and the user would rather have it. */
function preferredCommand(name: string | undefined, settings: UserSettings): string | undefined {
  if (name === undefined || !isOn(settings, 'prefer-experimental')) return name;
  return commandNamed(`experimental ${name}`) ?? name;
}

/** What scripts of src/cli/completion/shells.ts ask. */
async function answerShell(words: readonly string[], io: World): Promise<ExitCode> {
  const { complete } = await import('./cli/completion/complete.ts');
  const { candidates, files } = await complete(words.slice(0, -1), (words.at(-1) ?? ':').slice(1), unmannered(io));
  const lines = candidates.map(({ value, description }) => (description === '' ? value : `${value}\t${description}`));
  await io.write(`${[...lines, files ? ':files' : ':none'].join('\n')}\n`);
  return ExitCode.ok;
}

/** Within a family, only its own commands are what may have been meant. */
function unknownCommand(typed: string): UsageError {
  const place = typed.lastIndexOf(' ');
  const family = place < 0 ? undefined : commandNamed(typed.slice(0, place));
  const within = family === undefined ? '' : `${family} `;
  const word = family === undefined ? typed : typed.slice(place + 1);
  const known = allCommandNames().filter((name) => name.startsWith(within));
  const guess = nearest(
    word,
    known.map((name) => name.slice(within.length)),
  );
  const meant = guess === undefined ? '' : ` Did you mean "${within}${guess}"?`;
  return new UsageError(
    `there is no command "${within}${word}".${meant} "${`meshwright help ${within}`.trimEnd()}" lists them`,
  );
}
