import type { parse } from '@bufbuild/cel';

/** An expression as it is parsed. */
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
  const meter = new Meter();
  return { expression: meter.visit(given), uses: meter };
}

type Kind = Expression['exprKind'];
/** What an expression of a kind holds. */
type Parts<C extends Kind['case']> = Extract<Kind, { case: C }>['value'];

/** Rewrites an expression from the outside in. */
class Meter implements Uses {
  readonly functions: string[][] = [];
  readonly names = new Set<string>();
  /** Expressions that were visited. */
  #size = 0;

  readonly visit = (one: Expression): Expression => {
    this.#size++;
    return { ...one, exprKind: this.#kind(one) };
  };

  #kind(one: Expression): Kind {
    const { exprKind } = one;
    switch (exprKind.case) {
      case 'identExpr':
        this.names.add(exprKind.value.name);
        return exprKind;
      case 'selectExpr': {
        const operand = this.#maybe(exprKind.value.operand);
        return { case: 'selectExpr', value: { ...exprKind.value, ...(operand && { operand }) } };
      }
      case 'listExpr':
        return { case: 'listExpr', value: { ...exprKind.value, elements: exprKind.value.elements.map(this.visit) } };
      case 'structExpr':
        return { case: 'structExpr', value: this.#struct(exprKind.value) };
      case 'callExpr':
        return { case: 'callExpr', value: this.#call(exprKind.value) };
      case 'comprehensionExpr':
        return { case: 'comprehensionExpr', value: this.#loop(one, exprKind.value) };
      default:
        return exprKind;
    }
  }

  #maybe(one: Expression | undefined): Expression | undefined {
    return one === undefined ? one : this.visit(one);
  }

  #struct(struct: Parts<'structExpr'>): Parts<'structExpr'> {
    const entries = struct.entries.map((entry) => {
      const value = this.#maybe(entry.value);
      const { keyKind } = entry;
      const key = keyKind.case === 'mapKey' ? { case: keyKind.case, value: this.visit(keyKind.value) } : keyKind;
      return { ...entry, keyKind: key, ...(value && { value }) };
    });
    return { ...struct, entries };
  }

  #call(given: Parts<'callExpr'>): Parts<'callExpr'> {
    const { function: name, target, args } = given;
    if (!operators.has(name)) this.functions.push([name, ...namespaced(target, name)]);
    const on = this.#maybe(target);
    return { ...given, args: args.map(this.visit), ...(on && { target: on }) };
  }

  /** A round costs as many steps as its expressions; its list, if it makes one, grows in place. */
  #loop(like: Expression, given: Parts<'comprehensionExpr'>): Parts<'comprehensionExpr'> {
    const { accuVar, accuInit, iterRange, loopCondition, loopStep, result } = given;
    const isList = accuInit?.exprKind.case === 'listExpr';
    const start = this.#size;
    const step = loopStep && this.visit(isList ? appending(loopStep, accuVar) : loopStep);
    const cost = constant(like, BigInt(this.#size - start + 2));
    return {
      ...given,
      ...(accuInit && { accuInit: isList ? call(like, newListFunction, []) : this.visit(accuInit) }),
      ...(iterRange && { iterRange: this.visit(iterRange) }),
      ...(loopCondition && { loopCondition: call(like, stepFunction, [cost, this.visit(loopCondition)]) }),
      ...(step && { loopStep: step }),
      ...(result && { result: this.visit(result) }),
    };
  }
}

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

/** `list + [item]` as `append(list, item)`, at the end of a loop's step. */
function appending(step: Expression, list: string): Expression {
  const { exprKind } = step;
  if (exprKind.case !== 'callExpr') return step;
  const { function: name, args } = exprKind.value;
  if (name === '_?_:_') {
    const [condition, ...results] = args;
    const value = { ...exprKind.value, args: [condition!, ...results.map((result) => appending(result, list))] };
    return { ...step, exprKind: { ...exprKind, value } };
  }
  const [left, right] = args;
  const isAddition = name === '_+_' && left?.exprKind.case === 'identExpr' && left.exprKind.value.name === list;
  if (!isAddition || right?.exprKind.case !== 'listExpr') return step;
  return call(step, appendFunction, [left, ...right.exprKind.value.elements]);
}

/** `sets` and `contains` as `sets.contains`, if that is what it may be. */
function namespaced(target: Expression | undefined, name: string): string[] {
  if (target?.exprKind.case === 'identExpr') return [`${target.exprKind.value.name}.${name}`];
  return [];
}
