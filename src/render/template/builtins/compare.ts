import { FunctionError } from '../errors.ts';
import { formatValue } from '../fmt/print.ts';
import { sprintf } from '../fmt/printf.ts';
import { compareText } from '../model/text.ts';
import { type GoType, isFloat, isInteger, isSigned } from '../model/types.ts';
import { bare, Dictionary, fieldOf, List, Pointer, Struct, typeOf, type Value } from '../model/values.ts';

/** What comparisons tell types apart by. */
type Basic = 'bool' | 'int' | 'uint' | 'float' | 'string';

function basicOf(type: GoType | undefined): Basic | undefined {
  if (type === undefined) return undefined;
  const { kind } = type;
  if (kind === 'string' || kind === 'bool') return kind;
  if (isFloat(kind)) return 'float';
  return isInteger(kind) ? (isSigned(kind) ? 'int' : 'uint') : undefined;
}

const areWhole = (a: Basic | undefined, b: Basic | undefined): boolean =>
  (a === 'int' || a === 'uint') && (b === 'int' || b === 'uint');

/** `eq`: true when the first is equal to any of the others. */
export function isEqualToAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new FunctionError('missing argument for comparison');
  return others.some((other) => isEqual(first, other));
}

function isEqual(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const [basicA, basicB] = [basicOf(typeA), basicOf(typeB)];
  if (basicA !== undefined && (basicA === basicB || areWhole(basicA, basicB))) return bare(a) === bare(b);
  if (basicA !== basicB) {
    if (typeA !== undefined && typeB !== undefined) throw incompatible(typeA, typeB);
    return false;
  }
  if (typeA === undefined || typeB === undefined) return isNil(a) && isNil(b);
  if (typeA.kind !== typeB.kind) {
    const [shownA, shownB] = [sprintf('%s', [a]), formatValue(b)];
    throw new FunctionError(`non-comparable types ${shownA}: ${typeA.name}, ${typeB.name}: ${shownB}`);
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  if (!isComparable(typeB)) throw new FunctionError(`non-comparable type ${sprintf('%s', [b])}: ${typeB.name}`);
  return isSame(a, b);
}

function isNil(value: Value): boolean {
  if (value === undefined || value === null) return true;
  if (value instanceof List) return value.items === null;
  if (value instanceof Dictionary) return value.entries === null;
  return value instanceof Pointer && value.target === undefined;
}

function isComparable(type: GoType): boolean {
  if (type.kind === 'struct') return (type.fields ?? []).every((field) => isComparable(field.type));
  return type.kind !== 'slice' && type.kind !== 'map' && type.kind !== 'func';
}

/** Go's `==`: pointers to the same, structs whose fields are. */
function isSame(a: Value, b: Value): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof Pointer && b instanceof Pointer) return a.target === b.target;
  if (a instanceof Struct && b instanceof Struct) {
    return (a.type.fields ?? []).every(({ name }) => isSame(fieldOf(a, name), fieldOf(b, name)));
  }
  return bare(a) === bare(b);
}

const incompatible = (a: GoType, b: GoType): FunctionError =>
  new FunctionError(`incompatible types for comparison: ${a.name} and ${b.name}`);

/** `lt` */
export function isLess(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const [basicA, basicB] = [basicOf(typeA), basicOf(typeB)];
  if (basicA === undefined || basicB === undefined) throw new FunctionError('invalid type for comparison');
  if (basicA !== basicB && !areWhole(basicA, basicB)) throw incompatible(typeA!, typeB!);
  if (basicA === 'bool') throw new FunctionError('invalid type for comparison');
  if (basicA === 'string') return compareText(bare(a) as string, bare(b) as string) < 0;
  return (bare(a) as number) < (bare(b) as number);
}

/** `le` */
export const isLessOrEqual = (a: Value, b: Value): boolean => isLess(a, b) || isEqual(a, b);
