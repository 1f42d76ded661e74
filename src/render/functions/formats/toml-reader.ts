import { FunctionError } from '../../template/errors.ts';
import { int64, type Value } from '../../template/model/values.ts';
import { readTomlTime } from './toml-times.ts';

type Table = Map<string, Value>;

/**
 * A TOML text (toml.io, version 1.0) as a map: integers are int64, and times have the machine's zone where they name none.
 * @throws FunctionError with the line
 */
export function readToml(text: string): Table {
  return new TomlReader(text.replaceAll('\r\n', '\n')).document();
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};
const deepest = 500;

class TomlReader {
  #at = 0;
  readonly #root: Table = new Map();
  /** Tables that a header or an inline table defined, which nothing may define again. */
  readonly #defined = new Set<Table>();
  readonly #closed = new Set<Value>();
  /** Lists of tables, by `[[name]]`, which grow while the text is read. */
  readonly #growing = new WeakMap<object, Value[]>();

  constructor(private readonly text: string) {}

  document(): Table {
    let table = this.#root;
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.text.length) return this.#root;
      table = this.#peek('[') ? this.#header() : this.#pair(table, 0);
      this.#skip(false);
      if (this.#at < this.text.length && !this.#peek('\n')) this.#refuse('expected the end of the line');
    }
  }

  #refuse(reason: string): never {
    const line = this.text.slice(0, this.#at).split('\n').length;
    throw new FunctionError(`toml: line ${line}: ${reason}`);
  }

  #peek(text: string): boolean {
    return this.text.startsWith(text, this.#at);
  }

  #take(form: RegExp): string | undefined {
    const sticky = new RegExp(form.source, 'y');
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.text);
    if (match === null) return undefined;
    this.#at = sticky.lastIndex;
    return match[0];
  }

  #expect(text: string): void {
    if (!this.#peek(text)) this.#refuse(`expected ${JSON.stringify(text)}`);
    this.#at += text.length;
  }

  #skip(overLines: boolean): void {
    this.#take(overLines ? /(?:[ \t\n]|#[^\n]*)*/ : /[ \t]*(?:#[^\n]*)?/);
  }

  #keys(): string[] {
    const keys: string[] = [];
    do {
      this.#take(/[ \t]*/);
      const bare = this.#take(/[A-Za-z0-9_-]+/);
      if (bare !== undefined) keys.push(bare);
      else if (this.#peek('"')) keys.push(this.#basic());
      else if (this.#peek("'")) keys.push(this.#literal());
      else this.#refuse('expected a key');
      this.#take(/[ \t]*/);
    } while (this.#take(/\./) !== undefined);
    return keys;
  }

  #header(): Table {
    const isList = this.#peek('[[');
    this.#at += isList ? 2 : 1;
    const keys = this.#keys();
    this.#expect(isList ? ']]' : ']');
    const last = keys.pop()!;
    const parent = this.#within(this.#root, keys);
    const found = parent.get(last);
    if (isList) {
      const list = found === undefined ? [] : this.#growing.get(found as object);
      if (list === undefined) this.#refuse(`${last} is no list of tables`);
      const table: Table = new Map();
      list.push(table);
      this.#growing.set(list, list);
      parent.set(last, list);
      return table;
    }
    if (found !== undefined && (!(found instanceof Map) || this.#defined.has(found))) {
      this.#refuse(`${last} is defined twice`);
    }
    const table: Table = found ?? new Map();
    this.#defined.add(table);
    parent.set(last, table);
    return table;
  }

  /** The table that keys lead to, from one on; those that are missing are made. */
  #within(from: Table, keys: readonly string[]): Table {
    let table = from;
    for (const key of keys) {
      let next = table.get(key);
      if (next === undefined) {
        next = new Map();
        table.set(key, next);
      }
      if (Array.isArray(next) && this.#growing.has(next)) next = next.at(-1) as Value;
      if (!(next instanceof Map) || this.#closed.has(next)) this.#refuse(`${key} is no table that can be added to`);
      table = next;
    }
    return table;
  }

  #pair(table: Table, depth: number): Table {
    const keys = this.#keys();
    this.#expect('=');
    this.#take(/[ \t]*/);
    const last = keys.pop()!;
    const parent = this.#within(table, keys);
    if (parent.has(last)) this.#refuse(`${last} is defined twice`);
    parent.set(last, this.#value(depth));
    return table;
  }

  #value(depth: number): Value {
    if (depth > deepest) this.#refuse('values lie too deep within each other');
    if (this.#peek('"')) return this.#basic();
    if (this.#peek("'")) return this.#literal();
    if (this.#peek('[')) return this.#list(depth);
    if (this.#peek('{')) return this.#inline(depth);
    const date = this.#take(
      /\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[-+]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?/,
    );
    if (date !== undefined) return this.#time(date);
    const word = this.#take(/[-+A-Za-z0-9_.]+/) ?? this.#refuse('expected a value');
    return this.#word(word);
  }

  #word(word: string): Value {
    if (word === 'true' || word === 'false') return word === 'true';
    if (/^[-+]?(0|[1-9](_?\d)*)$/.test(word)) return this.#integer(word.replace(/[_+]/g, ''));
    if (/^0(x[\da-fA-F](_?[\da-fA-F])*|o[0-7](_?[0-7])*|b[01](_?[01])*)$/.test(word)) {
      return this.#integer(word.replaceAll('_', ''));
    }
    if (/^[-+]?inf$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
    if (/^[-+]?nan$/.test(word)) return Number.NaN;
    if (/^[-+]?(0|[1-9](_?\d)*)(\.\d(_?\d)*)?([eE][-+]?\d(_?\d)*)?$/.test(word))
      return Number(word.replaceAll('_', ''));
    return this.#refuse(`${JSON.stringify(word)} is no value`);
  }

  #integer(text: string): Value {
    const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
    if (BigInt.asIntN(64, value) !== value) this.#refuse(`${text} is out of range for int64`);
    return int64(value);
  }

  #time(text: string): Value {
    return readTomlTime(text) ?? this.#refuse(`${JSON.stringify(text)} is no date or time`);
  }

  #literal(): string {
    const text = this.#take(/'''(?:[^']|'{1,2}(?!'))*'{3,5}|'[^'\n]*'/) ?? this.#refuse("the ' is not closed");
    return text.startsWith("'''") ? text.slice(3, -3).replace(/^\n/, '') : text.slice(1, -1);
  }

  #basic(): string {
    const raw =
      this.#take(/"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}|"(?:[^"\\\n]|\\[^\n])*"/) ??
      this.#refuse('the " is not closed');
    const isLong = raw.startsWith('"""') && raw.length >= 6;
    const text = isLong ? raw.slice(3, -3).replace(/^\n/, '') : raw.slice(1, -1);
    return text.replace(
      /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([ \t]*\n\s*)|([\s\S]))/g,
      (_all, u, U, x, end, one) => {
        if (end !== undefined) return isLong ? '' : this.#refuse('a line ends within quotes');
        if (one !== undefined) return escapes[one] ?? this.#refuse(`\\${one} is no escape`);
        const point = Number.parseInt(u ?? U ?? x, 16);
        if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) this.#refuse('an escape is no character');
        return String.fromCodePoint(point);
      },
    );
  }

  #list(depth: number): Value[] {
    const items: Value[] = [];
    this.#expect('[');
    for (;;) {
      this.#skip(true);
      if (this.#take(/\]/) !== undefined) return items;
      items.push(this.#value(depth + 1));
      this.#skip(true);
      if (!this.#peek(']')) this.#expect(',');
    }
  }

  #inline(depth: number): Table {
    const table: Table = new Map();
    this.#expect('{');
    this.#skip(true);
    while (this.#take(/\}/) === undefined) {
      this.#pair(table, depth + 1);
      this.#skip(true);
      if (!this.#peek('}')) this.#expect(',');
      this.#skip(true);
    }
    this.#closed.add(table);
    this.#defined.add(table);
    return table;
  }
}
