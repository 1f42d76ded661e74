import type { Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';

/** The command that a command line names, and its other words, flags and arguments alike. */
export interface CommandLine {
  /** `analyze`, `manifest generate`; `manifest` where that is all there is. */
  readonly name: string | undefined;
  readonly words: readonly string[];
}

/** Whether words name a command, or what several commands have for their first word; undefined where neither. */
export type KindOfName = (name: string) => 'command' | 'family' | undefined;

/**
 * Finds the command's name: the first word that is neither a flag nor a flag's value, and the next such one where several
 * commands share the first. `help X` is read as `X --help`, and `--version`, which people expect of any program, as the
 * command.
 *
 * @param globals the flags that may stand before the command; one that is not among them is taken to have a value,
 *   unless a known command's name follows it
 */
export function findCommand(argv: readonly string[], globals: readonly Option[], kindOf: KindOfName): CommandLine {
  if (argv.length === 1 && argv[0] === '--version') return { name: 'version', words: ['--remote=false'] };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === '--') break;
    if (!word.startsWith('-')) {
      const words = [...argv.slice(0, i), ...argv.slice(i + 1)];
      if (kindOf(word) === 'family')
        return inFamily(
          word,
          findCommand(words, globals, (next) => kindOf(`${word} ${next}`)),
        );
      if (word !== 'help') return { name: word, words };
      const { name, words: others } = findCommand(words, globals, kindOf);
      return { name, words: [...others, '--help'] };
    }
    if (word.includes('=') || isHelp(word)) continue;
    const option = globals.find(({ short, long }) => short === word || long === word);
    const next = argv[i + 1];
    const isValue = (text: string | undefined) =>
      text !== undefined && !text.startsWith('-') && kindOf(text) === undefined;
    if (option === undefined ? isValue(next) : option.required) i++;
  }
  return { name: undefined, words: argv };
}

const inFamily = (first: string, { name, words }: CommandLine): CommandLine => ({
  name: name === undefined ? first : `${first} ${name}`,
  words,
});

/**
 * Rewrites flags as Go's pflag takes them, and so istioctl (https://pkg.go.dev/github.com/spf13/pflag), to the forms
 * that commander takes too: `-n=shop`, `-nshop` and `-n shop` become `--namespace=shop`, `-kv=false` becomes
 * `--use-kube --no-verbose`. Behind `--` all words are arguments. Where help is asked for, it is all that is left.
 *
 * @param helpCommand what to type for a list of the flags
 * @throws UsageError for an unknown flag, a value that is missing, and one that no on-off flag has
 */
export function normalizeFlags(words: readonly string[], options: readonly Option[], helpCommand: string): string[] {
  const out: string[] = [];
  let wrong: UsageError | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') {
      out.push(...words.slice(i));
      break;
    }
    if (word === '-' || !word.startsWith('-')) out.push(word);
    else if (isHelp(word)) return ['--help'];
    else {
      try {
        const { flags, tookNext } = readFlags(word, words[i + 1], options);
        out.push(...flags);
        if (tookNext) i++;
      } catch (error) {
        // Reading goes on: whoever asks for help behind a mistake wants to know how to mend it.
        wrong ??= new UsageError(`${(error as UsageError).message} "${helpCommand}" lists the flags`);
      }
    }
  }
  if (wrong !== undefined) throw wrong;
  return out;
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

interface ReadFlags {
  readonly flags: readonly string[];
  readonly tookNext: boolean;
}

function readFlags(word: string, next: string | undefined, options: readonly Option[]): ReadFlags {
  if (!word.startsWith('--')) return readShorts(word, next, options);
  const equals = word.indexOf('=');
  const long = equals < 0 ? word : word.slice(0, equals);
  const option = options.find((one) => one.long === long);
  if (option === undefined) throw unknown(long, options);
  return readFlag(option, long, equals < 0 ? undefined : word.slice(equals + 1), next);
}

/** `-kv`, `-kn=shop`, `-nshop`: on-off flags, and at the end one with a value. */
function readShorts(word: string, next: string | undefined, options: readonly Option[]): ReadFlags {
  const flags: string[] = [];
  for (let i = 1; i < word.length; i++) {
    const short = `-${word[i]}`;
    const option = options.find((one) => one.short === short);
    if (option === undefined) throw unknown(short, options);
    const rest = word.slice(i + 1);
    const isLast = rest === '' || rest.startsWith('=') || option.required;
    if (!isLast) flags.push(option.long!);
    else {
      const value = rest === '' ? undefined : rest.replace(/^=/, '');
      const last = readFlag(option, short, value, next);
      return { flags: [...flags, ...last.flags], tookNext: last.tookNext };
    }
  }
  return { flags, tookNext: false };
}

const truth = new Map([
  ...['true', 't', '1'].map((word) => [word, true] as const),
  ...['false', 'f', '0'].map((word) => [word, false] as const),
]);

function readFlag(option: Option, name: string, value: string | undefined, next: string | undefined): ReadFlags {
  const long = option.long!;
  if (option.required) {
    const given = value ?? next;
    if (given === undefined) throw new UsageError(`${name} needs a value.`);
    return { flags: [`${long}=${given}`], tookNext: value === undefined };
  }
  if (value === undefined) return { flags: [long], tookNext: false };
  const isOn = truth.get(value.toLowerCase());
  if (isOn === undefined || option.negate) throw new UsageError(`${name} takes true or false, not "${value}".`);
  return { flags: [isOn ? long : `--no-${option.name()}`], tookNext: false };
}

/** Flags that many commands have, so that people expect them of all. */
const ofOthers: Readonly<Record<string, string>> = { '--from': ' This command does not read bug reports.' };

function unknown(flag: string, options: readonly Option[]): UsageError {
  const known = options.filter(({ hidden }) => !hidden).map(({ long }) => long!);
  const guess = flag.startsWith('--') ? didYouMean(flag, [...known, '--help']) : '';
  return new UsageError(`there is no flag "${flag}".${guess || (ofOthers[flag] ?? '')}`);
}
