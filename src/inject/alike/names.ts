import type { Json } from '../../resources/json.ts';
import { resolve } from '../../resources/yaml/scalars.ts';

/** A document's text with placeholders for its names, and the names: the first for placeholder 0. */
export interface Outline {
  readonly text: string;
  readonly names: readonly string[];
}

/** A name that stands for any: of the same characters as those that it stands for, and none that anyone would use. */
export const placeholder = (index: number): string => `zwx-${index}-xwz`;
const placeholders = /zwx-(\d+)-xwz/g;

/**
 * Other placeholders, as long. Sorted, they come in the opposite order, and before most words where the others come behind them:
 * what is made of both differs where order matters.
 */
const counterparts = /a[a-z]b-(\d+)-bca/g;
const counterpart = (_: string, index: string): string =>
  `a${String.fromCharCode(Math.max(firstLetter, lastLetter - Number(index)))}b-${index}-bca`;
const [firstLetter, lastLetter] = [97, 122];

/** A text with the other placeholders, and back. */
export const withCounterparts = (text: string): string => text.replace(placeholders, counterpart);
export const withoutCounterparts = (text: string): string =>
  text.replace(counterparts, (_, index) => placeholder(Number(index)));

/** True for a value that is a placeholder and nothing else. */
export const isPlaceholder = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:zwx-\d+-xwz|a[a-z]b-\d+-bca)$/.test(value);
/** True for a text that may hold one: a quick look. */
export const holdsPlaceholder = (text: string): boolean => text.includes('zwx-') || text.includes('-bca');

/** The placeholders in a text, in order. */
export const placeholdersIn = (
  text: string,
): { readonly start: number; readonly end: number; readonly index: number }[] =>
  Array.from(text.matchAll(placeholders), ({ 0: all, 1: index, index: start }) => ({
    start,
    end: start + all.length,
    index: Number(index),
  }));

/** Of Kubernetes' labels. Names that are longer stay as they are. */
export const longestName = 63;
/** A line that gives a field or label one word. Which words are taken for names is a matter of speed alone. */
const wordLine = /^[ -]*[\w./-]+: ([a-z][a-z0-9-]{0,61}[a-z0-9])$/gm;
const words = /[\w-]+/g;

/** What may be a name in a text, in order. */
export const wordsIn = (text: string): readonly string[] => text.match(words) ?? [];

/**
 * Puts placeholders for names into a document's text, wherever they stand in it as words. Undefined where it has no names, and
 * where it holds what looks like a placeholder.
 *
 * @param isName says of a word whether it may be one
 */
export function outlineOf(text: string, isName: (word: string) => boolean): Outline | undefined {
  if (holdsPlaceholder(text)) return undefined;
  const names: string[] = [];
  for (const [, word] of text.matchAll(wordLine)) {
    if (!names.includes(word!) && isName(word!)) names.push(word!);
  }
  if (names.length === 0) return undefined;
  const places = names.flatMap((name, index) => placesOf(text, name).map((start) => ({ start, name, index })));
  places.sort((a, b) => a.start - b.start);
  let outline = '';
  let from = 0;
  for (const { start, name, index } of places) {
    outline += text.slice(from, start) + placeholder(index);
    from = start + name.length;
  }
  return { text: outline + text.slice(from), names };
}

/** Where a word stands in a text. Looked for one by one, as documents have few: to look at each word takes four times as long. */
function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (!isInWord(text.charCodeAt(at - 1)) && !isInWord(text.charCodeAt(at + word.length))) places.push(at);
  }
  return places;
}

/** As `\w` and the dash. */
const isInWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 45 || code === 95;

/**
 * True for a word that YAML takes for a text, alone and as a part of any unquoted scalar: it has a letter that is in no number,
 * and is none of the words that mean something else.
 */
export const isSurelyText = (word: string): boolean =>
  /[g-mp-wyz]/.test(word) && resolve(word).type === 'string' && word !== 'inf' && word !== 'nan';

/** Takes up all words in the texts and keys of a value. */
export function addWords(to: Set<string>, value: Json | undefined): void {
  if (typeof value === 'string') for (const word of wordsIn(value)) to.add(word);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const word of wordsIn(key)) to.add(word);
      addWords(to, inner as Json);
    }
  }
}
