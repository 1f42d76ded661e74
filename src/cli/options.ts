import { type Command, Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import { type Level, levels, parseLevel } from '../base/levels.ts';
import { didYouMean } from '../base/nearest.ts';

/** A flag that may be given several times: `--suppress a --suppress b`. Absent, it is undefined. */
export const repeatable = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);

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

/**
 * A flag that takes a level, in any case. Absent, it is undefined, so that a project file may decide; `usual` is what
 * help calls the default.
 */
export const levelOption = (flags: string, description: string, usual: Level): Option =>
  new Option(flags, `${description}: ${levels.join(', ')} (default: ${usual})`).argParser(
    (text: string) => parseLevel(text) ?? refuse(flags, text, levels),
  );

/** A flag that takes one of a few words. Absent, it is `value`. */
export const choiceOption = (flags: string, description: string, allowed: readonly string[], value?: string): Option =>
  new Option(flags, `${description}: ${allowed.join(', ')}`)
    .default(value)
    .argParser((text: string) => (allowed.includes(text) ? text : refuse(flags, text, allowed)));

/** A flag that takes a duration as Go writes it: `300ms`, `30s`, `1m30s`; milliseconds come out. */
export const durationOption = (flags: string, description: string, value: string): Option =>
  new Option(flags, description).default(parseDuration(value), value).argParser((text: string) => {
    const milliseconds = parseDuration(text);
    if (milliseconds === undefined) {
      throw new UsageError(`${longName(flags)} takes a duration like 300ms, 30s or 1m30s, not "${text}"`);
    }
    return milliseconds;
  });

const unitMilliseconds: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 36e5 };

/** Milliseconds in a Go duration (https://pkg.go.dev/time#ParseDuration), or undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * unitMilliseconds[unit!]!;
  }
  return total;
}

function refuse(flags: string, text: string, allowed: readonly string[]): never {
  throw new UsageError(`${longName(flags)} takes ${listChoices(allowed)}, not "${text}".${didYouMean(text, allowed)}`);
}

/** `a, b or c`. */
const listChoices = (words: readonly string[]): string => words.join(', ').replace(/, ([^,]*)$/, ' or $1');

/** `--output` of `-o, --output <format>`. */
const longName = (flags: string): string => /--[\w-]+/.exec(flags)![0];
