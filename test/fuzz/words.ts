import fc from 'fast-check';
import { split } from '../../scripts/command-pages.js';
import type { CommandFacts, FlagFacts } from '../../src/cli/command-facts.ts';
import { commandNamed } from '../../src/cli/command-table.ts';
import { commandLinesOf } from '../support/markdown.ts';
import { anyValue, valueFor } from './flag-values.ts';

/** A flag as it is typed, with a value where it takes one. */
function typedFlag({ flags, description }: FlagFacts): fc.Arbitrary<string[]> {
  const names = flags.match(/--?[\w-]+/g)!.filter((name, i) => i === 0 || name.startsWith('--'));
  const name = fc.constantFrom(...names);
  const placeholder = /<(.*)>/.exec(flags)?.[1];
  if (placeholder === undefined) {
    return fc
      .tuple(name, fc.constantFrom('', '', '', '', '', '=false', '=true', '=maybe', '='))
      .map(([typed, value]) => [typed + value]);
  }
  return fc
    .tuple(name, valueFor(placeholder, description), fc.boolean())
    .map(([typed, value, isJoined]) => (isJoined ? [`${typed}=${value}`] : [typed, value]));
}

type Words = readonly string[];
type Edit = (words: Words) => Words;
const withMore = (typed: Words): Edit => {
  return (words) => [...words, ...typed];
};
const without = (index: number): Edit => {
  return (words) => words.filter((_, place) => place !== index);
};
const saidTwice = (index: number): Edit => {
  return (words) => [...words, ...words.slice(index, index + 2)];
};
const withOther = ([index, typed]: [number, string]): Edit => {
  return (words) => words.map((word, place) => (place === index ? typed : word));
};

/** One command's lines: its examples and bare ones, with flags, words left out, said twice or become others. */
function linesOf(command: CommandFacts, globals: readonly FlagFacts[]): fc.Arbitrary<string[]> {
  const name = command.name.split(' ');
  const examples = commandLinesOf(split(command.more).examples).filter((words) => words[0] !== 'help');
  const flags = command.flags.map(typedFlag);
  const argument = valueFor(command.arguments.map(([word]) => word).join(' '), '');
  const index = fc.nat({ max: 30 });
  const flag = fc.oneof(
    { weight: 4, arbitrary: fc.oneof(...(flags.length > 0 ? flags : [fc.constant(['--x'])])) },
    fc.oneof(...globals.map(typedFlag)),
  );
  const edit = fc.oneof(
    { weight: 6, arbitrary: flag.map(withMore) },
    { weight: command.arguments.length > 0 ? 3 : 0, arbitrary: argument.map((typed) => withMore([typed])) },
    { weight: 1, arbitrary: index.map(without) },
    { weight: 1, arbitrary: index.map(saidTwice) },
    { weight: 1, arbitrary: fc.tuple(index, argument).map(withOther) },
  );
  return fc
    .tuple(
      fc.constantFrom(...examples, ...examples, ...examples, name),
      fc.oneof(fc.constant([]), fc.array(edit, { maxLength: 3 })),
    )
    .map(([words, edits]) => [...edits.reduce<Words>((before, change) => change(before), words)]);
}

/** Flags that keep a command line from waiting for a server that does not come: `--timeout=1s`. */
export function impatience(facts: readonly CommandFacts[], argv: Words): string[] {
  const name = [4, 3, 2, 1].map((count) => commandNamed(argv.slice(0, count).join(' '))).find(Boolean);
  const flags = facts.find((one) => one.name === name)?.flags.map((one) => one.flags) ?? [];
  const waits = flags.flatMap((one) => /--([\w-]+-)?timeout\b/.exec(one)?.[0] ?? []);
  return ['--kubeclient-timeout', ...waits].map((flag) => `${flag}=1s`);
}

const readsFiles = ({ arguments: named, flags }: CommandFacts): boolean =>
  named.some(([word]) => word === '[paths...]') || flags.some(({ flags: typed }) => /<(file|path|report)>/.test(typed));

/** Lines of all commands, those that read files four times as often as the others; a few are no command's. */
export function commandLines(facts: readonly CommandFacts[], globals: readonly FlagFacts[]): fc.Arbitrary<string[]> {
  const commands = facts.filter(({ commands: inner }) => inner.length === 0);
  const some = commands.map((command) => ({
    weight: readsFiles(command) ? 4 : 1,
    arbitrary: linesOf(command, globals),
  }));
  const first = fc.constantFrom('help', '__complete', ...facts.map(({ name }) => name.split(' ')[0]!));
  const anyWords = fc.array(fc.oneof(first, fc.string(), fc.constantFrom(...anyValue)), { maxLength: 6 });
  const completed = fc
    .tuple(fc.constantFrom(...facts.map(({ name }) => name)), fc.string())
    .map(([name, word]) => ['__complete', ...name.split(' '), `:${word}`]);
  return fc.oneof(
    { weight: 60, arbitrary: fc.oneof(...some) },
    { weight: 1, arbitrary: anyWords },
    { weight: 1, arbitrary: completed },
  );
}
