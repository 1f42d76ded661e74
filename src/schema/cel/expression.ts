import { type CelError as CelFailure, type CelInput, isCelError, parse, plan } from '@bufbuild/cel';
import type { Budget } from './budget.ts';
import { environment } from './environment.ts';
import { CelError } from './functions.ts';
import { metered } from './rewrite.ts';

/** A CEL expression, ready to be evaluated. */
export interface Expression {
  /** True when it names the variable. */
  names(variable: string): boolean;
  /** Its value over `self`; @throws CelError for what CEL calls an error. `budget` tells when that was its end. */
  evaluate(self: CelInput, budget: Budget): unknown;
}

/** The longest expression that is read: the parser's time grows faster than the text. */
const longest = 20_000;

/** @throws CelError for what is no expression, or uses a function that is not known here */
export function compileExpression(text: string): Expression {
  if (text.length > longest) throw new CelError(`it is longer than ${longest} characters`);
  const env = environment();
  const { run, uses } = read(text);
  const unknown = uses.functions.find((names) => !names.some((name) => env.knows(name)));
  if (unknown !== undefined) throw new CelError(`the function ${unknown[0]} is not known here`);
  return {
    names: (variable) => uses.names.has(variable),
    evaluate(self, budget) {
      env.use(budget);
      const value = run({ self });
      if (isCelError(value)) throw new CelError(reasonOf(value));
      return value;
    },
  };
}

function read(text: string) {
  try {
    const { expression, uses } = metered(parse(text).expr);
    return { run: plan(environment().cel, expression), uses };
  } catch {
    throw new CelError('it cannot be read');
  }
}

/** Why an evaluation is an error: in the words of our own libraries, or that a field is missing. */
function reasonOf({ message, cause }: CelFailure): string {
  if (cause instanceof CelError) return cause.message;
  const [, missing] = /^(?:field not found|no such key|key not found): ?(.*)$/.exec(message) ?? [];
  return missing === undefined ? 'it does not fit the value' : `${missing} is missing`;
}
