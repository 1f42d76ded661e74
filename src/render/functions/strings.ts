import { isAscii } from '../../base/is-ascii.ts';
import { FunctionError } from '../template/errors.ts';
import { formatValue } from '../template/fmt/print.ts';
import { sprintf } from '../template/fmt/printf.ts';
import { quote } from '../template/fmt/quote.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { byteLength, joined, sliceBytes } from '../template/model/text.ts';
import { boolType, intType, stringType } from '../template/model/types.ts';
import { anyType, Dictionary, stringListType, stringMapType, strings, type Value } from '../template/model/values.ts';
import { textOf, textsOf } from './conversion.ts';
import { validText } from './formats/json-value.ts';

/** What Go's unicode.IsSpace is true for. */
export const space = /[\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function trimSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && space.test(text[start]!)) start++;
  while (end > start && space.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** As the run's limit on strings: nothing longer is made on the way. */
const longest = 64 * 1024 * 1024;

function repeat(text: string, count: bigint): string {
  if (count < 0n) throw new FunctionError('strings: negative Repeat count');
  if (BigInt(text.length) * count > longest) throw new FunctionError('strings: Repeat output length overflow');
  return text.repeat(Number(count));
}

function indent(spaces: bigint, text: string): string {
  const padding = repeat(' ', spaces);
  return padding + text.replaceAll('\n', `\n${padding}`);
}

/** Go's strings.Trim: all characters of `cutset` off both ends. */
function trimAll(cutset: string, text: string): string {
  const cut = new Set(cutset);
  const characters = [...text];
  let [start, end] = [0, characters.length];
  while (start < end && cut.has(characters[start]!)) start++;
  while (end > start && cut.has(characters[end - 1]!)) end--;
  return characters.slice(start, end).join('');
}

function truncate(count: bigint, text: string): string {
  const length = BigInt(byteLength(text));
  if (count < 0n && length + count > 0n) return sliceBytes(text, Number(length + count), Number(length));
  return count >= 0n && length > count ? sliceBytes(text, 0, Number(count)) : text;
}

function substring(start: bigint, end: bigint, text: string): string {
  const length = BigInt(byteLength(text));
  const from = start < 0n ? 0n : start;
  const to = start < 0n ? end : end < 0n || end > length ? length : end;
  if (to < 0n || to > length) {
    throw new FunctionError(
      `runtime error: slice bounds out of range [:${to}]${to < 0n ? '' : ` with length ${length}`}`,
    );
  }
  if (from > to) throw new FunctionError(`runtime error: slice bounds out of range [${from}:${to}]`);
  return sliceBytes(text, Number(from), Number(to));
}

/** What separates words for Go's strings.Title. */
const isSeparator = (character: string): boolean =>
  character <= '\x7f' ? !/\w/.test(character) : space.test(character);

function title(text: string): string {
  let result = '';
  let isStart = true;
  for (const character of text) {
    result += isStart ? titleCase(character) : character;
    isStart = isSeparator(character);
  }
  return result;
}

/** Letters of two in one, whose first is a capital; Georgian has no capitals in titles. */
const digraphs = [...'ǄǅǆǇǈǉǊǋǌǱǲǳ'];
const titleCase = (character: string): string => {
  const at = digraphs.indexOf(character);
  if (at >= 0) return digraphs[at - (at % 3) + 1]!;
  return /[\u10d0-\u10ff]/.test(character) ? character : upper(character);
};

/** Characters stay single characters in Go: ß has no upper case. */
const single =
  (change: (character: string) => string) =>
  (text: string): string => {
    const changed = change(text);
    if (isAscii(text)) return changed;
    if (changed.length === text.length && !/\u0130|\u0345|\u1e9e|\u03c2|\u03a3/.test(text)) return changed;
    let result = '';
    for (const character of text) {
      const one = change(character);
      result += [...one].length === 1 ? one : character === 'İ' ? 'i' : character;
    }
    return result;
  };
export const upper = single((text) => text.toUpperCase());
export const lower = single((text) => text.toLowerCase());

const split = (separator: string, text: string, count = -1): string[] => {
  if (count === 0) return [];
  const parts = separator === '' ? [...text] : text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
};

const numbered = (parts: readonly string[]): Dictionary =>
  new Dictionary(stringMapType, new Map(parts.map((part, i) => [`_${i}`, part])));

const present = (values: readonly Value[]): Value[] => values.filter((value) => value !== null && value !== undefined);

const changing = (change: (text: string) => string) =>
  goFunction({ takes: [stringType], gives: stringType }, ([text]) => change(text));

/** As Go goes through characters: bytes that belong to none become U+FFFD. */
export const byCharacter = (change: (text: string) => string) => changing((text) => change(validText(text)));

const withArgument = (change: (argument: string, text: string) => string) =>
  goFunction({ takes: [stringType, stringType], gives: stringType }, ([argument, text]) => change(argument, text));

const testing = (test: (part: string, text: string) => boolean) =>
  goFunction({ takes: [stringType, stringType], gives: boolType }, ([part, text]) => test(part, text));

export const stringFunctions: Functions = {
  hello: goFunction({ takes: [], gives: stringType }, () => 'Hello!'),
  upper: byCharacter(upper),
  lower: byCharacter(lower),
  title: byCharacter(title),
  trim: changing(trimSpace),
  trimAll: withArgument(trimAll),
  trimall: withArgument(trimAll),
  trimPrefix: withArgument((prefix, text) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimSuffix: withArgument((suffix, text) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  contains: testing((part, text) => text.includes(part)),
  hasPrefix: testing((part, text) => text.startsWith(part)),
  hasSuffix: testing((part, text) => text.endsWith(part)),
  replace: goFunction({ takes: [stringType, stringType, stringType], gives: stringType }, ([old, by, text]) =>
    old === '' ? by + [...text].map((character) => character + by).join('') : text.split(old).join(by),
  ),
  repeat: goFunction({ takes: [intType, stringType], gives: stringType }, ([count, text]) => repeat(text, count)),
  trunc: goFunction({ takes: [intType, stringType], gives: stringType }, ([count, text]) => truncate(count, text)),
  substr: goFunction({ takes: [intType, intType, stringType], gives: stringType }, ([start, end, text]) =>
    substring(start, end, text),
  ),
  indent: goFunction({ takes: [intType, stringType], gives: stringType }, ([spaces, text]) => indent(spaces, text)),
  nindent: goFunction(
    { takes: [intType, stringType], gives: stringType },
    ([spaces, text]) => `\n${indent(spaces, text)}`,
  ),
  quote: goFunction({ takes: [], rest: anyType, gives: stringType }, (values) =>
    present(values)
      .map((value) => quote(textOf(value)))
      .join(' '),
  ),
  squote: goFunction({ takes: [], rest: anyType, gives: stringType }, (values) =>
    present(values)
      .map((value) => `'${formatValue(value)}'`)
      .join(' '),
  ),
  cat: goFunction({ takes: [], rest: anyType, gives: stringType }, (values, run) => {
    const shown = present(values);
    return sprintf(shown.map(() => '%v').join(' '), shown, run.budget.limits.output);
  }),
  plural: goFunction({ takes: [stringType, stringType, intType], gives: stringType }, ([one, many, count]) =>
    count === 1n ? one : many,
  ),
  join: goFunction({ takes: [stringType, anyType], gives: stringType }, ([separator, list]) =>
    joined(textsOf(list).join(separator)),
  ),
  split: goFunction({ takes: [stringType, stringType], gives: stringMapType }, ([separator, text]) =>
    numbered(split(separator, text)),
  ),
  splitn: goFunction({ takes: [stringType, intType, stringType], gives: stringMapType }, ([separator, count, text]) =>
    numbered(split(separator, text, Number(count))),
  ),
  splitList: goFunction({ takes: [stringType, stringType], gives: stringListType }, ([separator, text]) =>
    strings(split(separator, text)),
  ),
};
