import { type Problem, quote } from '../values/value.ts';

/** As deep, and as many characters, as cel-go reads. */
const deepest = 250;
const longest = 100_000;

const hex = '[0-9a-fA-F]';
const byteEscape = String.raw`[abfnrtv"'\\?\x60]|[xX]${hex}{2}|[0-3][0-7]{2}`;
/** Half a surrogate pair is no character. */
const unit = `(?![dD][89a-fA-F])${hex}{4}`;
const characterEscape = `${byteEscape}|u${unit}|U(?:0000${unit}|00(?:0[1-9a-fA-F]|10)${hex}{4})`;

/** Texts in all their quotes, with the escapes that `escaped` says. */
const texts = (escaped: string): string =>
  ['"', "'"]
    .flatMap((mark) => [
      `[rR]${mark}{3}(?:(?!${mark}{3})[^])*${mark}{3}`,
      `[rR]${mark}[^${mark}\\n\\r]*${mark}`,
      `${mark}{3}(?:(?!${mark}{3})(?:\\\\(?:${escaped})|[^\\\\]))*${mark}{3}`,
      `${mark}(?!${mark}{2})(?:\\\\(?:${escaped})|[^\\\\${mark}\\n\\r])*${mark}`,
    ])
    .join('|');

/** A token each of CEL's grammar (github.com/google/cel-spec, doc/langdef.md, Syntax), with the blanks before it. */
const token = new RegExp(
  String.raw`(?:[\t\n\f\r ]+|//[^\n]*)*(?:` +
    `(?<text>${texts(characterEscape)}|[bB](?:${texts(byteEscape)}))` +
    String.raw`|(?<double>(?:\d+\.\d+|\d+(?=[eE][+-]?\d)|\.\d+)(?:[eE][+-]?\d+)?)` +
    String.raw`|(?<integer>0x[0-9a-fA-F]+|\d+)(?<unsigned>[uU])?|(?<constant>true|false|null)(?!\w)` +
    String.raw`|(?<name>[_a-zA-Z]\w*)|(?<quoted>\x60[\w./ -]+\x60)|(?<operator>&&|\|\||[=!<>]=|[-+*/%<>!?:,.()[\]{}])|(?<end>$))`,
  'sy',
);

const infix = ['||', '&&', 'in', '==', '!=', '<', '<=', '>=', '>', '+', '-', '*', '/', '%'];
/** Words that no variable may be called. */
const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
const macros = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter']);

/** What an operand is, as far as macros ask: `has(a.b)` needs a field, `l.all(x, …)` a name. */
type Form = 'name' | 'field' | 'other';

type Groups = Readonly<Record<string, string | undefined>>;

/** True unless the token is a number that is none of 64 bits. The most negative one is read without its sign. */
function isInRange({ double, integer, unsigned }: Groups): boolean {
  if (double !== undefined) return Number.isFinite(Number(double));
  if (integer === undefined) return true;
  return integer.length <= 20 && BigInt(integer) <= (unsigned === undefined ? 2n ** 63n : 2n ** 64n - 1n);
}

class CelSyntaxError extends Error {}

/** What keeps a text from being an expression of CEL; names, functions and types are not looked at. */
export function celSyntaxProblem(text: string): Problem {
  if (text.trim() === '') return 'must be an expression in CEL, and is empty';
  if (text.length > longest) return `must have at most ${longest} characters, not ${text.length}`;
  try {
    new Reader(text).readAll();
    return undefined;
  } catch (error) {
    if (error instanceof CelSyntaxError) return `must be an expression in CEL, but ${quote(text)} ${error.message}`;
    throw error;
  }
}

class Reader {
  #at = 0;
  #next = '';
  #kind: 'literal' | 'name' | 'quoted' | 'operator' | 'end' = 'end';
  #depth = 0;

  constructor(private readonly text: string) {
    this.#advance();
  }

  readAll(): void {
    this.#expression();
    if (this.#kind !== 'end') this.#unexpected();
  }

  #advance(): void {
    token.lastIndex = this.#at;
    const groups: Groups | undefined = token.exec(this.text)?.groups;
    if (groups === undefined) {
      throw new CelSyntaxError(`cannot be read from its character ${this.#at + 1} on`);
    }
    this.#at = token.lastIndex;
    const { text, double, integer, constant, name, quoted, operator, end } = groups;
    if (!isInRange(groups)) throw new CelSyntaxError(`has a number that does not fit 64 bits, ${double ?? integer}`);
    this.#next = name ?? quoted ?? operator ?? text ?? double ?? integer ?? constant ?? '';
    if (name !== undefined) this.#kind = 'name';
    else if (quoted !== undefined) this.#kind = 'quoted';
    else if (operator !== undefined) this.#kind = 'operator';
    else this.#kind = end === undefined ? 'literal' : 'end';
  }

  #unexpected(): never {
    const has = `has ${quote(this.#next)} before its character ${this.#at + 1}, where it cannot be`;
    throw new CelSyntaxError(this.#kind === 'end' ? 'ends too early' : has);
  }

  #take(operator: string): boolean {
    if (this.#kind === 'literal' || this.#next !== operator || this.#kind === 'end') return false;
    this.#advance();
    return true;
  }

  #expect(operator: string): void {
    if (!this.#take(operator)) this.#unexpected();
  }

  /** A field's name: any, or one in backticks. */
  #field(): string {
    if (this.#kind !== 'quoted') return this.#name();
    const name = this.#next;
    this.#advance();
    return name;
  }

  #name(): string {
    const name = this.#next;
    if (this.#kind !== 'name' || name === 'in') this.#unexpected();
    this.#advance();
    return name;
  }

  #expression(): Form {
    if (++this.#depth > deepest) throw new CelSyntaxError(`is nested more than ${deepest} deep`);
    let form = this.#operators();
    if (this.#take('?')) {
      this.#operators();
      this.#expect(':');
      this.#expression();
      form = 'other';
    }
    this.#depth--;
    return form;
  }

  /** Operands with infix operators between them; precedence says nothing about what can be read. */
  #operators(): Form {
    let form = this.#operand();
    while (this.#kind !== 'literal' && infix.includes(this.#next)) {
      this.#advance();
      this.#operand();
      form = 'other';
    }
    return form;
  }

  #operand(): Form {
    const sign = this.#next;
    if (this.#kind === 'operator' && (sign === '!' || sign === '-')) {
      while (this.#take(sign));
      // A number may have a sign of its own.
      if (sign === '!' && this.#take('-') && !/^[.\d]/.test(this.#next)) this.#unexpected();
      this.#member();
      return 'other';
    }
    return this.#member();
  }

  #member(): Form {
    let form = this.#primary();
    for (;;) {
      if (this.#take('.')) {
        const isQuoted = this.#kind === 'quoted';
        const name = this.#field();
        form = 'field';
        if (!isQuoted && this.#take('(')) {
          const forms = this.#list(')');
          if (macros.has(name) && forms.length >= 2 && forms[0] !== 'name') {
            throw new CelSyntaxError(`calls ${name}() without a variable's name first`);
          }
          form = 'other';
        }
      } else if (this.#take('[')) {
        this.#expression();
        this.#expect(']');
        form = 'other';
      } else if (form !== 'other' && this.#take('{')) {
        this.#entries(() => this.#field());
        form = 'other';
      } else return form;
    }
  }

  #primary(): Form {
    if (this.#kind === 'literal') {
      this.#advance();
      return 'other';
    }
    if (this.#take('(')) {
      const form = this.#expression();
      this.#expect(')');
      return form;
    }
    if (this.#take('[')) {
      this.#list(']');
      return 'other';
    }
    if (this.#take('{')) {
      this.#entries(() => this.#expression());
      return 'other';
    }
    this.#take('.');
    const name = this.#name();
    if (reserved.has(name)) throw new CelSyntaxError(`has ${quote(name)} as a name, a reserved word`);
    if (!this.#take('(')) return 'name';
    const forms = this.#list(')');
    if (name === 'has' && forms.length === 1 && forms[0] !== 'field')
      throw new CelSyntaxError('calls has() without a field, as in has(a.b)');
    return 'other';
  }

  /** Expressions with commas between them, up to the bracket that closes the list. */
  #list(close: string): Form[] {
    const forms: Form[] = [];
    if (close === ']') this.#lonelyComma(close);
    while (!this.#take(close)) {
      forms.push(this.#expression());
      if (this.#take(close)) break;
      this.#expect(',');
      // A list may end with a comma; arguments may not.
      if (close === ')' && this.#kind === 'operator' && this.#next === close) this.#unexpected();
    }
    return forms;
  }

  /** A list or map may hold a comma and nothing else. */
  #lonelyComma(close: string): void {
    if (this.#take(',') && !(this.#kind === 'operator' && this.#next === close)) this.#unexpected();
  }

  #entries(key: () => void): void {
    this.#lonelyComma('}');
    while (!this.#take('}')) {
      key();
      this.#expect(':');
      this.#expression();
      if (this.#take('}')) return;
      this.#expect(',');
    }
  }
}
