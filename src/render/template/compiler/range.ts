import { formatValue } from '../fmt/print.ts';
import { sortedKeys } from '../model/order.ts';
import type { GoType } from '../model/types.ts';
import {
  anyType,
  asType,
  Dictionary,
  entriesOf,
  indirect,
  itemsOf,
  List,
  Scalar,
  type Value,
} from '../model/values.ts';
import type { BranchNode } from '../parser/nodes.ts';
import type { Compiler } from './compile.ts';
import { variableSlot } from './pipeline.ts';
import { fail } from './place.ts';
import { type Frame, Signal, type Statement } from './run.ts';

/** One round of a loop; false ends the loop. */
type Round = (frame: Frame, key: Value, item: Value, type: GoType | undefined) => boolean;

/** A `range` with its `else`. What it goes over is seen when it runs. */
export function compileRange(compiler: Compiler, node: BranchNode): Statement {
  const { scope } = compiler;
  const { variables = [], isAssignment = false } = node.pipe;
  const evaluate = compiler.pipe(node.pipe);
  const slots = variables.map((name) => (isAssignment ? variableSlot(compiler, name, true) : scope.find(name)!));
  // `range $x, $x := …` declares two, of which the second hides the first.
  if (!isAssignment && variables.length === 2 && slots[0] === slots[1]) slots[0] = Number(slots[1]) - 1;
  const list = compiler.branch(node.list);
  const otherwise = node.elseList && compiler.branch(node.elseList);
  const round = compileRound(slots, list);
  return (frame) => {
    frame.run.budget.spend(1, frame);
    frame.node = node;
    const value = indirect(evaluate(frame));
    const { dot, dotType } = frame;
    const hasRun = iterate(frame, value, slots.length, round);
    frame.dot = dot;
    frame.dotType = dotType;
    return hasRun || otherwise === undefined ? Signal.next : otherwise(frame);
  };
}

function compileRound(slots: readonly (number | ((frame: Frame) => never))[], list: Statement): Round {
  const [first, second] = slots.map((slot) => (typeof slot === 'number' ? () => slot : slot));
  const [keySlot, itemSlot] = second === undefined ? [undefined, first] : [first, second];
  return (frame, key, item, type) => {
    frame.run.budget.spend(1, frame);
    if (keySlot !== undefined) set(frame, keySlot(frame), key, undefined);
    if (itemSlot !== undefined) set(frame, itemSlot(frame), item, type);
    frame.dot = item;
    frame.dotType = type;
    return list(frame) !== Signal.break;
  };
}

function set(frame: Frame, slot: number, value: Value, type: GoType | undefined): void {
  frame.variables[slot] = value;
  frame.types[slot] = type;
}

/** Runs a round for each item; false where there is none. `variables` is how many the loop has. */
function iterate(frame: Frame, value: Value, variables: number, round: Round): boolean {
  if (value === undefined || value === null) return false;
  const items = itemsOf(value);
  if (items !== undefined) {
    const type = value instanceof List ? value.type.element : Array.isArray(value) ? anyType : undefined;
    for (let i = 0; i < items.length; i++) {
      if (!round(frame, variables > 1 ? BigInt(i) : undefined, items[i], type)) break;
    }
    return items.length > 0;
  }
  const entries = entriesOf(value);
  if (entries !== undefined) {
    frame.run.budget.spend(entries.size, frame);
    const [keyType, type] = value instanceof Dictionary ? [value.type.key!, value.type.element] : [anyType, anyType];
    const pairs = sortedKeys(entries).map((key) => [key, entries.get(key)] as const);
    for (const [key, item] of pairs) if (!round(frame, asType(keyType, key), item, type)) break;
    return pairs.length > 0;
  }
  const count = value instanceof Scalar ? value.value : value;
  if (typeof count === 'bigint') {
    if (variables > 1) fail(frame, `can't use ${formatValue(value)} to iterate over more than one variable`);
    for (let i = 0n; i < count; i++) {
      if (!round(frame, undefined, value instanceof Scalar ? new Scalar(value.type, i) : i, undefined)) break;
    }
    return count > 0n;
  }
  return fail(frame, `range can't iterate over ${formatValue(value)}`);
}
