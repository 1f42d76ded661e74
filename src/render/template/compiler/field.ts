import { quote } from '../fmt/quote.ts';
import { GoFunction } from '../model/function.ts';
import { type GoType, stringType } from '../model/types.ts';
import {
  anyType,
  Dictionary,
  fieldOf,
  indirect,
  Pointer,
  Struct,
  typeOf,
  type Value,
  zeroOf,
} from '../model/values.ts';
import type { Node } from '../parser/nodes.ts';
import type { Argument } from './argument.ts';
import { call, type Final, noFinal } from './call.ts';
import { fail } from './place.ts';
import type { Frame } from './run.ts';

/** For fields that are no call. */
export const none: readonly Argument[] = [];

/**
 * The value at the end of `.a.b.c`, from `start` on. Arguments are the last field's, which must be a method then.
 * `declared` is the type of the place where `start` comes from, where that is another than the value's own.
 */
export function walkFields(
  frame: Frame,
  node: Node,
  start: Value,
  declared: GoType | undefined,
  fields: readonly string[],
  args: readonly Argument[],
  final: Final,
): Value {
  let value = start;
  let type = declared;
  const last = fields.length - 1;
  for (let i = 0; i <= last; i++) {
    const name = fields[i]!;
    const isCall = i === last && (args.length > 0 || final !== noFinal);
    if (value instanceof Map && !isCall) {
      const found = value.get(name);
      value = found === undefined ? missing(frame, name, anyType) : found;
      type = anyType;
      continue;
    }
    const owner = indirect(value);
    value = fieldValue(frame, node, value, type, name, i === last ? args : none, i === last ? final : noFinal);
    type = declaredType(owner, name);
  }
  return value;
}

function fieldValue(
  frame: Frame,
  node: Node,
  receiver: Value,
  declared: GoType | undefined,
  name: string,
  args: readonly Argument[],
  final: Final,
): Value {
  if (receiver === undefined) {
    if (frame.run.missingKey === 'error') fail(frame, `nil data; no entry for key ${quote(name)}`);
    return undefined;
  }
  const typeName = (): string => (declared?.kind === 'interface' ? declared.name : (typeOf(receiver)?.name ?? 'nil'));
  if (receiver === null) fail(frame, `nil pointer evaluating ${typeName()}.${name}`);
  const value = indirect(receiver);
  const method = typeOf(value)?.methods?.[name];
  if (method !== undefined && Object.hasOwn(typeOf(value)!.methods!, name)) {
    const bound = new GoFunction(method.takes, method.rest, anyType, (given, run) =>
      (method.run as (receiver: Value, args: readonly Value[], run: unknown) => Value)(value, given, run),
    );
    return call(frame, node, bound, name, args, final);
  }
  const isCall = args.length > 0 || final !== noFinal;
  if (value instanceof Map || value instanceof Dictionary) {
    const key = value instanceof Map ? stringType : value.type.key!;
    if (key === stringType || key.kind === 'interface') {
      if (isCall) fail(frame, `${name} is not a method but has arguments`);
      const found = value instanceof Map ? value.get(name) : value.entries?.get(name);
      return found === undefined ? missing(frame, name, declaredType(value, name) ?? anyType) : found;
    }
  } else if (value instanceof Struct) {
    const found = fieldOf(value, name);
    if (found !== undefined && isCall) fail(frame, `${name} has arguments but cannot be invoked as function`);
    if (found !== undefined) return found;
  } else if (value instanceof Pointer) {
    const { fields } = value.type.element!;
    if (fields === undefined || fields.some((field) => field.name === name)) {
      fail(frame, `nil pointer evaluating ${typeName()}.${name}`);
    }
  }
  return fail(frame, `can't evaluate field ${name} in type ${typeName()}`);
}

/** What the map, struct or method is declared to hold or give under that name. */
function declaredType(owner: Value, name: string): GoType | undefined {
  if (owner instanceof Struct) return owner.type.fields?.find((field) => field.name === name)?.type;
  return owner instanceof Dictionary ? owner.type.element : anyType;
}

function missing(frame: Frame, name: string, element: GoType): Value {
  switch (frame.run.missingKey) {
    case 'default':
      return undefined;
    case 'zero':
      return zeroOf(element);
    case 'error':
      return fail(frame, `map has no entry for key ${quote(name)}`);
  }
}
