import { type Command, Option } from 'commander';
import { longestTimer, millisecond, parseDuration } from '../../base/duration.ts';
import { UsageError } from '../../base/errors.ts';
import { type Level, levels, parseLevel } from '../../base/levels.ts';
import { orList } from '../../base/list-names.ts';
import { didYouMean } from '../../base/nearest.ts';

/** A flag that may be given several times: `--suppress a --suppress b`. Absent, it is undefined. */
export const repeatable = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);

/** What files a command reads: `meshwright validate k8s/`, or `-f k8s/`. */
export function addInputPaths(command: Command): void {
  command.argument('[paths...]', 'as --filename');
  command.addOption(
    repeatable('-f, --filename <path>', 'file, folder, pattern, or - for standard input (repeatable, or with commas)'),
  );
}

/**
 * A flag that is on or off, as Go's pflag has them: `--name`, `--name=false`, `-n=true`; and `--no-name`.
 * `normalizeFlags` turns the `=` forms into ones that commander knows.
 */
export function booleanOption(command: Command, flags: string, description: string, value?: boolean): void {
  const option = new Option(flags, description);
  if (value !== undefined) option.default(value);
  command.addOption(option);
  command.addOption(new Option(`--no-${option.name()}`).hideHelp());
}

/** What flags take that take one of a few words, for completion. */
const choices = new WeakMap<Option, readonly string[]>();

/** The words that a flag takes one of; undefined for a flag that takes anything. */
export const choicesOf = (option: Option): readonly string[] | undefined => choices.get(option);

/**
 * A flag that takes a level, in any case. Absent, it is undefined, so that a project file may decide; `usual` is what
 * help calls the default.
 */
export function levelOption(flags: string, description: string, usual: Level): Option {
  const option = new Option(flags, `${description}: ${levels.join(', ')} (default: ${usual})`).argParser(
    (text: string) => parseLevel(text) ?? refuse(flags, text, levels),
  );
  choices.set(option, levels);
  return option;
}

/** A flag that takes one of a few words. Absent, it is `value`. */
export function choiceOption(flags: string, description: string, allowed: readonly string[], value?: string): Option {
  const option = new Option(flags, `${description}: ${allowed.join(', ')}`)
    .default(value)
    .argParser((text: string) => (allowed.includes(text) ? text : refuse(flags, text, allowed)));
  choices.set(option, allowed);
  return option;
}

/** A flag that takes a port; absent, it is `value`. */
export const portOption = (flags: string, description: string, value?: number): Option =>
  new Option(flags, description).default(value).argParser((text: string) => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (!(port <= 65535)) throw new UsageError(`${longName(flags)} takes a port, not "${text}"`);
    return port;
  });

/** A flag that takes a whole number, 0 or more; absent, it is `value`. */
export const wholeNumberOption = (flags: string, description: string, value?: number): Option =>
  new Option(flags, description).default(value).argParser((text: string) => {
    if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${longName(flags)} takes a number, not "${text}"`);
    return Number(text);
  });

/**
 * A flag that takes a duration as Go writes it: `300ms`, `30s`, `1m30s`; milliseconds come out, not more than `longest`. Absent,
 * it is `value`.
 */
export const durationOption = (
  flags: string,
  description: string,
  value?: string,
  longest = Number.POSITIVE_INFINITY,
): Option =>
  new Option(flags, description).default(value && milliseconds(value), value).argParser((text: string) => {
    const parsed = milliseconds(text);
    if (parsed === undefined) {
      throw new UsageError(`${longName(flags)} takes a duration like 300ms, 30s or 1m30s, not "${text}"`);
    }
    return Math.min(parsed, longest);
  });

/** The same for how long something waits. */
export const timeoutOption = (flags: string, description: string, value?: string): Option =>
  durationOption(flags, description, value, longestTimer);

/** Milliseconds in a duration as Go writes it, or undefined when it is none, or negative. */
function milliseconds(text: string): number | undefined {
  const nanoseconds = parseDuration(text);
  return nanoseconds === undefined || nanoseconds < 0 ? undefined : nanoseconds / millisecond;
}

function refuse(flags: string, text: string, allowed: readonly string[]): never {
  throw new UsageError(`${longName(flags)} takes ${orList(allowed)}, not "${text}".${didYouMean(text, allowed)}`);
}

/** `--output` of `-o, --output <format>`. */
const longName = (flags: string): string => /--[\w-]+/.exec(flags)![0];
