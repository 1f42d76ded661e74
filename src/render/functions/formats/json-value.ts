import { FunctionError } from '../../template/errors.ts';
import { formatFloat } from '../../template/fmt/float.ts';
import { compareText, decode, encode } from '../../template/model/text.ts';
import type { GoType } from '../../template/model/types.ts';
import {
  asType,
  Dictionary,
  fieldOf,
  List,
  type MapKey,
  nilList,
  Pointer,
  Scalar,
  Struct,
  typeOf,
  type Value,
} from '../../template/model/values.ts';

/** The entries of a struct, whose order counts. */
export class FieldMap extends Map<string, Value> {}

/** Go's nil of type `map[string]any`: as good as an empty map, but null in JSON. */
export class NilMap extends Map<string, Value> {}

/** A value as Go's package encoding/json sees it, on its top level: only plain values are left. */
export type JsonValue = null | boolean | string | bigint | number | readonly Value[] | Map<string, Value>;

/** A type whose JSON is another than its kind's, as a method MarshalJSON or tags of fields make it. */
export interface JsonType extends GoType {
  readonly json?: (value: never) => Value;
}

/**
 * The JSON form of a value, on its top level.
 * @throws FunctionError for what JSON has no words for: functions, NaN, keys that are no text
 */
export function jsonValue(value: Value): JsonValue {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'number':
      if (!Number.isFinite(value)) throw new FunctionError(`json: unsupported value: ${formatFloat(value, 'g', -1)}`);
      return value;
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
  }
  if (value === nilList || (value instanceof NilMap && value.size === 0)) return null;
  if (value === null || value instanceof Map || Array.isArray(value)) return value as JsonValue;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const toJson = (typeOf(value) as JsonType).json;
  if (toJson !== undefined) return jsonValue((toJson as (value: Value) => Value)(value));
  if (value instanceof Pointer) return jsonValue(value.target);
  if (value instanceof Scalar) return scalarJson(value);
  if (value instanceof List) return listJson(value);
  if (value instanceof Dictionary) return dictionaryJson(value);
  if (value instanceof Struct) {
    const names = (value.type.fields ?? []).map(({ name }) => name).filter((name) => /^\p{Lu}/u.test(name));
    return new FieldMap(names.map((name) => [name, fieldOf(value, name)]));
  }
  throw new FunctionError(`json: unsupported type: ${typeOf(value)!.name}`);
}

function scalarJson({ type, value }: Scalar): JsonValue {
  if (typeof value !== 'number' || type.kind !== 'float32') return jsonValue(value);
  return jsonValue(Number(formatFloat(value, 'e', -1, 32)) || value);
}

function listJson({ type, items }: List): JsonValue {
  if (items === null || type.element!.kind !== 'uint8') return items;
  return Buffer.from(items.map((item) => Number((item as Scalar).value))).toString('base64');
}

function dictionaryJson({ type, entries }: Dictionary): JsonValue {
  if (entries === null) return null;
  const { kind } = type.key!;
  if (kind === 'string') return entries as Map<string, Value>;
  if (kind === 'bool' || kind === 'interface' || kind.startsWith('float')) {
    throw new FunctionError(`json: unsupported type: ${type.name}`);
  }
  return new Map([...entries].map(([key, entry]) => [String(key), entry]));
}

/** The entries of a map in the order of JSON: by the keys' bytes, but fields of structs as they are. */
export const jsonEntries = (entries: ReadonlyMap<string, Value>): [string, Value][] =>
  entries instanceof FieldMap ? [...entries] : [...entries].sort((a, b) => compareText(a[0], b[0]));

const loneSurrogate = /[\ud800-\udfff]/u;

/** Text in which each byte that is no UTF-8 became U+FFFD. */
export const validText = (text: string): string =>
  loneSurrogate.test(text) ? decode(encode(text)).replace(/[\ud800-\udfff]/gu, '\ufffd') : text;

/** A map's key as a value of its type. */
export const keyValue = (type: GoType | undefined, key: MapKey): Value =>
  type === undefined ? key : asType(type, key);
