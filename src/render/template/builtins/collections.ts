import { FunctionError } from '../errors.ts';
import { byteAt, byteLength, sliceBytes } from '../model/text.ts';
import { canBeNil, type GoType, isAssignable, isInteger, wrap } from '../model/types.ts';
import {
  bare,
  Dictionary,
  entriesOf,
  indirect,
  itemsOf,
  List,
  type MapKey,
  Pointer,
  Scalar,
  typeOf,
  uint8Type,
  type Value,
  zeroOf,
} from '../model/values.ts';

/** A string without its type; other values as they are. */
const textOf = (value: Value): string | undefined => {
  const content = bare(value);
  return typeof content === 'string' ? content : undefined;
};

function lengthOf(value: Value): number | undefined {
  const text = textOf(value);
  if (text !== undefined) return byteLength(text);
  return value instanceof Uint8Array ? value.length : (itemsOf(value)?.length ?? entriesOf(value)?.size);
}

/** What `len`, `index` and `slice` work on: never nil, never a pointer. */
function subject(value: Value, what: string): Value {
  const end = indirect(value);
  if (end === undefined || end === null) throw new FunctionError(`${what} of untyped nil`);
  if (end instanceof Pointer) throw new FunctionError(`${what} of nil pointer`);
  return end;
}

/** Go's `len`. Throws FunctionError for what has no length. */
export function length(value: Value): bigint {
  const end = indirect(value);
  // What Go's reflection says where there is no value at all.
  if (end === undefined) throw new FunctionError('reflect: call of reflect.Value.Type on zero Value');
  if (end === null || end instanceof Pointer) throw new FunctionError('len of nil pointer');
  const found = lengthOf(end);
  if (found === undefined) throw new FunctionError(`len of type ${typeOf(end)!.name}`);
  return BigInt(found);
}

/** A position in something that has `limit` places. */
function position(index: Value, limit: number): number {
  const type = typeOf(index);
  if (type === undefined) throw new FunctionError('cannot index slice/array with nil');
  if (!isInteger(type.kind)) throw new FunctionError(`cannot index slice/array with type ${type.name}`);
  const at = BigInt.asIntN(64, bare(index) as bigint);
  if (at < 0n || at > BigInt(limit)) throw new FunctionError(`index out of range: ${at}`);
  return Number(at);
}

/** `index x 1 "a"`: x[1]["a"] */
export function indexed(value: Value, indexes: readonly Value[]): Value {
  if (value === undefined || value === null) throw new FunctionError('index of untyped nil');
  let item: Value = value;
  for (const index of indexes) {
    const end = indirect(item);
    if (end === undefined || end === null || end instanceof Pointer) throw new FunctionError('index of nil pointer');
    item = entry(end, index);
  }
  return item;
}

function entry(value: Value, index: Value): Value {
  const entries = entriesOf(value);
  if (entries !== undefined) {
    const type = typeOf(value)!;
    const key = asKey(index, type.key!);
    const found = key === undefined ? undefined : entries.get(key);
    return found === undefined ? zeroOf(type.element!) : found;
  }
  const count = lengthOf(value);
  if (count === undefined) throw new FunctionError(`can't index item of type ${typeOf(value)!.name}`);
  const at = position(index, count);
  // What Go's runtime says for the place just behind the last.
  if (at === count) {
    const kind = typeOf(value)!.kind === 'string' ? 'string' : 'slice';
    throw new FunctionError(`reflect: ${kind} index out of range`);
  }
  const text = textOf(value);
  if (text !== undefined) return new Scalar(uint8Type, BigInt(byteAt(text, at)));
  return itemsOf(value)![at];
}

/** A value as a map's key: of the key's type, or an integer as another. */
function asKey(index: Value, type: GoType): MapKey | undefined {
  const from = typeOf(index);
  if (from === undefined) {
    if (canBeNil(type)) return undefined;
    throw new FunctionError(`value is nil; should be of type ${type.name}`);
  }
  const key = bare(index) as MapKey;
  if (isAssignable(from, type)) return key;
  if (isInteger(from.kind) && isInteger(type.kind)) return wrap(type.kind, key as bigint);
  throw new FunctionError(`value has type ${from.name}; should be ${type.name}`);
}

/** `slice x 1 2`: x[1:2]. Slices have no room behind their last item here. */
export function sliced(value: Value, indexes: readonly Value[]): Value {
  const item = subject(value, 'slice');
  if (indexes.length > 3) throw new FunctionError(`too many slice indexes: ${indexes.length}`);
  const text = textOf(item);
  if (text !== undefined && indexes.length === 3) throw new FunctionError('cannot 3-index slice a string');
  const count = item instanceof Dictionary || item instanceof Map ? undefined : lengthOf(item);
  if (count === undefined) throw new FunctionError(`can't slice item of type ${typeOf(item)!.name}`);
  const [start = 0, end = count, limit = end] = indexes.map((index) => position(index, count));
  if (start > end) throw new FunctionError(`invalid slice index: ${start} > ${end}`);
  if (end > limit) throw new FunctionError(`invalid slice index: ${end} > ${limit}`);
  if (text !== undefined) {
    const part = sliceBytes(text, start, end);
    return item instanceof Scalar ? new Scalar(item.type, part) : part;
  }
  if (item instanceof Uint8Array) return item.subarray(start, end);
  if (item instanceof List) return new List(item.type, item.items === null ? null : item.items.slice(start, end));
  return itemsOf(item)!.slice(start, end);
}
