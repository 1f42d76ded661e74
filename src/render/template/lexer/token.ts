/** Words that mean something by themselves in actions; `.` is one as well. */
const keywords = [
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
] as const;
export type Keyword = (typeof keywords)[number];
export const isKeyword = (word: string): word is Keyword => (keywords as readonly string[]).includes(word);

export type TokenType =
  | Keyword
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'dot'
  | 'eof'
  | 'error'
  | 'field'
  | 'identifier'
  | 'leftDelimiter'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelimiter'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable';

export interface Token {
  readonly type: TokenType;
  /** Where it starts, in the text's characters. */
  readonly at: number;
  /** Where it starts; the first line is 1. */
  readonly line: number;
  /** What it reads in the text; of an error, what is wrong. */
  readonly text: string;
}
