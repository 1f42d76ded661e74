import { sortedKeys } from '../model/order.ts';
import { decode } from '../model/text.ts';
import { type GoType, isInteger, isSigned } from '../model/types.ts';
import {
  asType,
  Dictionary,
  fieldOf,
  List,
  type MapKey,
  Pointer,
  Scalar,
  Struct,
  typeOf,
  type Value,
} from '../model/values.ts';
import { type Flags, noFlags, pad } from './flags.ts';
import { formatInteger } from './integer.ts';
import { formatNumber } from './number.ts';
import { formatString, hexadecimal } from './string.ts';

/** As deep as values may lie within each other, which those that hold themselves do without end. */
const deepest = 500;

/** As many values as are printed at once: lists that hold the same list twice, again and again, are few but look many. */
const most = 4_000_000;

/** Thrown for values that are too much to print. */
export class PrintError extends Error {}

/** Where nothing is in memory: what stands for the address of a map or a function. */
const address = 0xc000010000n;

/** Prints values by verbs, as Go's package fmt does. */
export class Printer {
  out = '';
  #flags: Flags = noFlags;
  #values = 0;
  /** While a value is shown that the verb is none for: its own text does not count then. */
  #isBad = false;

  constructor(private readonly longest = Number.POSITIVE_INFINITY) {}

  print(value: Value, verb: string, flags: Flags): void {
    this.#flags = flags;
    const type = typeOf(value);
    if (verb === 'T' && type !== undefined) this.#write(formatString(type.name, 's', flags)!);
    else if (verb === 'p') this.#writePointer(value, verb);
    else this.#print(value, verb, 0);
  }

  #write(text: string): void {
    this.out += text;
    if (this.out.length > this.longest) throw new PrintError(`the text has more than ${this.longest} characters`);
  }

  #print(value: Value, verb: string, depth: number): void {
    if (depth > deepest) throw new PrintError(`values lie more than ${deepest} deep within each other`);
    if (++this.#values > most) throw new PrintError(`there are more than ${most} values to print`);
    if (value === undefined || value === null) {
      this.#writeNil(verb, depth);
      return;
    }
    // For Go's errors alone, of which there are none among values.
    if (verb === 'w' && !(value instanceof Uint8Array && depth === 0)) {
      this.#writeBad(value, verb);
      return;
    }
    const type = typeOf(value)!;
    const text = textOf(value);
    if (text !== undefined && !this.#isBad && !this.#flags.sharpV && 'vsxXq'.includes(verb)) {
      this.#write(formatString(text(), verb, this.#flags)!);
    } else if (value instanceof Uint8Array) this.#printBytes(value, verb, depth);
    else if (Array.isArray(value)) this.#printList(type, value, verb, depth);
    else if (value instanceof List) this.#printList(type, value.items, verb, depth);
    else if (value instanceof Map) this.#printMap(type, value, verb, depth);
    else if (value instanceof Dictionary) this.#printMap(type, value.entries, verb, depth);
    else if (value instanceof Struct) this.#printStruct(value, verb, depth);
    else if (value instanceof Pointer) this.#printPointer(value, verb, depth);
    else {
      const basic = formatBasic(value, type, verb, this.#flags);
      if (basic !== undefined) this.#write(basic);
      else if (type.kind === 'func') this.#writePointer(value, verb);
      else this.#writeBad(value, verb);
    }
  }

  #writeNil(verb: string, depth: number): void {
    if (depth > 0) this.#write(this.#flags.sharpV ? 'interface {}(nil)' : '<nil>');
    else if (verb === 'v' || verb === 'T') this.#write(pad('<nil>', this.#flags));
    else this.#write(`%!${verb}(<nil>)`);
  }

  #writeBad(value: Value, verb: string): void {
    this.#isBad = true;
    this.#write(`%!${verb}(${typeOf(value)!.name}=`);
    this.#print(value, 'v', 0);
    this.#write(')');
    this.#isBad = false;
  }

  #printBytes(bytes: Uint8Array, verb: string, depth: number): void {
    const flags = this.#flags;
    if (verb === 's') this.#write(formatString(decode(bytes), 's', flags)!);
    else if (verb === 'x' || verb === 'X') this.#write(hexadecimal(bytes, verb, flags));
    else if (verb === 'q') this.#write(formatString(decode(bytes), 'q', flags)!);
    else {
      const type = typeOf(bytes)!;
      const name = depth === 0 ? '[]byte' : type.name;
      const items = Array.from(bytes, (byte) => new Scalar(type.element!, BigInt(byte)));
      const isPlain = depth === 0 && (verb === 'v' || verb === 'd');
      this.#printItems(name, items, isPlain && !flags.sharpV ? 'd' : verb, depth);
    }
  }

  #printList(type: GoType, items: readonly Value[] | null, verb: string, depth: number): void {
    if (type.element!.kind === 'uint8' && items !== null && 'sqxX'.includes(verb)) {
      this.#printBytes(
        Uint8Array.from(items, (item) => Number((item as Scalar).value)),
        verb,
        depth,
      );
    } else if (items === null && this.#flags.sharpV) this.#write(`${type.name}(nil)`);
    else this.#printItems(type.name, items ?? [], verb, depth);
  }

  #printItems(name: string, items: readonly Value[], verb: string, depth: number): void {
    const { sharpV } = this.#flags;
    this.#write(sharpV ? `${name}{` : '[');
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.#write(sharpV ? ', ' : ' ');
      this.#print(items[i], verb, depth + 1);
    }
    this.#write(sharpV ? '}' : ']');
  }

  #printMap(type: GoType, entries: ReadonlyMap<MapKey, Value> | null, verb: string, depth: number): void {
    const { sharpV } = this.#flags;
    if (entries === null && sharpV) {
      this.#write(`${type.name}(nil)`);
      return;
    }
    this.#write(sharpV ? `${type.name}{` : 'map[');
    let isFirst = true;
    for (const key of sortedKeys(entries ?? new Map())) {
      if (!isFirst) this.#write(sharpV ? ', ' : ' ');
      isFirst = false;
      this.#print(asType(type.key!, key), verb, depth + 1);
      this.#write(':');
      this.#print(entries!.get(key), verb, depth + 1);
    }
    this.#write(sharpV ? '}' : ']');
  }

  #printStruct(value: Struct, verb: string, depth: number): void {
    const { sharpV, plusV } = this.#flags;
    this.#write(sharpV ? `${value.type.name}{` : '{');
    for (const [i, { name }] of (value.type.fields ?? []).entries()) {
      if (i > 0) this.#write(sharpV ? ', ' : ' ');
      if (sharpV || plusV) this.#write(`${name}:`);
      this.#print(fieldOf(value, name), verb, depth + 1);
    }
    this.#write('}');
  }

  /** A pointer at the top shows what it points to, if that is of several parts. */
  #printPointer(value: Pointer, verb: string, depth: number): void {
    const { target } = value;
    const kind = typeOf(target)?.kind;
    if (depth === 0 && (kind === 'slice' || kind === 'struct' || kind === 'map')) {
      this.#write('&');
      this.#print(target, verb, depth + 1);
    } else this.#writePointer(value, verb);
  }

  #writePointer(value: Value, verb: string): void {
    const flags = this.#flags;
    const type = typeOf(value);
    if (type === undefined) {
      this.#write(`%!${verb}(<nil>)`);
      return;
    }
    const isNil = value instanceof Pointer && value.target === undefined;
    const at = isNil ? 0n : address;
    const hex = (sharp: boolean): string => formatInteger(at, 'x', { ...flags, sharp }, false)!;
    if (!['slice', 'map', 'ptr', 'func'].includes(type.kind)) this.#writeBad(value, verb);
    else if (verb === 'p') this.#write(hex(!flags.sharp));
    else if (verb === 'v' && flags.sharpV) this.#write(`(${type.name})(${isNil ? 'nil' : hex(true)})`);
    else if (verb === 'v') this.#write(isNil ? pad('<nil>', flags) : hex(!flags.sharp));
    else if ('bodxX'.includes(verb)) this.#write(formatInteger(at, verb, flags, false)!);
    else this.#writeBad(value, verb);
  }
}

/** What gives the text that a value has of its own: it, or what it points to. */
function textOf(value: Value): (() => string) | undefined {
  const owner = value instanceof Pointer && value.target !== undefined ? value.target : value;
  const text = typeOf(owner)?.text as ((value: Value) => string) | undefined;
  return text && (() => text(owner));
}

/** A value of a basic kind; undefined where the verb is none for it, or it is not basic. */
function formatBasic(value: Value, type: GoType, verb: string, flags: Flags): string | undefined {
  const content = value instanceof Scalar ? value.value : value;
  switch (typeof content) {
    case 'string':
      return formatString(content, verb, flags);
    case 'bigint':
      return isInteger(type.kind) ? formatInteger(content, verb, flags, isSigned(type.kind)) : undefined;
    case 'number':
      return formatNumber(content, verb, flags, type.kind === 'float32' ? 32 : 64);
    case 'boolean':
      return verb === 't' || verb === 'v' ? pad(String(content), flags) : undefined;
    default:
      return undefined;
  }
}
