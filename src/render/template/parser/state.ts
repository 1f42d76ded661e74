import { ParseError } from '../errors.ts';
import { quote } from '../fmt/quote.ts';
import { isKeyword, type Token, type TokenType } from '../lexer/token.ts';
import { LiteralError } from './literals.ts';
import type { Tree } from './nodes.ts';
import type { Tokens } from './tokens.ts';

/** What all templates of one text share while it is parsed. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly tokens: Tokens;
  readonly trees: Map<string, Tree>;
  isFunction(name: string): boolean;
}

/** As deep as pipelines in parentheses, and as blocks, may be within each other. */
export const deepest = { parentheses: 500, blocks: 500 } as const;

/** What the parser of one template knows: its source, and what is around the place where it is. */
export class State {
  /** Variables declared so far. */
  variables: string[] = ['$'];
  rangeDepth = 0;
  parenthesisDepth = 0;
  /** The line of the action being read; 0 outside of actions. */
  actionLine = 0;

  constructor(
    readonly source: Source,
    public blockDepth: number,
  ) {}

  get tokens(): Tokens {
    return this.source.tokens;
  }

  fail(reason: string): never {
    throw new ParseError(reason, { template: this.source.name, line: this.tokens.line });
  }

  unexpected(token: Token, context: string): never {
    if (token.type !== 'error') this.fail(`unexpected ${tokenText(token)} in ${context}`);
    const isElsewhere = this.actionLine !== 0 && this.actionLine !== token.line;
    const started = ` started at ${this.source.name}:${this.actionLine}`;
    this.fail(token.text + (isElsewhere ? (token.text.endsWith(' action') ? started : ` in action${started}`) : ''));
  }

  expect(types: readonly TokenType[], context: string): Token {
    const token = this.tokens.nextNonSpace();
    return types.includes(token.type) ? token : this.unexpected(token, context);
  }

  /** What `read` makes of a literal, or the parse error that its own error is. */
  literal<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof LiteralError) this.fail(error.message);
      throw error;
    }
  }
}

function tokenText({ type, text }: Token): string {
  if (type === 'eof') return 'EOF';
  if (isKeyword(type) || type === 'dot') return `<${text}>`;
  const characters = [...text];
  return characters.length > 10 ? `${quote(characters.slice(0, 10).join(''))}...` : quote(text);
}
