import { LimitError, TemplateError } from '../errors.ts';
import type { GoFunction } from '../model/function.ts';
import type { Value } from '../model/values.ts';
import type { Node } from '../parser/nodes.ts';
import { type Argument, validate } from './argument.ts';
import { fail } from './place.ts';
import { type Frame, isTooMuch, stop } from './run.ts';

/** That a command is the first of its pipeline: no value comes from one before it. */
export const noFinal = Symbol('no final value');
export type Final = Value | typeof noFinal;

/** Checks how many arguments there are, then evaluates them, from left to right. */
export function evaluateArguments(
  frame: Frame,
  { takes, rest }: Pick<GoFunction, 'takes' | 'rest'>,
  name: string,
  args: readonly Argument[],
  final: Final,
): Value[] {
  const count = final === noFinal ? args.length : args.length + 1;
  if (rest === undefined ? count !== takes.length : count < takes.length) {
    const wanted = rest === undefined ? takes.length : `at least ${takes.length}`;
    fail(frame, `wrong number of args for ${name}: want ${wanted} got ${rest === undefined ? count : args.length}`);
  }
  const values = new Array<Value>(count);
  for (let i = 0; i < args.length; i++) values[i] = args[i]!(frame, takes[i] ?? rest!);
  if (final !== noFinal) values[count - 1] = validate(frame, final, takes[count - 1] ?? rest!);
  return values;
}

/** Calls a function; `node` is where an error of its own is said to be. */
export function call(
  frame: Frame,
  node: Node,
  fn: GoFunction,
  name: string,
  args: readonly Argument[],
  final: Final,
): Value {
  const values = evaluateArguments(frame, fn, name, args, final);
  const { run } = frame;
  let cost = 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'string') cost += value.length >> 6;
  }
  run.budget.spend(cost, frame);
  try {
    const result = fn.call(values, run);
    if (typeof result === 'string' && result.length >= 64) {
      run.budget.spend(result.length >> 6, frame);
      if (result.length > run.budget.limits.output) {
        frame.node = node;
        stop(frame, `makes a string of more than ${run.budget.limits.output} characters`);
      }
    }
    return result;
  } catch (error) {
    if (error instanceof LimitError || isTooMuch(error)) throw error;
    frame.node = node;
    const message = error instanceof Error ? error.message : String(error);
    return fail(
      frame,
      `error calling ${name}: ${message}`,
      error instanceof TemplateError ? error : (error ?? undefined),
    );
  }
}
