import { builtins } from '../builtins/builtins.ts';
import { callValue } from '../builtins/call-value.ts';
import { quote } from '../fmt/quote.ts';
import { type GoFunction, goFunction } from '../model/function.ts';
import { isTrue, type Value, valueType } from '../model/values.ts';
import { nodeText } from '../parser/node-text.ts';
import type { CommandNode, Node, OperandOf } from '../parser/nodes.ts';
import { type Argument, numberConstant } from './argument.ts';
import { call, evaluateArguments, type Final, noFinal } from './call.ts';
import type { Compiler } from './compile.ts';
import { walkFields } from './field.ts';
import { fail } from './place.ts';
import type { Evaluate, Frame } from './run.ts';

/** A command; `final` is the value of the command before it, which becomes its last argument. */
export type Command = (frame: Frame, final: Final) => Value;

/** A command of a pipeline: a function with its arguments, or a value. */
export function compileCommand(compiler: Compiler, node: CommandNode): Command {
  const first = node.operands[0]!;
  const others = node.operands.slice(1);
  switch (first.type) {
    case 'identifier':
      return compileCall(first, node, others.map(compiler.argument));
    case 'field': {
      const { fields } = first;
      const args = others.map(compiler.argument);
      return (frame, final) => {
        frame.node = first;
        return walkFields(frame, first, frame.dot, frame.dotType, fields, args, final);
      };
    }
    case 'variable':
      return compileVariable(compiler, first, others.map(compiler.argument));
    case 'chain': {
      const start = compiler.chainStart(first);
      const args = others.map(compiler.argument);
      return (frame, final) => {
        frame.node = first;
        const value = start.evaluate(frame);
        return walkFields(frame, first, value, start.declared(frame), first.fields, args, final);
      };
    }
    case 'pipe': {
      const check = notFunction(first, others.length, false);
      const evaluate = compiler.pipe(first);
      return (frame, final) => {
        check(frame, final);
        return evaluate(frame);
      };
    }
    default: {
      const check = notFunction(first, others.length, true);
      const value = constant(first);
      return (frame, final) => {
        check(frame, final);
        return value(frame);
      };
    }
  }
}

function constant(node: OperandOf<'bool' | 'dot' | 'nil' | 'number' | 'string'>): Evaluate {
  switch (node.type) {
    case 'dot':
      return (frame) => frame.dot;
    case 'nil':
      return (frame) => fail(frame, 'nil is not a command');
    case 'number':
      return numberConstant(node);
    default:
      return () => node.value;
  }
}

/** What cannot be called takes no arguments. */
function notFunction(node: Node, count: number, marks: boolean): (frame: Frame, final: Final) => void {
  return (frame, final) => {
    if (marks) frame.node = node;
    if (count > 0 || final !== noFinal) fail(frame, `can't give argument to non-function ${nodeText(node)}`);
  };
}

function compileVariable(compiler: Compiler, node: OperandOf<'variable'>, args: readonly Argument[]): Command {
  const { name, fields } = node;
  const slot = compiler.scope.find(name);
  if (slot === undefined) {
    return (frame) => {
      frame.node = node;
      return fail(frame, `undefined variable: ${name}`);
    };
  }
  if (fields.length > 0) {
    return (frame, final) => {
      frame.node = node;
      return walkFields(frame, node, frame.variables[slot], frame.types[slot], fields, args, final);
    };
  }
  const check = notFunction(node, args.length, true);
  return (frame, final) => {
    check(frame, final);
    return frame.variables[slot];
  };
}

/** A call of a function by name; `node` is where its own errors are said to be. */
export function compileCall(identifier: OperandOf<'identifier'>, node: Node, args: readonly Argument[]): Command {
  const { name } = identifier;
  const builtin = builtinCall(name, node, args);
  return (frame, final) => {
    frame.node = identifier;
    const fn = frame.run.set.functions.get(name);
    if (fn !== undefined) return call(frame, node, fn, name, args, final);
    return builtin === undefined ? fail(frame, `${quote(name)} is not a defined function`) : builtin(frame, final);
  };
}

const logic: Pick<GoFunction, 'takes' | 'rest'> = { takes: [valueType], rest: valueType };

function builtinCall(name: string, node: Node, args: readonly Argument[]): Command | undefined {
  const fn = Object.hasOwn(builtins, name) ? builtins[name]! : undefined;
  if (name === 'and' || name === 'or') return shortCircuit(name, args);
  if (name === 'call') {
    const first = node.type === 'command' ? node.operands[1] : undefined;
    const callee = first === undefined ? undefined : nodeText(first);
    const named = goFunction({ takes: [valueType], rest: valueType }, ([value, ...given], run) =>
      callValue(callee, value, given, run),
    );
    return (frame, final) => call(frame, node, named, name, args, final);
  }
  return fn && ((frame, final) => call(frame, node, fn, name, args, final));
}

/** The first argument that decides, else the last; those after it are not evaluated. */
function shortCircuit(name: 'and' | 'or', args: readonly Argument[]): Command {
  const deciding = name === 'or';
  return (frame, final) => {
    frame.run.budget.spend(1, frame);
    if (args.length === 0) evaluateArguments(frame, logic, name, args, final);
    let value: Value;
    for (const argument of args) {
      value = argument(frame, valueType);
      if (isTrue(value) === deciding) return value;
    }
    return final === noFinal ? value : final;
  };
}
