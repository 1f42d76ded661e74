import type { Command as Commander, Option } from 'commander';
import type { CommandEntry, CommandFamily } from '../command-entry.ts';
import { commandTable } from '../command-table.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { choicesOf } from '../flags/options.ts';
import type { Io } from '../io.ts';
import { openCommand } from '../open-command.ts';
import { newRoot } from '../terminal/help.ts';
import { type Candidate, type Completion, namesFor, valuesOfArgument, valuesOfFlag } from './sources.ts';

/** What could stand where the cursor is. */
export type { Candidate, Completion };

/**
 * Completes the last word of a command line. Nothing that goes wrong on the way is told: there is no place for it.
 *
 * @param before the words before it, without the program's name
 * @param current what is typed of it
 */
export async function complete(before: readonly string[], current: string, io: Io): Promise<Completion> {
  const place = await placeOf(before, io);
  const { options, pending } = place;
  if (pending !== undefined) return starting(current, await flagValues(pending, place, io));
  const equals = /^(--[^=]+)=(.*)$/.exec(current);
  if (equals !== null) {
    const [, long, typed = ''] = equals;
    const option = options.find((one) => one.long === long);
    if (option === undefined || isSwitch(option)) return none;
    const { candidates, files } = starting(typed, await flagValues(option, place, io));
    return { candidates: candidates.map((one) => ({ ...one, value: `${long}=${one.value}` })), files };
  }
  if (current.startsWith('-')) return starting(current, { candidates: flagNames(options), files: false });
  if (place.commands !== undefined) return starting(current, { candidates: place.commands, files: false });
  return starting(current, await valuesOfArgument(namesFor(place.typed, io), place.argument));
}

const none: Completion = { candidates: [], files: false };

/** Where on the command line the cursor is. */
interface Place {
  /** Flags that may stand here. */
  readonly options: readonly Option[];
  /** The flag whose value is wanted. */
  readonly pending: Option | undefined;
  /** The commands that may stand here; undefined behind a whole command. */
  readonly commands: readonly Candidate[] | undefined;
  /** What the command takes here: `pod`. */
  readonly argument: string | undefined;
  /** Values of flags typed before. */
  readonly typed: ReadonlyMap<string, string>;
}

async function placeOf(before: readonly string[], io: Io): Promise<Place> {
  const root = newRoot(io);
  addGlobalOptions(root);
  let entries: Readonly<Record<string, CommandEntry | CommandFamily>> | undefined = commandTable;
  let chain: readonly Commander[] = [root];
  let pending: Option | undefined;
  let name = '';
  let isHelp = false;
  let taken = 0;
  const typed = new Map<string, string>();
  for (const word of before) {
    const options = chain.flatMap((command) => command.options);
    if (pending !== undefined) {
      typed.set(pending.long!, word);
      pending = undefined;
    } else if (word.startsWith('-')) {
      const [flag, value] = word.split(/=(.*)/s);
      const option = options.find(({ short, long }) => flag === short || flag === long);
      if (option === undefined || isSwitch(option)) continue;
      if (value === undefined) pending = option;
      else typed.set(option.long!, value);
    } else if (entries === undefined) taken++;
    else if (name === '' && word === 'help') isHelp = true;
    else {
      const found = entryNamed(entries, word);
      if (found === undefined) return { options, pending, commands: [], argument: undefined, typed };
      name = name === '' ? found[0] : `${name} ${found[0]}`;
      const fresh = newRoot(io);
      addGlobalOptions(fresh);
      ({ chain } = await openCommand(fresh, name, io));
      entries = 'commands' in found[1] ? found[1].commands : undefined;
    }
  }
  const { registeredArguments } = chain.at(-1)!;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[taken] ?? (last?.variadic ? last : undefined);
  const commands = entries === undefined ? undefined : commandNames(entries, name === '' && !isHelp);
  return { options: chain.flatMap(({ options }) => options), pending, commands, argument: argument?.name(), typed };
}

const entryNamed = (entries: Readonly<Record<string, CommandEntry | CommandFamily>>, word: string) =>
  Object.entries(entries).find(([name, { aliases }]) => name === word || aliases?.includes(word));

function commandNames(entries: Readonly<Record<string, CommandEntry | CommandFamily>>, withHelp: boolean): Candidate[] {
  const names = Object.entries(entries).map(([value, { summary }]) => ({ value, description: summary }));
  return withHelp ? [...names, { value: 'help', description: 'Show what a command does' }] : names;
}

const isSwitch = (option: Option): boolean => !option.required && !option.optional;

const flagNames = (options: readonly Option[]): Candidate[] => [
  ...options
    .filter(({ hidden }) => !hidden)
    .map((option) => ({ value: `${option.long}${isSwitch(option) ? '' : '='}`, description: option.description })),
  { value: '--help', description: 'show this help' },
];

async function flagValues(option: Option, { typed }: Place, io: Io): Promise<Completion> {
  const choices = choicesOf(option);
  if (choices !== undefined) return { candidates: choices.map((value) => ({ value, description: '' })), files: false };
  return valuesOfFlag(namesFor(typed, io), option);
}

const starting = (typed: string, { candidates, files }: Completion): Completion => ({
  candidates: candidates.filter(({ value }) => value.startsWith(typed)),
  files,
});
