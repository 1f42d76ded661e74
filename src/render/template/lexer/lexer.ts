import { quote } from '../fmt/quote.ts';
import { codePointName } from './code-point-name.ts';
import { isKeyword, type Token, type TokenType } from './token.ts';

export interface LexerOptions {
  readonly left: string;
  readonly right: string;
  /** True for `break` and `continue` where functions have those names. */
  isFunction(name: string): boolean;
}

const space = ' \\t\\r\\n';
const spaces = new RegExp(`[${space}]+`, 'y');
const leftTrim = new RegExp(`-[${space}]`, 'y');
const asciiWord = /\w*/y;
const anyWord = /[\p{L}\p{Nd}_]*/uy;
const quoted: Readonly<Record<string, RegExp>> = { '"': /"(?:\\[^\n]|[^"\\\n])*"/uy, "'": /'(?:\\[^\n]|[^'\\\n])*'/uy };
const number =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;
const single: Readonly<Record<string, TokenType>> = { '=': 'assign', '|': 'pipe', '(': 'leftParen', ')': 'rightParen' };

/** The tokens of a template; the last is `eof`, or the `error` that keeps the rest from being read. */
export function lex(text: string, options: LexerOptions): readonly Token[] {
  return new Lexer(text, options).run();
}

class Lexer {
  readonly #tokens: Token[] = [];
  #at = 0;
  /** The line that ends with `#newline`. */
  #line = 1;
  #newline: number;
  #parens = 0;

  constructor(
    private readonly text: string,
    private readonly options: LexerOptions,
  ) {
    this.#newline = nextNewline(text, 0);
  }

  run(): readonly Token[] {
    for (let next = this.#readText(); next !== 'end'; ) {
      next = (next === 'comment' ? this.#readComment() : this.#readAction()) ? this.#readText() : 'end';
    }
    return this.#tokens;
  }

  /** Text up to the next action or comment. */
  #readText(): 'action' | 'comment' | 'end' {
    const { text, options } = this;
    const found = text.indexOf(options.left, this.#at);
    const end = found < 0 ? text.length : found;
    const isTrimmed = found >= 0 && matches(leftTrim, text, found + options.left.length);
    let kept = end;
    if (isTrimmed) while (kept > this.#at && isSpace(text[kept - 1])) kept--;
    if (kept > this.#at) this.#emit('text', kept);
    this.#at = end;
    if (found < 0) {
      this.#emit('eof', end);
      return 'end';
    }
    const inside = found + options.left.length + (isTrimmed ? 2 : 0);
    const isComment = text.startsWith('/*', inside);
    if (!isComment) this.#emit('leftDelimiter', found + options.left.length);
    this.#at = inside;
    this.#parens = 0;
    return isComment ? 'comment' : 'action';
  }

  #readComment(): boolean {
    const close = this.text.indexOf('*/', this.#at + 2);
    if (close < 0) return this.#error('unclosed comment');
    const delimiter = this.#rightDelimiter(close + 2);
    if (delimiter === undefined) return this.#error('comment ends before closing delimiter');
    this.#skipRight(delimiter);
    return true;
  }

  /** Tokens up to the end of the action; false after an error. */
  #readAction(): boolean {
    for (;;) {
      const delimiter = this.#rightDelimiter(this.#at);
      if (delimiter !== undefined) {
        if (this.#parens > 0) return this.#error('unclosed left paren');
        if (delimiter.isTrimming) this.#at += 2;
        this.#emit('rightDelimiter', delimiter.end);
        this.#skipRight(delimiter);
        return true;
      }
      if (!this.#readToken()) return false;
    }
  }

  #readToken(): boolean {
    const { text } = this;
    const at = this.#at;
    const character = text[at];
    if (character === undefined) return this.#error('unclosed action');
    if (matches(spaces, text, at)) return this.#readSpace(spaces.lastIndex);
    if (character === ':') return text[at + 1] === '=' ? this.#emit('declare', at + 2) : this.#error('expected :=');
    if (character === '"' || character === "'") return this.#readQuoted(character);
    if (character === '`') {
      const close = text.indexOf('`', at + 1);
      return close < 0 ? this.#error('unterminated raw quoted string') : this.#emit('rawString', close + 1);
    }
    if (character === '$') return this.#readName('variable', 'variable');
    if (character === '.' && !isDigit(text[at + 1])) return this.#readName('field', 'dot');
    if (isDigit(character) || character === '.' || character === '+' || character === '-') return this.#readNumber();
    const end = wordEnd(text, at);
    if (end > at) return this.#readWord(end);
    if (character === '(') this.#parens++;
    if (character === ')' && --this.#parens < 0) return this.#error('unexpected right paren');
    if (single[character] !== undefined) return this.#emit(single[character], at + 1);
    if (character > ' ' && character < '\x7f') return this.#emit('char', at + 1);
    return this.#error(`unrecognized character in action: ${codePointName(text.codePointAt(at)!)}`);
  }

  /** Blanks; the last of them belongs to a trimming delimiter that follows. */
  #readSpace(end: number): boolean {
    const isTrimming = this.text.startsWith(`-${this.options.right}`, end);
    return this.#emit('space', isTrimming ? end - 1 : end);
  }

  #readQuoted(mark: '"' | "'"): boolean {
    const pattern = quoted[mark]!;
    if (matches(pattern, this.text, this.#at)) {
      return this.#emit(mark === '"' ? 'string' : 'charConstant', pattern.lastIndex);
    }
    return this.#error(mark === '"' ? 'unterminated quoted string' : 'unterminated character constant');
  }

  /** What follows `.` or `$`. */
  #readName(type: TokenType, alone: TokenType): boolean {
    const start = this.#at + 1;
    if (this.#isTerminator(start)) return this.#emit(alone, start);
    const end = wordEnd(this.text, start);
    return this.#isTerminator(end) ? this.#emit(type, end) : this.#badCharacter(end);
  }

  #readWord(end: number): boolean {
    const text = this.text.slice(this.#at, end);
    if (!this.#isTerminator(end)) return this.#badCharacter(end);
    const isShadowed = (text === 'break' || text === 'continue') && this.options.isFunction(text);
    if (isKeyword(text) && !isShadowed) return this.#emit(text, end);
    return this.#emit(text === 'true' || text === 'false' ? 'bool' : 'identifier', end);
  }

  #readNumber(): boolean {
    const { text } = this;
    let end = this.#scanNumber(this.#at);
    const isComplex = wordEnd(text, end) === end && (text[end] === '+' || text[end] === '-');
    if (isComplex) end = this.#scanNumber(end);
    const isEnded = wordEnd(text, end) === end;
    if (isEnded && (!isComplex || text[end - 1] === 'i')) return this.#emit(isComplex ? 'complex' : 'number', end);
    const more = isEnded ? '' : String.fromCodePoint(text.codePointAt(end)!);
    return this.#error(`bad number syntax: ${quote(text.slice(this.#at, end) + more)}`);
  }

  #scanNumber(at: number): number {
    matches(number, this.text, at);
    return number.lastIndex;
  }

  #badCharacter(at: number): boolean {
    const point = this.text.codePointAt(at);
    return this.#error(`bad character ${codePointName(point ?? -1)}`);
  }

  /** True where a name may end. */
  #isTerminator(at: number): boolean {
    const character = this.text[at];
    return (
      character === undefined || ' \t\r\n.,|:)('.includes(character) || this.text.startsWith(this.options.right, at)
    );
  }

  #rightDelimiter(at: number): { readonly end: number; readonly isTrimming: boolean } | undefined {
    const { text, options } = this;
    const first = text[at];
    if (first !== undefined && isSpace(first) && text[at + 1] === '-' && text.startsWith(options.right, at + 2)) {
      return { end: at + 2 + options.right.length, isTrimming: true };
    }
    return text.startsWith(options.right, at) ? { end: at + options.right.length, isTrimming: false } : undefined;
  }

  #skipRight({ end, isTrimming }: { readonly end: number; readonly isTrimming: boolean }): void {
    this.#at = isTrimming && matches(spaces, this.text, end) ? spaces.lastIndex : end;
  }

  #emit(type: TokenType, end: number): true {
    this.#tokens.push({ type, at: this.#at, line: this.#lineAt(this.#at), text: this.text.slice(this.#at, end) });
    this.#at = end;
    return true;
  }

  #error(text: string): false {
    this.#tokens.push({ type: 'error', at: this.#at, line: this.#lineAt(this.#at), text });
    return false;
  }

  #lineAt(at: number): number {
    while (this.#newline < at) {
      this.#line++;
      this.#newline = nextNewline(this.text, this.#newline + 1);
    }
    return this.#line;
  }
}

function nextNewline(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? Number.POSITIVE_INFINITY : found;
}

const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\t' || character === '\r';

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** True where the sticky pattern matches; its lastIndex is then the end of the match. */
function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Where the letters, digits and underscores from `at` on end. */
function wordEnd(text: string, at: number): number {
  asciiWord.lastIndex = at;
  asciiWord.test(text);
  if (!(text.charCodeAt(asciiWord.lastIndex) >= 0x80)) return asciiWord.lastIndex;
  anyWord.lastIndex = at;
  anyWord.test(text);
  return anyWord.lastIndex;
}
