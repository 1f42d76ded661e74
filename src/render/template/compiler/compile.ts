import { builtins } from '../builtins/builtins.ts';
import type { GoType } from '../model/types.ts';
import { anyType } from '../model/values.ts';
import type { ChainNode, OperandNode, PipeNode, StatementNode, Tree } from '../parser/nodes.ts';
import { type Argument, literalArgument, nilArgument, validate } from './argument.ts';
import { noFinal } from './call.ts';
import { compileCall, compileCommand } from './command.ts';
import { none, walkFields } from './field.ts';
import { compilePipe } from './pipeline.ts';
import type { Evaluate, Executable, Frame, Statement } from './run.ts';
import { Scope } from './scope.ts';
import { compileList } from './statement.ts';

/** A template as closures: made once, executed as often as wanted, by any number of runs. */
export function compile(tree: Tree): Executable {
  const compiler = new Compiler();
  const body = compileList(compiler, tree.root);
  return { tree, body };
}

/** Where a chain of fields starts. */
interface ChainStart {
  readonly evaluate: Evaluate;
  /** The type that the place of its value is declared as; undefined for the value's own. */
  declared(frame: Frame): GoType | undefined;
}

/** Compiles one template. Nodes must be compiled in the order of their execution, for variables to be known. */
export class Compiler {
  constructor(readonly scope = new Scope()) {}

  readonly argument = (node: OperandNode): Argument => {
    switch (node.type) {
      case 'dot':
        return (frame, type) => {
          frame.node = node;
          return type === anyType ? (frame.dot ?? null) : validate(frame, frame.dot, type);
        };
      case 'nil':
        return nilArgument(node);
      case 'field': {
        const { fields } = node;
        return (frame, type) => {
          frame.node = node;
          return validate(frame, walkFields(frame, node, frame.dot, frame.dotType, fields, none, noFinal), type);
        };
      }
      case 'variable': {
        const evaluate = compileCommand(this, { type: 'command', at: node.at, operands: [node] });
        return (frame, type) => validate(frame, evaluate(frame, noFinal), type);
      }
      case 'pipe': {
        const evaluate = this.pipe(node);
        return (frame, type) => {
          frame.node = node;
          return validate(frame, evaluate(frame), type);
        };
      }
      case 'identifier': {
        const evaluate = compileCall(node, node, []);
        return (frame, type) => validate(frame, evaluate(frame, noFinal), type);
      }
      case 'chain': {
        const start = this.chainStart(node);
        return (frame, type) => {
          frame.node = node;
          const value = start.evaluate(frame);
          return validate(
            frame,
            walkFields(frame, node, value, start.declared(frame), node.fields, none, noFinal),
            type,
          );
        };
      }
      default:
        return literalArgument(node);
    }
  };

  pipe(node: PipeNode): Evaluate {
    return compilePipe(this, node);
  }

  /** Statements that may never be executed, compiled when they are: half of what charts hold is for other settings. */
  branch(nodes: readonly StatementNode[]): Statement {
    const compiler = new Compiler(this.scope.copy());
    let statement: Statement | undefined;
    return (frame) => {
      statement ??= compileList(compiler, nodes);
      return statement(frame);
    };
  }

  chainStart({ of }: ChainNode): ChainStart {
    if (of.type === 'pipe') {
      const evaluate = this.pipe(of);
      return { evaluate, declared: () => undefined };
    }
    const evaluate = compileCall(of, of, []);
    return {
      evaluate: (frame) => evaluate(frame, noFinal),
      declared: ({ run }) => (run.set.functions.get(of.name) ?? builtins[of.name])?.gives,
    };
  }
}
