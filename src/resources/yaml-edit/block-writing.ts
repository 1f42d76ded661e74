import { remembered } from '../../base/remembered.ts';
import type { Json, JsonObject } from '../json.ts';
import { escaped, oneLine, simpleValue, textValue } from '../yaml/scalar-writing.ts';
import { keysOf } from './equal.ts';
import type { Layout } from './layout.ts';

/** Fields in block style, in the order of `keys`, which stand at `column`: whole lines. */
export const fieldsText = (map: JsonObject, keys: readonly string[], column: number, layout: Layout): string =>
  written((writer) => writer.fields(map, keys, column, indentation(column)), layout);

/** Items in block style, with dashes at `column`: whole lines. */
export const itemsText = (items: readonly Json[], column: number, layout: Layout): string =>
  written((writer) => writer.items(items, column, indentation(column)), layout);

/** What follows the colon of a key at `column`, up to the end of the value's last line. */
export const afterKey = (value: Json, column: number, layout: Layout): string =>
  written((writer) => writer.afterKey(value, column), layout);

/** What follows a dash at `column`, up to the end of the value's last line; collections start beside the dash. */
export const afterDash = (value: Json, column: number, layout: Layout): string =>
  written((writer) => writer.afterDash(value, column), layout);

/** A document that is this value. */
export const documentText = (value: Json, layout: Layout): string =>
  written((writer) => writer.document(value), layout);

function written(write: (writer: BlockWriter) => void, layout: Layout): string {
  const writer = new BlockWriter(layout);
  write(writer);
  return writer.text();
}

/** Gathers the pieces of a text: most exist already, and joining them once makes no garbage. */
class BlockWriter {
  readonly #pieces: string[] = [];

  constructor(private readonly layout: Layout) {}

  text(): string {
    return this.#pieces.join('');
  }

  /** `lead` is what stands before the first key. */
  fields(map: JsonObject, keys: readonly string[], column: number, lead: string): void {
    let before = lead;
    for (const key of keys) {
      this.#pieces.push(before, keyText(key));
      this.afterKey(map[key]!, column);
      before = indentation(column);
    }
  }

  /** `lead` is what stands before the first dash. */
  items(items: readonly Json[], column: number, lead: string): void {
    let before = lead;
    for (const item of items) {
      this.#pieces.push(before, '-');
      this.afterDash(item, column);
      before = indentation(column);
    }
  }

  afterKey(value: Json, column: number): void {
    const inner = column + this.layout.step;
    if (this.#beside(value, inner, ' ')) return;
    this.#pieces.push('\n');
    this.#collection(value, Array.isArray(value) ? column + this.layout.listStep : inner);
  }

  afterDash(value: Json, column: number): void {
    const inner = column + 2;
    if (!this.#beside(value, inner, ' ')) this.#collection(value, inner, ' ');
  }

  document(value: Json): void {
    if (!this.#beside(value, this.layout.step, '')) this.#collection(value, 0);
  }

  #collection(value: Json, column: number, lead = indentation(column)): void {
    if (Array.isArray(value)) this.items(value, column, lead);
    else this.fields(value as JsonObject, keysOf(value as JsonObject), column, lead);
  }

  /** Writes a value that has no fields or items, and its line's end; false for others. */
  #beside(value: Json, column: number, lead: string): boolean {
    let text: string;
    if (typeof value === 'string') text = scalarText(value, column);
    else if (typeof value !== 'object' || value === null) text = simpleValue(value);
    else if (Array.isArray(value)) {
      if (value.length > 0) return false;
      text = '[]';
    } else {
      if (keysOf(value as JsonObject).length > 0) return false;
      text = '{}';
    }
    this.#pieces.push(lead, text, '\n');
    return true;
  }
}

/** Texts of several lines that no reader or formatter takes for others when they are blocks. */
const fitsBlock = /^\S(?:.*[^\n])?\n?$/s;
const hasBlankLine = /^[ \t]+$/m;

/** A text as a value; blocks of several lines start at `column`. */
function scalarText(value: string, column: number): string {
  if (!value.includes('\n')) return oneLine(value);
  if (!fitsBlock.test(value) || hasBlankLine.test(value)) return escaped(value);
  return textValue(value, indentation(column));
}

const keyText = remembered((key) => `${oneLine(key)}:`);

const indents: string[] = [];
function indentation(column: number): string {
  indents[column] ??= ' '.repeat(column);
  return indents[column];
}
