import {
  boolType,
  canBeNil,
  float64Type,
  type GoType,
  intType,
  isAssignable,
  isFloat,
  isInteger,
  isSigned,
  stringType,
  wrap,
} from '../model/types.ts';
import { anyType, Pointer, renamed, Scalar, typeOf, type Value, valueType, zeroOf } from '../model/values.ts';
import { type NumberConstant, numberOf } from '../parser/literals.ts';
import { nodeText } from '../parser/node-text.ts';
import type { NumberNode, OperandNode, OperandOf } from '../parser/nodes.ts';
import { fail } from './place.ts';
import type { Evaluate, Frame } from './run.ts';

/** The value of an argument, as the type of the parameter. */
export type Argument = (frame: Frame, type: GoType) => Value;

/** A value as one of a type; Go allows it where types are the same, or nil, or a pointer is followed. */
export function validate(frame: Frame, value: Value, type: GoType): Value {
  if (type === anyType) return value ?? null;
  if (type === valueType) return value;
  if (value === undefined || value === null) {
    if (value === undefined && !canBeNil(type)) fail(frame, `invalid value; expected ${type.name}`);
    if (value === null && type.kind !== 'interface') {
      fail(frame, `wrong type for value; expected ${type.name}; got interface {}`);
    }
    return zeroOf(type);
  }
  const from = typeOf(value)!;
  if (from === type) return value;
  if (isAssignable(from, type)) return renamed(value, type);
  if (value instanceof Pointer && isAssignable(from.element!, type)) {
    if (value.target === undefined) fail(frame, `dereference of nil pointer of type ${type.name}`);
    return renamed(value.target, type);
  }
  return fail(frame, `wrong type for value; expected ${type.name}; got ${from.name}`);
}

/** A constant is read as the parameter's type says. */
export function literalArgument(node: OperandOf<'bool' | 'string' | 'number'>): Argument {
  const constant = node.type === 'number' ? numberConstant(node) : (): Value => node.value;
  const literalAs = node.type === 'number' ? numberAs(node) : valueAs(node);
  return (frame, type) => {
    frame.node = node;
    if (type.kind === 'interface') return constant(frame) ?? null;
    const value = literalAs(type);
    if (value === undefined) {
      const wanted = wantedKind(type);
      fail(
        frame,
        wanted === undefined
          ? `can't handle ${nodeText(node)} for arg of type ${type.name}`
          : `expected ${wanted}; found ${nodeText(node)}`,
      );
    }
    return value;
  };
}

function wantedKind({ kind }: GoType): string | undefined {
  if (kind === 'bool' || kind === 'string') return kind;
  if (isFloat(kind)) return 'float';
  return isInteger(kind) ? (isSigned(kind) ? 'integer' : 'unsigned integer') : undefined;
}

/** A literal as a value of a type; undefined where it is none. */
type LiteralAs = (type: GoType) => Value;

const valueAs =
  ({ type: kind, value }: OperandOf<'bool' | 'string'>): LiteralAs =>
  (type) => {
    if (kind !== type.kind) return undefined;
    return type === boolType || type === stringType ? value : new Scalar(type, value);
  };

function numberAs({ text }: NumberNode): LiteralAs {
  let number: NumberConstant | undefined;
  return (type) => {
    number ??= numberOf(text);
    const { float, int, uint } = number;
    if (isFloat(type.kind) && float !== undefined) {
      if (type === float64Type) return float;
      return new Scalar(type, type.kind === 'float32' ? Math.fround(float) : float);
    }
    const whole = isSigned(type.kind) ? int : isInteger(type.kind) ? uint : undefined;
    if (whole === undefined) return undefined;
    return type === intType ? whole : new Scalar(type, wrap(type.kind, whole));
  };
}

/** The value of a number where nothing says which type it has: int, or float64 by its looks. */
export function numberConstant(node: NumberNode): Evaluate {
  let value: Value;
  return (frame) => {
    frame.node = node;
    value ??= untyped(node.text);
    return value ?? fail(frame, `${node.text} overflows int`);
  };
}

function untyped(text: string): Value {
  const { float, int } = numberOf(text);
  const isHexInteger = /^0[xX][^pP]+$/.test(text);
  return float !== undefined && !isHexInteger && !text.startsWith("'") && /[.eEpP]/.test(text) ? float : int;
}

/** `nil` as an argument. */
export function nilArgument(node: OperandNode): Argument {
  return (frame, type) => {
    frame.node = node;
    if (type === valueType) return undefined;
    return canBeNil(type) ? zeroOf(type) : fail(frame, `cannot assign nil to ${type.name}`);
  };
}
