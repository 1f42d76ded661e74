import type { parse } from '@bufbuild/cel';

export type Expression = NonNullable<ReturnType<typeof parse>['expr']>;

/** Called before each round of a loop: with how many steps it may take, and the loop's condition, which it returns. */
export const stepFunction = '@step';
/** A new list, and the same list with one more item at its end. */
export const newListFunction = '@newList';
export const appendFunction = '@append';

const operators = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false', '__not_strictly_false__']);

/** What an expression calls and names, apart from CEL's operators; a function in a namespace as `math.greatest`. */
export interface Uses {
  readonly functions: readonly (readonly string[])[];
  readonly names: ReadonlySet<string>;
}

/**
 * An expression that does the same, but counts the rounds of its loops, and adds to the list that `map` and `filter`
 * make instead of copying it each time.
 */
export function metered(given: Expression): { expression: Expression; uses: Uses } {
  const functions: string[][] = [];
  const names = new Set<string>();
  let size = 0;

  const call = (like: Expression, name: string, args: Expression[]): Expression => ({
    ...like,
    exprKind: { case: 'callExpr', value: { $typeName: 'cel.expr.Expr.Call', function: name, args } },
  });
  const constant = (like: Expression, value: bigint): Expression => ({
    ...like,
    exprKind: {
      case: 'constExpr',
      value: { $typeName: 'cel.expr.Constant', constantKind: { case: 'int64Value', value } },
    },
  });
  const maybe = (one: Expression | undefined): Expression | undefined => (one === undefined ? one : visit(one));

  function visit(one: Expression): Expression {
    size++;
    const { exprKind } = one;
    switch (exprKind.case) {
      case 'identExpr':
        names.add(exprKind.value.name);
        return one;
      case 'selectExpr': {
        const operand = maybe(exprKind.value.operand);
        return { ...one, exprKind: { case: 'selectExpr', value: { ...exprKind.value, ...(operand && { operand }) } } };
      }
      case 'listExpr':
        return {
          ...one,
          exprKind: { case: 'listExpr', value: { ...exprKind.value, elements: exprKind.value.elements.map(visit) } },
        };
      case 'structExpr': {
        const entries = exprKind.value.entries.map((entry) => {
          const value = maybe(entry.value);
          const { keyKind } = entry;
          const key = keyKind.case === 'mapKey' ? { case: keyKind.case, value: visit(keyKind.value) } : keyKind;
          return { ...entry, keyKind: key, ...(value && { value }) };
        });
        return { ...one, exprKind: { case: 'structExpr', value: { ...exprKind.value, entries } } };
      }
      case 'callExpr': {
        const { function: name, target, args } = exprKind.value;
        if (!operators.has(name)) functions.push([name, ...namespaced(target, name)]);
        const on = maybe(target);
        const value = { ...exprKind.value, args: args.map(visit), ...(on && { target: on }) };
        return { ...one, exprKind: { case: 'callExpr', value } };
      }
      case 'comprehensionExpr': {
        const { accuVar, accuInit, iterRange, loopCondition, loopStep, result } = exprKind.value;
        const isList = accuInit?.exprKind.case === 'listExpr';
        const start = size;
        const step = loopStep && visit(isList ? appending(loopStep, accuVar) : loopStep);
        const cost = constant(one, BigInt(size - start + 2));
        const value = {
          ...exprKind.value,
          ...(accuInit && { accuInit: isList ? call(one, newListFunction, []) : visit(accuInit) }),
          ...(iterRange && { iterRange: visit(iterRange) }),
          ...(loopCondition && { loopCondition: call(one, stepFunction, [cost, visit(loopCondition)]) }),
          ...(step && { loopStep: step }),
          ...(result && { result: visit(result) }),
        };
        return { ...one, exprKind: { case: 'comprehensionExpr', value } };
      }
      default:
        return one;
    }
  }

  /** `list + [item]` as `append(list, item)`, at the end of a loop's step. */
  function appending(step: Expression, list: string): Expression {
    const { exprKind } = step;
    if (exprKind.case !== 'callExpr') return step;
    const { function: name, args } = exprKind.value;
    if (name === '_?_:_') {
      return {
        ...step,
        exprKind: {
          ...exprKind,
          value: { ...exprKind.value, args: [args[0]!, ...args.slice(1).map((arg) => appending(arg, list))] },
        },
      };
    }
    const [left, right] = args;
    const isAddition = name === '_+_' && left?.exprKind.case === 'identExpr' && left.exprKind.value.name === list;
    if (!isAddition || right?.exprKind.case !== 'listExpr') return step;
    return call(step, appendFunction, [left, ...right.exprKind.value.elements]);
  }

  const expression = visit(given);
  return { expression, uses: { functions, names } };
}

/** `sets` and `contains` as `sets.contains`, if that is what it may be. */
function namespaced(target: Expression | undefined, name: string): string[] {
  if (target?.exprKind.case === 'identExpr') return [`${target.exprKind.value.name}.${name}`];
  return [];
}
