import { FunctionError } from '../../template/errors.ts';
import { quote } from '../../template/fmt/quote.ts';
import { encode, joined } from '../../template/model/text.ts';
import type { Value } from '../../template/model/values.ts';
import { validText } from './json-value.ts';

const deepest = 1000;
const literals: Readonly<Record<string, Value>> = { true: true, false: false, null: null };

/**
 * The value of a JSON text, as Go's package encoding/json reads it into an `any`: numbers are float64.
 * @throws FunctionError with Go's words for what is wrong
 */
export function readJsonText(text: string): Value {
  const reader = new JsonReader(joined(text));
  return reader.document();
}

class JsonReader {
  #at = 0;
  /** The first number that is too large: what is no JSON at all counts more. */
  #tooLarge: string | undefined;

  constructor(private readonly text: string) {}

  document(): Value {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.text.length) this.#refuse('after top-level value');
    if (this.#tooLarge !== undefined) {
      throw new FunctionError(`json: cannot unmarshal number ${this.#tooLarge} into Go value of type float64`);
    }
    return value;
  }

  #skipSpace(): void {
    while (' \t\r\n'.includes(this.text[this.#at] ?? 'x')) this.#at++;
  }

  #refuse(context: string): never {
    // In the midst of a word, Go takes the end for a space.
    const character = this.text.codePointAt(this.#at) ?? (/literal|escape/.test(context) ? 0x20 : undefined);
    if (character === undefined) throw new FunctionError('unexpected end of JSON input');
    // Go shows one byte, as if it were a character.
    const shown = String.fromCharCode(encode(String.fromCodePoint(character))[0]!);
    const quoted = shown === "'" ? `'\\''` : shown === '"' ? `'"'` : `'${quote(shown).slice(1, -1)}'`;
    throw new FunctionError(`invalid character ${quoted} ${context}`);
  }

  #value(depth: number): Value {
    if (depth > deepest) throw new FunctionError('exceeded max depth');
    this.#skipSpace();
    const first = this.text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    if (first !== undefined && /[-0-9]/.test(first)) return this.#number();
    for (const [word, value] of Object.entries(literals)) if (word[0] === first) return this.#literal(word, value);
    return this.#refuse('looking for beginning of value');
  }

  #literal(word: string, value: Value): Value {
    for (const [i, letter] of [...word].entries()) {
      if (this.text[this.#at] !== letter) this.#refuse(`in literal ${word} (expecting '${word[i]}')`);
      this.#at++;
    }
    return value;
  }

  #number(): number {
    const start = this.#at;
    const digits = (context: string): void => {
      if (!/[0-9]/.test(this.text[this.#at] ?? '')) this.#refuse(context);
      while (/[0-9]/.test(this.text[this.#at] ?? '')) this.#at++;
    };
    if (this.text[this.#at] === '-') this.#at++;
    if (this.text[this.#at] === '0') this.#at++;
    else digits('in numeric literal');
    if (this.text[this.#at] === '.') {
      this.#at++;
      digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.text[this.#at] ?? '')) {
      this.#at++;
      if (/[-+]/.test(this.text[this.#at] ?? '')) this.#at++;
      digits('in exponent of numeric literal');
    }
    const text = this.text.slice(start, this.#at);
    const value = Number(text);
    if (!Number.isFinite(value)) this.#tooLarge ??= text;
    return value;
  }

  #string(): string {
    const start = this.#at++;
    for (;;) {
      const character = this.text[this.#at];
      if (character === undefined) this.#refuse('');
      if (character === '"') break;
      if (character < ' ') this.#refuse('in string literal');
      this.#at++;
      if (character !== '\\') continue;
      if (this.text[this.#at] === 'u') {
        for (let i = 0; i < 4; i++) {
          this.#at++;
          if (!/[0-9a-fA-F]/.test(this.text[this.#at] ?? '')) this.#refuse('in \\u hexadecimal character escape');
        }
      } else if (!'"\\/bfnrt'.includes(this.text[this.#at] ?? 'x')) this.#refuse('in string escape code');
      this.#at++;
    }
    this.#at++;
    return validText(JSON.parse(this.text.slice(start, this.#at)) as string).replace(/[\ud800-\udfff]/gu, '\ufffd');
  }

  #array(depth: number): Value[] {
    const items: Value[] = [];
    this.#at++;
    this.#skipSpace();
    if (this.text[this.#at] === ']') {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#skipSpace();
      const next = this.text[this.#at];
      if (next !== ',' && next !== ']') this.#refuse('after array element');
      this.#at++;
      if (next === ']') return items;
    }
  }

  #object(depth: number): Map<string, Value> {
    const entries = new Map<string, Value>();
    this.#at++;
    this.#skipSpace();
    if (this.text[this.#at] === '}') {
      this.#at++;
      return entries;
    }
    for (;;) {
      this.#skipSpace();
      if (this.text[this.#at] !== '"') this.#refuse('looking for beginning of object key string');
      const key = this.#string();
      this.#skipSpace();
      if (this.text[this.#at] !== ':') this.#refuse('after object key');
      this.#at++;
      entries.set(key, this.#value(depth + 1));
      this.#skipSpace();
      const next = this.text[this.#at];
      if (next !== ',' && next !== '}') this.#refuse('after object key:value pair');
      this.#at++;
      if (next === '}') return entries;
    }
  }
}
