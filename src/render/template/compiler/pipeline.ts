import type { Value } from '../model/values.ts';
import type { PipeNode } from '../parser/nodes.ts';
import { noFinal } from './call.ts';
import { compileCommand } from './command.ts';
import type { Compiler } from './compile.ts';
import { fail } from './place.ts';
import type { Evaluate, Frame } from './run.ts';

/**
 * The value of a pipeline; its variables get it. An `any` that is nil becomes no value at all, as what Go calls
 * an interface ends here.
 */
export function compilePipe(compiler: Compiler, node: PipeNode): Evaluate {
  const commands = node.commands.map((command) => compileCommand(compiler, command));
  const first = commands[0]!;
  const set = compileVariables(compiler, node);
  if (commands.length === 1) {
    return (frame) => {
      frame.node = node;
      const value = first(frame, noFinal) ?? undefined;
      if (set !== undefined) set(frame, value);
      return value;
    };
  }
  return (frame) => {
    frame.node = node;
    let value = first(frame, noFinal) ?? undefined;
    for (let i = 1; i < commands.length; i++) value = commands[i]!(frame, value) ?? undefined;
    if (set !== undefined) set(frame, value);
    return value;
  };
}

function compileVariables(
  compiler: Compiler,
  { variables = [], isAssignment = false }: PipeNode,
): ((frame: Frame, value: Value) => void) | undefined {
  if (variables.length === 0) return undefined;
  const slots = variables.map((name) => variableSlot(compiler, name, isAssignment));
  return (frame, value) => {
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      const at = typeof slot === 'number' ? slot : slot(frame);
      frame.variables[at] = value;
      frame.types[at] = undefined;
    }
  };
}

/** The slot of a variable that is declared or assigned to; where there is none to assign to, what fails. */
export function variableSlot(
  { scope }: Compiler,
  name: string,
  isAssignment: boolean,
): number | ((frame: Frame) => never) {
  const slot = isAssignment ? scope.find(name) : scope.declare(name);
  return slot ?? ((frame) => fail(frame, `undefined variable: ${name}`));
}
