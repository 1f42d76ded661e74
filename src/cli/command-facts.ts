import type { Argument, Command as Commander, Option } from 'commander';
import type { CommandEntry, CommandFamily } from './command-entry.ts';
import { commandTable, isFamily } from './command-table.ts';
import { addGlobalOptions } from './flags/global-options.ts';
import type { World } from './io.ts';
import { openCommand } from './open-command.ts';
import { helpOf, newRoot } from './terminal/help.ts';

/** A flag, in the words of its help. */
export interface FlagFacts {
  /** `-o, --output <format>`. */
  readonly flags: string;
  readonly description: string;
  /** As it is typed; undefined where there is none, or where the description tells it. */
  readonly default: string | undefined;
}

/** What a command's help says, for its page, the manual and completion. */
export interface CommandFacts {
  /** `proxy-config cluster`. */
  readonly name: string;
  /** The heading that help lists it under. */
  readonly group: string;
  readonly summary: string;
  readonly aliases: readonly string[];
  /** What is typed: `meshwright proxy-config cluster [pod] [flags]`. */
  readonly usage: string;
  /** Each argument as `[paths...]`, and what it is. */
  readonly arguments: readonly (readonly [string, string])[];
  readonly flags: readonly FlagFacts[];
  /** Commands that begin with its name. */
  readonly commands: readonly string[];
  /** What help says behind the flags: prose, and `Examples:` with lines to type. */
  readonly more: string;
}

/** The flags that every command takes. */
export function globalFlags(io: World): FlagFacts[] {
  const root = newRoot(io);
  addGlobalOptions(root);
  return flagsOf(root);
}

/** Facts on every command, in the order of help, those that share a word behind that word. */
export async function allCommandFacts(io: World): Promise<CommandFacts[]> {
  const facts: CommandFacts[] = [];
  for (const [name, entry] of Object.entries(commandTable))
    facts.push(...(await factsBelow(name, entry, entry.group, io)));
  return facts;
}

async function factsBelow(
  name: string,
  entry: CommandEntry | CommandFamily,
  group: string,
  io: World,
): Promise<CommandFacts[]> {
  const inner = isFamily(entry) ? Object.entries(entry.commands) : [];
  const { chain, command } = await openCommand(newRoot(io), name, io);
  const own: CommandFacts = {
    name,
    group,
    summary: entry.summary,
    aliases: entry.aliases ?? [],
    usage: usageOf(name, command, entry),
    arguments: command.registeredArguments.map((one) => [argumentWord(one), one.description]),
    flags: withoutTwice(chain.slice(1).reverse().flatMap(flagsOf)),
    commands: inner.map(([word]) => `${name} ${word}`),
    more: helpBehind(command),
  };
  const below: CommandFacts[] = [];
  for (const [word, one] of inner) below.push(...(await factsBelow(`${name} ${word}`, one, group, io)));
  return [own, ...below];
}

function usageOf(name: string, command: Commander, entry: CommandEntry | CommandFamily): string {
  const inner = isFamily(entry) ? [entry.load === undefined ? '<command>' : '[command]'] : [];
  return ['meshwright', name, ...inner, ...command.registeredArguments.map(argumentWord), '[flags]'].join(' ');
}

/** `[paths...]`, as usage lines have it. */
function argumentWord(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** A command's own flag stands in place of one that its family has. */
const withoutTwice = (flags: readonly FlagFacts[]): FlagFacts[] =>
  [...new Map(flags.toReversed().map((flag) => [flag.flags, flag])).values()].toReversed();

const flagsOf = (command: Commander): FlagFacts[] => command.options.filter(({ hidden }) => !hidden).map(flagFacts);

function flagFacts({ flags, description, defaultValue, defaultValueDescription }: Option): FlagFacts {
  const value = defaultValueDescription ?? defaultValue;
  return { flags, description, default: value === undefined ? undefined : String(value) };
}

/** What was added with `addHelpText('after')`. */
const helpBehind = (command: Commander): string => helpOf(command).slice(command.helpInformation().length).trim();
