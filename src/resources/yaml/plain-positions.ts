import type { Path } from '../json.ts';
import { backslash, doubleQuote, lineFeed, openList, openMap, singleQuote, space } from './characters.ts';
import type { Span } from './events.ts';
import {
  type Block,
  contentFrom,
  isColon,
  isDash,
  isLineEnd,
  nextContent,
  nextEntry,
  skipSpaces,
} from './plain-lines.ts';

/** A value: its place, and where the values in it are to be looked for. A scalar has none. */
interface Value {
  readonly span: Span;
  readonly inside?: Block | typeof unknown;
}

/** What is inside a flow collection, or anything else that this search does not go into. */
const unknown = Symbol('unknown');

/**
 * The place of the value at `path` in a document that the fast reader took (PlainReader), by PositionIndex's rules, or
 * undefined where only that can tell. It walks down the path line by line, where the index reads the whole document:
 * for one finding in a short document that is many times quicker. It trusts the fast reader's grammar: values end where
 * indentation does, keys stand once, nothing but literal texts goes over several lines.
 */
export function findInPlain(text: string, path: Path): Span | undefined {
  let inside: Value['inside'] = contentFrom(text, 0);
  if (inside === undefined) return undefined;
  let span = entrySpan(text, inside);
  if (span === undefined) return undefined;
  for (const step of path) {
    if (inside === undefined) return span;
    if (inside === unknown) return undefined;
    const value: Value | typeof unknown | undefined =
      typeof step === 'number' ? item(text, inside, step) : field(text, inside, step);
    if (value === unknown) return undefined;
    if (value === undefined) return span;
    ({ span, inside } = value);
  }
  return span;
}

/** The value of `key` in the block map that starts at `map`. */
function field(text: string, map: Block, key: string): Value | typeof unknown | undefined {
  if (isDash(text, map.pos)) return undefined;
  for (let pos: number | undefined = map.pos; pos !== undefined; pos = nextEntry(text, pos, map.column)) {
    // A list may stand as far left as the key it belongs to.
    if (isDash(text, pos)) continue;
    const end = endOfKey(text, pos, key);
    if (end === unknown) return unknown;
    if (end === undefined) continue;
    const colonAt = skipSpaces(text, end);
    const at = skipSpaces(text, colonAt + 1);
    const keySpan = { start: pos, end };
    if (!isLineEnd(text, at)) return lineValue(text, at, keySpan);
    const next = nextContent(text, at);
    const isInside = next && (next.column > map.column || (next.column === map.column && isDash(text, next.pos)));
    return isInside ? { span: keySpan, inside: next } : { span: keySpan };
  }
  return undefined;
}

/** The item of that index in the block list that starts at `list`. */
function item(text: string, list: Block, index: number): Value | typeof unknown | undefined {
  let pos: number | undefined = list.pos;
  for (let i = 0; i < index && pos !== undefined && isDash(text, pos); i++) pos = nextEntry(text, pos, list.column);
  if (pos === undefined || !isDash(text, pos)) return undefined;
  const at = skipSpaces(text, pos + 1);
  const next = isLineEnd(text, at) ? nextContent(text, at) : { pos: at, column: list.column + at - pos };
  // Nothing behind the dash.
  if (next === undefined || next.column <= list.column) return unknown;
  const span = entrySpan(text, next);
  return span === undefined ? lineValue(text, next.pos, undefined) : { span, inside: next };
}

/** A value on its key's or dash's line; a collection has the place of its key, or without one of its bracket. */
function lineValue(text: string, at: number, keySpan: Span | undefined): Value | typeof unknown {
  const c = text.charCodeAt(at);
  if (c === openMap || c === openList) return { span: keySpan ?? { start: at, end: at + 1 }, inside: unknown };
  if (c === doubleQuote || c === singleQuote) {
    const end = quotedEnd(text, at);
    return end === undefined ? unknown : { span: { start: at, end } };
  }
  return { span: { start: at, end: plainEnd(text, at) } };
}

/** The place of a collection in a list, or of the document: of its first key, or first dash. */
function entrySpan(text: string, { pos }: Block): Span | undefined {
  const end = isDash(text, pos) ? pos + 1 : keyEnd(text, pos);
  return end === undefined ? undefined : { start: pos, end };
}

/** Where the key that starts here ends, quotes included; undefined where no key stands. */
function keyEnd(text: string, pos: number): number | undefined {
  const c = text.charCodeAt(pos);
  if (c === doubleQuote || c === singleQuote) {
    const end = quotedEnd(text, pos);
    return end !== undefined && isColon(text, skipSpaces(text, end)) ? end : undefined;
  }
  if (c === openMap || c === openList) return undefined;
  let behind = pos;
  for (let at = pos; !isLineEnd(text, at); at++) {
    if (isColon(text, at)) return behind;
    if (text.charCodeAt(at) !== space) behind = at + 1;
  }
  return undefined;
}

/** Where the key that starts here ends, if it is `key`; unknown when its quotes hide what it is. */
function endOfKey(text: string, pos: number, key: string): number | typeof unknown | undefined {
  const c = text.charCodeAt(pos);
  if (c === doubleQuote || c === singleQuote) {
    const end = keyEnd(text, pos);
    if (end === undefined) return unknown;
    return text.slice(pos + 1, end - 1) === key ? end : undefined;
  }
  const end = pos + key.length;
  return text.startsWith(key, pos) && isColon(text, skipSpaces(text, end)) ? end : undefined;
}

/** Behind a quoted scalar on one line; undefined when it holds escapes, which are not looked into here. */
function quotedEnd(text: string, pos: number): number | undefined {
  const quote = text.charCodeAt(pos);
  for (let at = pos + 1; ; at++) {
    const c = text.charCodeAt(at);
    if (c === quote) return text.charCodeAt(at + 1) === quote ? undefined : at + 1;
    if (c === backslash || c === lineFeed || Number.isNaN(c)) return undefined;
  }
}

/** Behind a plain scalar, or a literal text's `|` and what belongs to it. */
function plainEnd(text: string, pos: number): number {
  let behind = pos;
  for (let at = pos; !isLineEnd(text, at); at++) if (text.charCodeAt(at) !== space) behind = at + 1;
  return behind;
}
