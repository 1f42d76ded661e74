import { InputError } from '../base/errors.ts';
import { shownFile } from '../base/shown-file.ts';
import type { SourceFile } from '../resources/document.ts';
import type { Json } from '../resources/json.ts';

/** Where a value stands in a text: offsets, the end exclusive. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Maps and lists inside each other: far more than Envoy has, and far less than would hurt those who go through them. */
const deepest = 1000;

/**
 * Finds its way in a JSON text of any size without reading all of it: where the entries of an object and the items of a list
 * stand, found one by one. Only what is asked for is parsed.
 */
export class JsonSlices {
  readonly #file: SourceFile;
  readonly #text: string;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#text = file.text;
  }

  /** The text's one value. Throws InputError where there is none. */
  whole(): Slice {
    const start = this.#skipBlanks(0);
    return { start, end: this.#skipValue(start) };
  }

  isObject({ start }: Slice): boolean {
    return this.#text.charCodeAt(start) === openBrace;
  }

  isList({ start }: Slice): boolean {
    return this.#text.charCodeAt(start) === openBracket;
  }

  /** The entries of the object that starts there. Throws InputError where the text ends too soon, or is no JSON. */
  *entries({ start }: Pick<Slice, 'start'>): Generator<Slice & { readonly key: string }> {
    let at = this.#skipBlanks(start + 1);
    if (this.#text.charCodeAt(at) === closeBrace) return;
    for (;;) {
      if (this.#text.charCodeAt(at) !== quote) throw this.problem(at, 'a key in double quotes is missing here');
      const keyEnd = this.#skipString(at);
      const key = this.parse({ start: at, end: keyEnd }) as string;
      at = this.#skipBlanks(keyEnd);
      if (this.#text.charCodeAt(at) !== colon) throw this.problem(at, 'a colon is missing here');
      at = this.#skipBlanks(at + 1);
      const end = this.#skipValue(at);
      yield { key, start: at, end };
      at = this.#skipBlanks(end);
      const code = this.#text.charCodeAt(at);
      if (code === closeBrace) return;
      if (code !== comma) throw this.problem(at, 'a comma or } is missing here');
      at = this.#skipBlanks(at + 1);
    }
  }

  /** The items of the list that starts there. Throws as `entries` does. */
  *items({ start }: Pick<Slice, 'start'>): Generator<Slice> {
    let at = this.#skipBlanks(start + 1);
    if (this.#text.charCodeAt(at) === closeBracket) return;
    for (;;) {
      const end = this.#skipValue(at);
      yield { start: at, end };
      at = this.#skipBlanks(end);
      const code = this.#text.charCodeAt(at);
      if (code === closeBracket) return;
      if (code !== comma) throw this.problem(at, 'a comma or ] is missing here');
      at = this.#skipBlanks(at + 1);
    }
  }

  /** What stands there. Throws InputError where it is no JSON. */
  parse({ start, end }: Slice): Json {
    const text = this.#text.slice(start, end);
    try {
      return JSON.parse(text) as Json;
    } catch (error) {
      const position = /position (\d+)/.exec((error as Error).message)?.[1];
      throw this.problem(position === undefined ? end : start + Number(position), 'this is no valid JSON');
    }
  }

  /** An error about a place in the file. */
  problem(offset: number, message: string): InputError {
    const before = this.#text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    const { name } = this.#file;
    const cut =
      offset >= this.#text.trimEnd().length ? 'the text ends here, in the middle of a value: is it cut off?' : message;
    return new InputError(`${shownFile(name)}:${line}:${column}: ${cut}`);
  }

  #skipBlanks(at: number): number {
    let i = at;
    for (let code = this.#text.charCodeAt(i); code === 0x20 || (code >= 0x09 && code <= 0x0d); ) {
      code = this.#text.charCodeAt(++i);
    }
    return i;
  }

  #skipString(open: number): number {
    for (let at = this.#text.indexOf('"', open + 1); at >= 0; at = this.#text.indexOf('"', at + 1)) {
      let before = at;
      while (this.#text.charCodeAt(before - 1) === backslash) before--;
      if ((at - before) % 2 === 0) return at + 1;
    }
    throw this.problem(this.#text.length, 'this text is never closed');
  }

  /** The end of the value that starts there. What is inside is looked at only as far as quotes and brackets go. */
  #skipValue(start: number): number {
    const first = this.#text.charCodeAt(start);
    if (first === quote) return this.#skipString(start);
    if (first !== openBrace && first !== openBracket) return this.#skipWord(start);
    let depth = 0;
    for (let i = start; i < this.#text.length; i++) {
      const code = this.#text.charCodeAt(i);
      if (code === quote) i = this.#skipString(i) - 1;
      else if (code === openBrace || code === openBracket) {
        depth++;
        if (depth > deepest) throw this.problem(i, `this is nested more than ${deepest} deep`);
      } else if (code === closeBrace || code === closeBracket) {
        depth--;
        if (depth === 0) return i + 1;
      }
    }
    throw this.problem(this.#text.length, 'this is never closed');
  }

  /** A number, true, false or null. */
  #skipWord(start: number): number {
    const word = /[\w+.-]*/y;
    word.lastIndex = start;
    const length = word.exec(this.#text)![0].length;
    if (length === 0) throw this.problem(start, 'a value is missing here');
    return start + length;
  }
}
