import type { Run } from '../compiler/run.ts';
import { FunctionError } from '../errors.ts';
import { GoFunction } from '../model/function.ts';
import { canBeNil, type GoType, intType, isAssignable, isInteger, wrap } from '../model/types.ts';
import { bare, renamed, Scalar, typeOf, type Value, zeroOf } from '../model/values.ts';

/** `call`: calls a value that is a function. `name` is what it is called in the template; undefined for a piped one. */
export function callValue(name: string | undefined, value: Value, args: readonly Value[], run: Run): Value {
  const type = typeOf(value);
  if (type === undefined) throw new FunctionError('call of nil');
  const shown = name ?? (typeof value === 'string' ? value : `<${type.name} Value>`);
  if (!(value instanceof GoFunction)) throw new FunctionError(`non-function ${shown} of type ${type.name}`);
  const { takes, rest } = value;
  if (rest === undefined ? args.length !== takes.length : args.length < takes.length) {
    const wanted = rest === undefined ? takes.length : `at least ${takes.length}`;
    throw new FunctionError(`wrong number of args for ${shown}: got ${args.length} want ${wanted}`);
  }
  return value.call(
    args.map((arg, i) => prepared(arg, takes[i] ?? rest!, i)),
    run,
  );
}

function prepared(arg: Value, type: GoType, at: number): Value {
  const from = typeOf(arg);
  if (from === undefined) {
    if (canBeNil(type)) return zeroOf(type);
    throw new FunctionError(`arg ${at}: value is nil; should be of type ${type.name}`);
  }
  if (isAssignable(from, type)) return renamed(arg, type);
  if (isInteger(from.kind) && isInteger(type.kind)) {
    const whole = wrap(type.kind, bare(arg) as bigint);
    return type === intType ? whole : new Scalar(type, whole);
  }
  throw new FunctionError(`arg ${at}: value has type ${from.name}; should be ${type.name}`);
}
