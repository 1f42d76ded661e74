import { type Functions, goFunction } from '../template/model/function.ts';
import { byteLength, encode, sliceBytes } from '../template/model/text.ts';
import { intType, stringType } from '../template/model/types.ts';
import { kebabCase, pascalCase, snakeCase } from './letter-case.ts';
import { byCharacter, lower, space, upper } from './strings.ts';

/** A text cut to a width in bytes, three dots included; `left` is where it may start. */
function abbreviate(text: string, left: number, width: number): string {
  const length = byteLength(text);
  if (text === '' || width < 4) return '';
  if (length <= width) return text;
  const offset = length - Math.min(left, length) < width - 3 ? length - (width - 3) : Math.min(left, length);
  if (offset <= 4) return `${sliceBytes(text, 0, width - 3)}...`;
  if (width < 7) return '';
  if (offset + width - 3 < length) return `...${abbreviate(sliceBytes(text, offset, length), 0, width - 3)}`;
  return `...${sliceBytes(text, length - (width - 3), length)}`;
}

/** Goutils goes byte by byte, and takes each for a character of its own. */
const latin = (text: string): string => String.fromCharCode(...encode(text));

function initials(text: string): string {
  let result = '';
  let isStart = true;
  for (const character of latinParts(text)) {
    if (space.test(character)) isStart = true;
    else if (isStart) {
      result += character;
      isStart = false;
    }
  }
  return result;
}

function* latinParts(text: string): Generator<string> {
  for (let i = 0; i < text.length; i += 4096) yield* latin(text.slice(i, i + 4096));
}

function withoutSpace(text: string): string {
  const kept = [...latinParts(text)].filter((character) => !space.test(character));
  return kept.length === byteLength(text) ? text : kept.join('');
}

/** Lines of `width` bytes at most; words that are longer are cut where `cutsWords`. */
function wrap(text: string, width: bigint, separator: string, cutsWords: boolean): string {
  const bytes = byteLength(text);
  const isAscii = bytes === text.length;
  const slice = (start: number, end: number): string =>
    isAscii ? text.slice(start, end) : sliceBytes(text, start, end);
  const codes = isAscii ? undefined : encode(text);
  const isSpace = (at: number): boolean => (codes === undefined ? text[at] === ' ' : codes[at] === 32);
  const longest = Number(width < 1n ? 1n : width);
  const lines: string[] = [];
  let offset = 0;
  while (bytes - offset > longest) {
    if (isSpace(offset)) {
      offset++;
      continue;
    }
    let at = offset + longest;
    while (at >= offset && !isSpace(at)) at--;
    if (at < offset && cutsWords) {
      lines.push(slice(offset, offset + longest));
      offset += longest;
      continue;
    }
    if (at < offset) {
      at = offset + longest;
      while (at < bytes && !isSpace(at)) at++;
      if (at === bytes) break;
    }
    lines.push(slice(offset, at));
    offset = at + 1;
  }
  return [...lines, slice(offset, bytes)].join(separator === '' ? '\n' : separator);
}

const swapCase = (text: string): string =>
  text.replace(/[\p{Lu}\p{Lt}]|\p{Ll}/gu, (letter) => (/\p{Ll}/u.test(letter) ? upper(letter) : lower(letter)));

/** The first letter of each word in lower case. */
function untitle(text: string): string {
  let isStart = true;
  let result = '';
  for (const character of text) {
    result += isStart && !space.test(character) ? lower(character) : character;
    isStart = space.test(character);
  }
  return result;
}

const changing = (change: (text: string) => string) =>
  goFunction({ takes: [stringType], gives: stringType }, ([text]) => change(text));
export const wordFunctions: Functions = {
  abbrev: goFunction({ takes: [intType, stringType], gives: stringType }, ([width, text]) =>
    width < 4n ? text : abbreviate(text, 0, Number(width)),
  ),
  abbrevboth: goFunction({ takes: [intType, intType, stringType], gives: stringType }, ([left, width, text]) =>
    width < 4n || (left > 0n && width < 7n) ? text : abbreviate(text, Number(left), Number(width)),
  ),
  initials: changing(initials),
  nospace: changing(withoutSpace),
  untitle: byCharacter(untitle),
  swapcase: byCharacter(swapCase),
  snakecase: changing(snakeCase),
  kebabcase: changing(kebabCase),
  camelcase: byCharacter(pascalCase),
  wrap: goFunction({ takes: [intType, stringType], gives: stringType }, ([width, text]) =>
    wrap(text, width, '\n', false),
  ),
  wrapWith: goFunction({ takes: [intType, stringType, stringType], gives: stringType }, ([width, separator, text]) =>
    wrap(text, width, separator, true),
  ),
};
