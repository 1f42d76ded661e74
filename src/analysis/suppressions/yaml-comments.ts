/** A comment in a YAML text. Lines and columns count from 1, columns in UTF-16 units. */
export interface YamlComment {
  readonly line: number;
  readonly column: number;
  /** From its `#` to the end of the line. */
  readonly text: string;
}

/** What each line of a YAML text is, as far as its comments go. */
export interface YamlLines {
  readonly comments: readonly YamlComment[];
  /** For each line, by number from 1 (0 stands empty): `---` and `...` are markers, even with content behind them. */
  readonly kinds: readonly LineKind[];
}
export type LineKind = 'blank' | 'comment' | 'content' | 'marker';

/**
 * Finds the comments of a YAML text, and no `#` that is part of a value (in quotes, in a `|` block, inside a word).
 * Reads characters, not structure: enough to follow quotes, `|` blocks and words over lines (YAML 1.2.2, 6.6, 7.3, 8.1).
 */
export function scanYamlLines(text: string): YamlLines {
  const scanner = new LineScanner();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) scanner.read(line);
  return scanner;
}

/** What ends a word that stands outside of flow collections: a comment, or the colon of a key. */
const blockWordEnd = /[ \t]#|:(?=[ \t]|$)/g;
/** And inside `[…]` and `{…}`. */
const flowWordEnd = /[ \t]#|:(?=[ \t,[\]{}]|$)|[,[\]{}]/g;
const blockHeader = /^[|>](?:[+-]?([1-9])?|([1-9])[+-])[ \t]*(?:[ \t]#.*)?$/;

class LineScanner implements YamlLines {
  readonly comments: YamlComment[] = [];
  readonly kinds: LineKind[] = ['blank'];
  /** Inside a quoted value: its quote. */
  #quote: '"' | "'" | undefined;
  /** How many `[` and `{` are open. */
  #depth = 0;
  /** True when the last line ended within a plain word, which the next may continue. */
  #inWord = false;
  /** The column (from 0) of the innermost key or dash so far: what a value must be indented beyond. */
  #parent = -1;
  /** Inside a block: the indentation of its text; undefined while only blank lines have come. */
  #block: { readonly parent: number; indent: number | undefined } | undefined;

  read(line: string): void {
    const indent = line.length - line.trimStart().length;
    const isBlank = indent === line.length;
    if (this.#isInBlock(line, isBlank)) {
      this.kinds.push(isBlank ? 'blank' : 'content');
      return;
    }
    if (isBlank) {
      this.kinds.push('blank');
      return;
    }
    const marker = this.#quote === undefined && /^(?:---|\.\.\.)(?=[ \t]|$)/.test(line);
    if (marker) {
      [this.#depth, this.#inWord, this.#parent] = [0, false, -1];
      this.kinds.push('marker');
      this.#readFrom(line, 3);
      return;
    }
    const isComment = this.#quote === undefined && line[indent] === '#';
    this.kinds.push(isComment ? 'comment' : 'content');
    this.#readFrom(line, indent);
  }

  #isInBlock(line: string, isBlank: boolean): boolean {
    const block = this.#block;
    if (block === undefined) return false;
    const spaces = /^ */.exec(line)![0].length;
    if (isBlank && spaces < (block.indent ?? Number.POSITIVE_INFINITY)) return true;
    const isMarker = /^(?:---|\.\.\.)(?=[ \t]|$)/.test(line);
    if (spaces > block.parent && !isMarker) {
      block.indent ??= spaces;
      if (spaces >= block.indent) return true;
    }
    this.#block = undefined;
    return false;
  }

  /** Reads a line's tokens from `start` on: each turn of the loop stands where a value or a key may begin. */
  #readFrom(line: string, start: number): void {
    let at = start;
    const continues = this.#inWord && (this.#depth > 0 || start > this.#parent);
    this.#inWord = false;
    if (this.#quote !== undefined) at = this.#closeQuote(line, at);
    else if (continues && line[at] !== '#') at = this.#word(line, at);
    let key = at;
    while (at < line.length) {
      const c = line[at]!;
      if (c === ' ' || c === '\t') {
        at++;
        if (line.slice(key, at).trim() === '') key = at;
      } else if (c === '#' && (at === 0 || /[ \t]/.test(line[at - 1]!))) {
        this.comments.push({ line: this.kinds.length - 1, column: at + 1, text: line.slice(at) });
        return;
      } else if (c === ':' && (this.#depth > 0 || /^:(?:[ \t]|$)/.test(line.slice(at, at + 2)))) {
        if (this.#depth === 0) this.#parent = key;
        at++;
        key = at;
      } else if (/[[\]{},]/.test(c) && (this.#depth > 0 || c === '[' || c === '{')) {
        if (c === '[' || c === '{') this.#depth++;
        else if (c !== ',') this.#depth--;
        at++;
      } else if (this.#depth === 0 && /^[-?](?:[ \t]|$)/.test(line.slice(at, at + 2))) {
        this.#parent = at;
        at++;
        key = at;
      } else if (c === '"' || c === "'") {
        this.#quote = c;
        at = this.#closeQuote(line, at + 1);
      } else if (c === '&' || c === '!' || c === '*') {
        while (at < line.length && !/[ \t]/.test(line[at]!) && !(this.#depth > 0 && /[,[\]{}]/.test(line[at]!))) at++;
      } else if (this.#depth === 0 && (c === '|' || c === '>') && blockHeader.test(line.slice(at))) {
        const digit = blockHeader
          .exec(line.slice(at))!
          .slice(1)
          .find((group) => group !== undefined);
        const parent = this.#parent;
        this.#block = { parent, indent: digit === undefined ? undefined : Math.max(parent, 0) + Number(digit) };
        at++;
        while (at < line.length && !/[ \t]/.test(line[at]!)) at++;
      } else at = this.#word(line, at);
    }
  }

  /** The offset behind a plain word that has begun; at the line's end it may go on in the next. */
  #word(line: string, start: number): number {
    const end = this.#depth > 0 ? flowWordEnd : blockWordEnd;
    end.lastIndex = start;
    const found = end.exec(line);
    if (found === null) {
      this.#inWord = true;
      return line.length;
    }
    return /[ \t]/.test(found[0][0]!) ? found.index + 1 : found.index;
  }

  /** The offset behind the closing quote, or the line's end when it comes later. */
  #closeQuote(line: string, start: number): number {
    for (let at = start; at < line.length; at++) {
      if (this.#quote === '"' && line[at] === '\\') at++;
      else if (line[at] === this.#quote) {
        if (this.#quote === "'" && line[at + 1] === "'") at++;
        else {
          this.#quote = undefined;
          return at + 1;
        }
      }
    }
    return line.length;
  }
}
