/**
 * The values that templates work on, told apart as Go tells them apart: printing, comparing and calling all go by type.
 *
 * What data and functions mostly hold are plain JavaScript values, so that nothing needs to be wrapped on the way:
 *
 * | Go                       | here                                                                  |
 * |--------------------------|-----------------------------------------------------------------------|
 * | `nil` in an `any`        | `null`                                                                |
 * | no value (a missing key) | `undefined`                                                           |
 * | `bool`                   | `boolean`                                                             |
 * | `string`                 | `string`; bytes that are no UTF-8 as text.ts says                     |
 * | `int` (64 bits)          | `bigint`: apart from float64, and exact beyond 2⁵³                    |
 * | `float64`                | `number`: what numbers of YAML and JSON are                           |
 * | `[]any`                  | array                                                                 |
 * | `map[string]any`         | `Map`: any key is safe, and a lookup needs no check for inheritance   |
 * | `[]byte`                 | `Uint8Array`                                                          |
 * | `func`                   | `GoFunction`                                                          |
 *
 * Values of all other types carry their type: `Scalar` (`int64`, `uint8`, `time.Duration`), `List` (`[]string`),
 * `Dictionary` (`map[string]string`), `Struct` and `Pointer`.
 *
 * Arrays must not be changed by functions; a `Map` may be (sprig's `set`), and all who hold it see that, as in Go.
 */
import type { GoFunction } from './function.ts';
import { boolType, float64Type, type GoType, intType, listOf, mapOf, stringType } from './types.ts';

export type Value =
  | undefined
  | null
  | boolean
  | string
  | bigint
  | number
  | readonly Value[]
  | Map<string, Value>
  | Uint8Array
  | GoFunction
  | Scalar
  | List
  | Dictionary
  | Struct
  | Pointer;

/** A basic value of any type but bool, string, int and float64 themselves. */
export class Scalar {
  constructor(
    readonly type: GoType,
    readonly value: bigint | number | string | boolean,
  ) {}
}

/** A slice of a type other than `[]any` and `[]byte`; `null` items are Go's nil slice. */
export class List {
  constructor(
    readonly type: GoType,
    readonly items: readonly Value[] | null,
  ) {}
}

/** A map of a type other than `map[string]any`; `null` entries are Go's nil map. Keys are bare: 1n, not a `Scalar`. */
export class Dictionary {
  constructor(
    readonly type: GoType,
    readonly entries: ReadonlyMap<MapKey, Value> | null,
  ) {}
}
export type MapKey = string | bigint | number | boolean;

/** A struct. Fields that `fields` does not have (it may make them when they are asked for) have their type's zero value. */
export class Struct {
  constructor(
    readonly type: GoType,
    readonly fields: Pick<ReadonlyMap<string, Value>, 'get'>,
  ) {}
}

/** A pointer: of type `*T` where `type` is the pointer's; `undefined` for nil. */
export class Pointer {
  constructor(
    readonly type: GoType,
    readonly target: Value,
  ) {}
}

/** `interface {}`, also called `any`. */
export const anyType: GoType<Value> = { kind: 'interface', name: 'interface {}' };
/** As `any`, for functions that tell nil from no value at all: Go's reflect.Value. */
export const valueType: GoType<Value> = { kind: 'interface', name: 'reflect.Value' };
export const anyListType = listOf(anyType) as GoType<readonly Value[]>;
export const anyMapType = mapOf(stringType, anyType) as GoType<Map<string, Value>>;

const scalarType = (kind: GoType['kind']): GoType<Scalar> => ({ kind, name: kind });
export const int64Type = scalarType('int64');
export const uint8Type = scalarType('uint8');
export const bytesType = listOf(uint8Type) as GoType<Uint8Array>;
export const stringListType = listOf(stringType) as GoType<List>;
export const stringMapType = mapOf(stringType, stringType) as GoType<Dictionary>;

/** Basic types that values carry, by name: all but bool, string, int and float64. */
export const scalarTypes: Readonly<Record<string, GoType<Scalar>>> = {
  int64: int64Type,
  uint8: uint8Type,
  ...Object.fromEntries(
    (['int8', 'int16', 'int32', 'uint', 'uint16', 'uint32', 'uint64', 'uintptr', 'float32'] as const).map((kind) => [
      kind,
      scalarType(kind),
    ]),
  ),
};

export const int64 = (value: bigint): Scalar => new Scalar(int64Type, BigInt.asIntN(64, value));

/** Go's nil of type `[]any`: as good as an empty list, but null in JSON. */
export const nilList: readonly Value[] = Object.freeze([]);

/** `[]string` */
export const strings = (items: readonly string[]): List => new List(stringListType, items);

/** The type of a value; undefined for nil and for no value. */
export function typeOf(value: Value): GoType | undefined {
  switch (typeof value) {
    case 'string':
      return stringType;
    case 'bigint':
      return intType;
    case 'number':
      return float64Type;
    case 'boolean':
      return boolType;
    case 'undefined':
      return undefined;
  }
  if (value === null) return undefined;
  if (value instanceof Map) return anyMapType;
  if (Array.isArray(value)) return anyListType;
  if (value instanceof Uint8Array) return bytesType;
  return (value as { readonly type: GoType }).type;
}

/** What Go's `if` takes for true: whatever is not the zero value of its type, nor empty. */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'string':
      return value !== '';
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'boolean':
      return value;
    case 'undefined':
      return false;
  }
  if (value === null) return false;
  if (value instanceof Map) return value.size > 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length > 0;
  if (value instanceof Scalar) return isTrue(value.value);
  if (value instanceof List) return value.items !== null && value.items.length > 0;
  if (value instanceof Dictionary) return value.entries !== null && value.entries.size > 0;
  if (value instanceof Pointer) return value.target !== undefined;
  return true;
}

/** What is at the end of a chain of pointers; the last pointer when that one is nil. */
export function indirect(value: Value): Value {
  let end = value;
  while (end instanceof Pointer && end.target !== undefined) end = end.target;
  return end;
}

/** The zero value of a type. Nil slices and maps of the plain types are empty ones here. */
export function zeroOf(type: GoType): Value {
  switch (type.kind) {
    case 'bool':
      return type === boolType ? false : new Scalar(type, false);
    case 'string':
      return type === stringType ? '' : new Scalar(type, '');
    case 'float64':
    case 'float32':
      return type === float64Type ? 0 : new Scalar(type, 0);
    case 'slice':
      return type === anyListType ? [] : type === bytesType ? new Uint8Array() : new List(type, null);
    case 'map':
      return type === anyMapType ? new Map() : new Dictionary(type, null);
    case 'struct':
      return new Struct(type, new Map());
    case 'ptr':
      return new Pointer(type, undefined);
    case 'func':
    case 'interface':
      return null;
    default:
      return type === intType ? 0n : new Scalar(type, 0n);
  }
}

/** A bare value as one of a basic type. */
export const asType = (type: GoType, bare: MapKey): Value =>
  type === stringType || type === intType || type === float64Type || type === boolType || type.kind === 'interface'
    ? bare
    : new Scalar(type, bare);

/** A value as one of a type that it is assignable to, which differs by name at most. */
export function renamed(value: Value, type: GoType): Value {
  if (type.kind === 'interface' || typeOf(value) === type) return value;
  const items = value instanceof List ? value.items : Array.isArray(value) ? (value as readonly Value[]) : undefined;
  if (items !== undefined) return type === anyListType ? (items ?? []) : new List(type, items);
  const entries = value instanceof Dictionary ? value.entries : value instanceof Map ? value : undefined;
  if (entries === undefined) return value;
  return type === anyMapType ? ((entries ?? new Map()) as Map<string, Value>) : new Dictionary(type, entries as never);
}

/** The value without its type, where it is of a basic kind. */
export const bare = (value: Value): Value => (value instanceof Scalar ? value.value : value);

/** The items of any slice; undefined for what is none. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof List) return value.items ?? [];
  if (value instanceof Uint8Array) return Array.from(value, (byte) => new Scalar(uint8Type, BigInt(byte)));
  return undefined;
}

/** The entries of any map; undefined for what is none. */
export function entriesOf(value: Value): ReadonlyMap<MapKey, Value> | undefined {
  if (value instanceof Map) return value;
  if (value instanceof Dictionary) return value.entries ?? new Map();
  return undefined;
}

/** The value of a struct's field; `undefined` where the struct has none of that name. */
export function fieldOf(value: Struct, name: string): Value {
  const found = value.fields.get(name);
  if (found !== undefined) return found;
  const field = value.type.fields?.find((one) => one.name === name);
  return field === undefined ? undefined : zeroOf(field.type);
}
