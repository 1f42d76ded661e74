import { FunctionError } from '../../template/errors.ts';
import { formatFloat } from '../../template/fmt/float.ts';
import { compareText } from '../../template/model/text.ts';
import { isFloat } from '../../template/model/types.ts';
import {
  bare,
  Dictionary,
  entriesOf,
  indirect,
  itemsOf,
  List,
  typeOf,
  type Value,
} from '../../template/model/values.ts';
import { GoTime } from '../time/time.ts';
import { writeTomlTime } from './toml-times.ts';

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

const quoted = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: TOML escapes them
  `"${text.replace(/["\\\0-\x1f\x7f]/g, (c) => escapes[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

const keyText = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key));

const isNil = (value: Value): boolean =>
  value === null ||
  value === undefined ||
  (value instanceof Dictionary && value.entries === null) ||
  (value instanceof List && value.items === null);

/** Lists of tables only, which have headers of their own. */
function isTableList(value: Value): boolean {
  const items = itemsOf(value);
  if (items === undefined || items.length === 0) return false;
  return items.every((item) => entriesOf(indirect(item)) !== undefined && !isNil(indirect(item)));
}

const isTable = (value: Value): boolean => entriesOf(value) !== undefined || isTableList(value);
const deepest = 500;

/**
 * A map as the library BurntSushi/toml writes it: keys sorted, tables after what is none, indented by two spaces.
 * @throws FunctionError where a value has no TOML
 */
export function writeToml(value: Value): string {
  const writer = new TomlWriter();
  const root = indirect(value);
  const entries = entriesOf(root);
  if (entries !== undefined) writer.table([], entries as ReadonlyMap<string, Value>);
  else if (isTableList(root)) throw new FunctionError('toml: top-level values must be Go maps or structs');
  else if (root !== null && root !== undefined) writer.out += writer.element(root, 0);
  return writer.out;
}

class TomlWriter {
  out = '';

  #indent(path: readonly string[]): string {
    return '  '.repeat(path.length - 1);
  }

  #newline(): void {
    if (this.out !== '') this.out += '\n';
  }

  table(path: readonly string[], entries: ReadonlyMap<string, Value>): void {
    if (path.length > deepest) throw new FunctionError('toml: values lie too deep within each other');
    const keys = sorted(entries);
    for (const key of keys) this.#entry([...path, key], indirect(entries.get(key)), false);
    for (const key of keys) this.#entry([...path, key], indirect(entries.get(key)), true);
  }

  #entry(path: readonly string[], value: Value, tables: boolean): void {
    if (isNil(value) || isTable(value) !== tables) return;
    const name = path.map(keyText).join('.');
    if (!tables) {
      this.out += `${this.#indent(path)}${keyText(path.at(-1)!)} = ${this.element(value, 0)}\n`;
      return;
    }
    if (isTableList(value)) {
      for (const item of itemsOf(value)!) {
        this.#newline();
        this.out += `${this.#indent(path)}[[${name}]]\n`;
        this.table(path, entriesOf(indirect(item)) as ReadonlyMap<string, Value>);
      }
      return;
    }
    if (path.length === 1) this.#newline();
    this.out += `${this.#indent(path)}[${name}]\n`;
    this.table(path, entriesOf(value) as ReadonlyMap<string, Value>);
  }

  element(given: Value, depth: number): string {
    if (depth > deepest) throw new FunctionError('toml: values lie too deep within each other');
    const value = indirect(given);
    const type = typeOf(value);
    if (type === undefined) throw new FunctionError('toml: cannot encode array with nil element');
    if (value instanceof GoTime) return writeTomlTime(value);
    const content = bare(value);
    if (typeof content === 'string') return quoted(content);
    if (typeof content === 'bigint' || typeof content === 'boolean') return String(content);
    if (typeof content === 'number') return float(content, isFloat(type.kind) && type.kind === 'float32' ? 32 : 64);
    const items = itemsOf(value);
    if (items !== undefined) return `[${items.map((item) => this.element(item, depth + 1)).join(', ')}]`;
    const entries = entriesOf(value) as ReadonlyMap<string, Value> | undefined;
    if (entries === undefined) throw new FunctionError(`toml: unexpected type: ${type.name}`);
    const keys = sorted(entries).filter((key) => !isNil(indirect(entries.get(key))));
    const parts = [false, true].flatMap((tables) =>
      keys
        .filter((key) => isTable(indirect(entries.get(key))) === tables)
        .map((key) => `${keyText(key)} = ${this.element(entries.get(key), depth + 1)}`),
    );
    return `{${parts.join(', ')}}`;
  }
}

const sorted = (entries: ReadonlyMap<string, Value>): string[] => {
  for (const key of entries.keys())
    if (typeof key !== 'string') throw new FunctionError('toml: cannot encode a map with non-string key type');
  return [...entries.keys()].sort(compareText);
};

function float(value: number, bits: 32 | 64): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = formatFloat(value, 'g', -1, bits);
  return /[e.]/.test(text) ? text : `${text}.0`;
}
