import { isPrintableValue, printed } from '../fmt/print.ts';
import { PrintError } from '../fmt/printer.ts';
import { quote } from '../fmt/quote.ts';
import { isTrue, typeOf, type Value } from '../model/values.ts';
import { nodeText } from '../parser/node-text.ts';
import type { BranchNode, StatementNode, StatementOf } from '../parser/nodes.ts';
import type { Compiler } from './compile.ts';
import { fail } from './place.ts';
import { compileRange } from './range.ts';
import { Frame, Signal, type Statement, stop } from './run.ts';

/** Statements one after another. */
export function compileList(compiler: Compiler, nodes: readonly StatementNode[]): Statement {
  const statements = nodes.map((node) => compileStatement(compiler, node));
  const [only] = statements;
  if (only === undefined) return () => Signal.next;
  if (statements.length === 1) return only;
  return (frame) => {
    for (let i = 0; i < statements.length; i++) {
      const signal = statements[i]!(frame);
      if (signal !== Signal.next) return signal;
    }
    return Signal.next;
  };
}

function compileStatement(compiler: Compiler, node: StatementNode): Statement {
  switch (node.type) {
    case 'text':
      return (frame) => {
        write(frame, node.text);
        return Signal.next;
      };
    case 'action':
      return compileAction(compiler, node);
    case 'if':
    case 'with':
      return compiler.scope.inner(() => compileConditional(compiler, node));
    case 'range':
      return compiler.scope.inner(() => compileRange(compiler, node));
    case 'template':
      return compileTemplate(compiler, node);
    default: {
      const signal = Signal[node.type];
      return () => signal;
    }
  }
}

/** An action that sets variables prints nothing. */
function compileAction(compiler: Compiler, node: StatementOf<'action'>): Statement {
  const evaluate = compiler.pipe(node.pipe);
  const prints = (node.pipe.variables ?? []).length === 0;
  return (frame) => {
    frame.run.budget.spend(1, frame);
    const value = evaluate(frame);
    if (prints) {
      frame.node = node;
      write(frame, typeof value === 'string' ? value : print(frame, value));
    }
    return Signal.next;
  };
}

function print(frame: Frame, value: Value): string {
  if (!isPrintableValue(value)) fail(frame, `can't print ${nodeText(frame.node)} of type ${typeOf(value)!.name}`);
  try {
    return printed(value, frame.run.budget.limits.output);
  } catch (error) {
    if (error instanceof PrintError) stop(frame, error.message);
    throw error;
  }
}

function write(frame: Frame, text: string): void {
  frame.run.budget.write(text.length, frame);
  frame.run.output += text;
}

function compileConditional(compiler: Compiler, node: BranchNode): Statement {
  const evaluate = compiler.pipe(node.pipe);
  const list = compiler.branch(node.list);
  const otherwise = node.elseList && compiler.branch(node.elseList);
  const isWith = node.type === 'with';
  return (frame) => {
    frame.run.budget.spend(1, frame);
    frame.node = node;
    const value = evaluate(frame);
    if (!isTrue(value)) return otherwise === undefined ? Signal.next : otherwise(frame);
    if (!isWith) return list(frame);
    const { dot, dotType } = frame;
    frame.dot = value;
    frame.dotType = undefined;
    const signal = list(frame);
    frame.dot = dot;
    frame.dotType = dotType;
    return signal;
  };
}

function compileTemplate(compiler: Compiler, node: StatementOf<'template'>): Statement {
  const { name } = node;
  const evaluate = node.pipe && compiler.pipe(node.pipe);
  return (frame) => {
    const { run } = frame;
    frame.node = node;
    const template = run.set.executable(name);
    if (template === undefined) fail(frame, `template ${quote(name)} not defined`);
    run.budget.spend(1, frame);
    run.budget.enter(frame);
    const inner = new Frame(run, template, evaluate?.(frame));
    run.frame = inner;
    template.body(inner);
    run.frame = frame;
    run.budget.depth--;
    return Signal.next;
  };
}
