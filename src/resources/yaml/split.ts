import { carriageReturn, lineFeed, space, tab } from './characters.ts';
import { type Codes, codesOf } from './codes.ts';

/** The part of a text that holds one document. */
export interface Slice {
  /** Offsets in the text. The slice starts at the start of a line: of its `---` when that line holds more. */
  readonly start: number;
  readonly end: number;
  /** The line, from 1, that `start` is on: the document's first that is neither empty nor a bare `---`. */
  readonly line: number;
}

/** A line that ends a document: `---` starts the next one, `...` does not. */
interface Marker {
  readonly start: number;
  /** Where its line ends, line break included. */
  readonly end: number;
  readonly opens: boolean;
  /** True when the line says nothing else. */
  readonly bare: boolean;
}

/**
 * The documents of a text, each to be read on its own, so that a broken one hides no other. A `---` at the start of a
 * line ends a document even within quotes and block texts, as YAML says. What stands before the first `---` is a
 * document only when it is more than comments; directives (`%TAG`) belong to the document whose `---` follows.
 */
export function* splitDocuments(text: string, lines = new LineCounter(codesOf(text))): Generator<Slice> {
  const markers = new Markers(text);
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let explicit = false;
  for (;;) {
    const marker = markers.next(start);
    const end = marker?.start ?? text.length;
    const content = explicit ? undefined : firstContent(text, start, end);
    const directives = marker?.opens === true && content !== undefined && text[content] === '%';
    if (explicit || (content !== undefined && !directives)) {
      const first = skipEmptyLines(text, start, end);
      yield { start: first, end, line: lines.at(first) };
    }
    if (marker === undefined) return;
    explicit = marker.opens;
    if (!directives) start = marker.opens && !marker.bare ? marker.start : marker.end;
    if (directives || !marker.bare) markers.skip(marker);
  }
}

/** Finds markers one after the other; each place is looked at once, however many documents there are. */
class Markers {
  readonly #text: string;
  #dashes = -2;
  #dots = -2;
  #from = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next search starts behind `marker`, though its line is part of a document. */
  skip(marker: Marker): void {
    this.#from = marker.end;
  }

  /** The first marker at or behind `start`, which is the start of a line. */
  next(start: number): Marker | undefined {
    for (let from = Math.max(start, this.#from); ; ) {
      this.#dashes = this.#find('---', this.#dashes, from);
      this.#dots = this.#find('...', this.#dots, from);
      const opens = this.#dots < 0 || (this.#dashes >= 0 && this.#dashes < this.#dots);
      const at = opens ? this.#dashes : this.#dots;
      if (at < 0) return undefined;
      const lineFeedAt = this.#text.indexOf('\n', at);
      const end = lineFeedAt < 0 ? this.#text.length : lineFeedAt + 1;
      const bare = isBlankUntil(this.#text, at + 3, end);
      // A `---` may have content behind it, a `...` only a comment: else it is no marker but an error, for the parser.
      const isMarker = opens ? isBlank(this.#text, at + 3) : bare || /[ \t]+#/y.test(this.#text.slice(at + 3, end));
      if (isMarker) return { start: at, end, opens, bare };
      from = end;
    }
  }

  /** Where a line at or behind `from` starts with `mark`, or -1; `known` is the answer to the last such question. */
  #find(mark: string, known: number, from: number): number {
    if (known === -1 || known >= from) return known;
    if (this.#text.startsWith(mark, from)) return from;
    const at = this.#text.indexOf(`\n${mark}`, from);
    return at < 0 ? -1 : at + 1;
  }
}

/** Counts lines up to offsets that only grow. */
export class LineCounter {
  readonly #codes: Codes;
  #offset = 0;
  #line = 1;

  constructor(codes: Codes) {
    this.#codes = codes;
  }

  /**
   * Takes note that `offset` is `count` lines further than the last offset asked for: who has read the text up to there
   * has met each line break, and counting them again takes 8 ms for 5 MB.
   */
  skipTo(offset: number, count: number): void {
    this.#offset = offset;
    this.#line += count;
  }

  /** The line, from 1, of an offset that is not before the last. */
  at(offset: number): number {
    const codes = this.#codes;
    let line = this.#line;
    for (let i = this.#offset; i < offset; i++) if (codes[i] === lineFeed) line++;
    this.#offset = offset;
    this.#line = line;
    return line;
  }
}

function isBlank(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const c = text.charCodeAt(at);
  return c === space || c === lineFeed || c === carriageReturn || c === tab;
}

function isBlankUntil(text: string, from: number, end: number): boolean {
  if (from + 1 === end && text.charCodeAt(from) === lineFeed) return true;
  for (let at = from; at < end; at++) if (!isBlank(text, at)) return false;
  return true;
}

/** The first character between two offsets that is neither blank nor in a comment line. */
function firstContent(text: string, start: number, end: number): number | undefined {
  for (let at = start; at < end; at++) {
    if (isBlank(text, at)) continue;
    if (text[at] !== '#') return at;
    at = text.indexOf('\n', at);
    if (at < 0) return undefined;
  }
  return undefined;
}

/** Lines with spaces are not empty: istioctl counts them as a document's first, and so do we. */
function skipEmptyLines(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const c = text.charCodeAt(at);
    if (c === lineFeed) at++;
    else if (c === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at += 2;
    else break;
  }
  return at;
}
