import type { Token, TokenType } from '../lexer/token.ts';

/** A place in the tokens of a template, shared by the parsers of all that the text defines. */
export class Tokens {
  #next = 0;
  #furthest = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The next token; the last one again and again. */
  next(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  peek(): Token {
    if (this.#next > this.#furthest) this.#furthest = this.#next;
    return this.tokens[this.#next] ?? this.tokens.at(-1)!;
  }

  nextNonSpace(): Token {
    this.#skipSpace();
    return this.next();
  }

  peekNonSpace(): Token {
    this.#skipSpace();
    return this.peek();
  }

  nextIs(type: TokenType): boolean {
    return this.peekNonSpace().type === type;
  }

  /** Where `back` returns to. */
  get mark(): number {
    return this.#next;
  }

  back(mark: number): void {
    this.#next = mark;
  }

  /** The line of the last token that was looked at: where an error is said to be. */
  get line(): number {
    return (this.tokens[this.#furthest] ?? this.tokens.at(-1)!).line;
  }

  #skipSpace(): void {
    while (this.peek().type === 'space') this.#next++;
  }
}
