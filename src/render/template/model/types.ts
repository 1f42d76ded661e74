/** What Go's reflect calls the kind of a type, in its spelling (as sprig's `kindOf` prints it). */
export type Kind =
  | 'bool'
  | 'string'
  | SignedKind
  | UnsignedKind
  | 'float32'
  | 'float64'
  | 'slice'
  | 'map'
  | 'struct'
  | 'ptr'
  | 'func'
  | 'interface';
export type SignedKind = 'int' | 'int8' | 'int16' | 'int32' | 'int64';
export type UnsignedKind = 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'uintptr';

/**
 * A type of Go's. Two types are the same when they are the same object, so types are made once: the functions below keep
 * those without a name of their own. `V` is only there for TypeScript: what values of the type look like (values.ts).
 */
export interface GoType<V = unknown> {
  readonly kind: Kind;
  /** As `%T` prints it: `map[string]interface {}`. */
  readonly name: string;
  /** Of a slice, a map or a pointer. */
  readonly element?: GoType;
  /** Of a map. */
  readonly key?: GoType;
  /** Of a struct, in order. */
  readonly fields?: readonly Field[];
  /** Of a type that has a name of its own, the type that it is defined by. */
  readonly underlying?: GoType;
  readonly methods?: Readonly<Record<string, Method>>;
  /** What its String or Error method gives: how all verbs for text print its values. */
  readonly text?: (value: never) => string;
  readonly represents?: V | undefined;
}

export interface Field {
  readonly name: string;
  readonly type: GoType;
}

/** A method, called with the value that it belongs to (never a pointer to it) before its arguments. */
export interface Method {
  readonly takes: readonly GoType[];
  readonly rest?: GoType;
  readonly run: (receiver: never, args: readonly never[], call: never) => unknown;
}

const basic = <V>(kind: Kind): GoType<V> => ({ kind, name: kind });

export const boolType: GoType<boolean> = basic('bool');
export const stringType: GoType<string> = basic('string');
export const intType: GoType<bigint> = basic('int');
export const float64Type: GoType<number> = basic('float64');

const bits: Readonly<Record<string, number>> = {
  int: 64,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
  uintptr: 64,
};

export const isSigned = (kind: Kind): kind is SignedKind => kind.startsWith('int') && kind !== 'interface';
export const isInteger = (kind: Kind): boolean => bits[kind] !== undefined;
export const isFloat = (kind: Kind): boolean => kind === 'float64' || kind === 'float32';

/** An integer cut down to what the kind holds, as a conversion in Go does. */
export const wrap = (kind: Kind, value: bigint): bigint =>
  isSigned(kind) ? BigInt.asIntN(bits[kind]!, value) : BigInt.asUintN(bits[kind]!, value);

const lists = new Map<GoType, GoType>();
const pointers = new Map<GoType, GoType>();
const maps = new Map<GoType, Map<GoType, GoType>>();

function kept<K, T>(made: Map<K, T>, key: K, make: () => T): T {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}

/** `[]element` */
export const listOf = (element: GoType): GoType =>
  kept(lists, element, () => ({ kind: 'slice', name: `[]${element.name}`, element }));

/** `map[key]element` */
export const mapOf = (key: GoType, element: GoType): GoType =>
  kept(
    kept(maps, key, () => new Map()),
    element,
    () => ({ kind: 'map', name: `map[${key.name}]${element.name}`, key, element }),
  );

/** `*element` */
export const pointerTo = (element: GoType): GoType =>
  kept(pointers, element, () => ({ kind: 'ptr', name: `*${element.name}`, element }));

/** A type with a name of its own (`type name underlying`), and what its declaration adds. */
export const named = <V>(
  name: string,
  underlying: GoType<V>,
  adds: { readonly methods?: Readonly<Record<string, Method>>; readonly text?: (value: never) => string } = {},
): GoType<V> => ({ ...underlying, ...adds, name, underlying: underlying.underlying ?? underlying });

/** A struct type; its name as Go prints it, with the package: `v1.ObjectMeta`. */
export function structOf<V = unknown>(
  name: string,
  fields: readonly Field[],
  adds: { readonly methods?: Readonly<Record<string, Method>>; readonly text?: (value: never) => string } = {},
): GoType<V> {
  return { kind: 'struct', name, fields, underlying: { kind: 'struct', name, fields }, ...adds };
}

/** True where Go lets a value of type `from` be used as one of type `to`. */
export function isAssignable(from: GoType, to: GoType): boolean {
  if (from === to || to.kind === 'interface') return true;
  const [a, b] = [from.underlying ?? from, to.underlying ?? to];
  return a === b && (from.underlying === undefined || to.underlying === undefined) && a.element !== undefined;
}

/** True for types that nil is a value of. */
export const canBeNil = ({ kind }: GoType): boolean =>
  kind === 'interface' || kind === 'slice' || kind === 'map' || kind === 'ptr' || kind === 'func';
