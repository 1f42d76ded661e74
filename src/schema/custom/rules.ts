import type { Json, JsonObject, Path } from '../../resources/json.ts';
import { Budget } from '../cel/budget.ts';
import { compileExpression, type Expression } from '../cel/expression.ts';
import { CelError } from '../cel/functions.ts';
import { describeValue } from '../keyword-words.ts';
import { type ResourceProblem, schemaProblem } from '../problem.ts';
import { quote } from '../values/value.ts';
import { toCelValue } from './cel-value.ts';
import { readFieldPath } from './field-path.ts';
import type { CelRule, Structural } from './structural.ts';
import { holding, walk } from './walk.ts';

interface CompiledRule extends CelRule {
  readonly expression: Expression;
  readonly words: Expression | undefined;
  readonly field: Path;
}

/** Reports the rules of a schema that a resource breaks. */
export type CheckRules = (resource: JsonObject) => ResourceProblem[];

/** The reasons for which a server shows the value at fault, which a message made of the value does by itself. */
const showsValue = new Set([undefined, 'FieldValueInvalid', 'FieldValueDuplicate']);

/**
 * Makes a check of a schema's rules. Rules on what a resource was before are left out: of a file there is no before.
 *
 * @param report told of rules that cannot be evaluated here, at their place in the definition
 */
export function rulesCheck(schema: Structural, report: (path: Path, message: string) => void): CheckRules {
  const root: Structural = { ...schema, isResource: true };
  const compiled = new Map<Structural, readonly CompiledRule[]>();
  const hasRules = holding((node) => node.rules.length > 0);
  const compile = (node: Structural): void => {
    if (!hasRules(node)) return;
    compiled.set(
      node,
      node.rules.flatMap((rule) => compileRule(rule, report)),
    );
    for (const part of [...(node.properties?.values() ?? []), node.values, node.items]) {
      if (part !== undefined && part !== true) compile(part);
    }
  };
  compile(root);
  return (resource) => {
    const problems: ResourceProblem[] = [];
    const budget = new Budget();
    walk(resource, root, [], hasRules, (value, node, path) => {
      if (value !== null && !budget.isSpent) problems.push(...broken(value, node, path, compiled.get(node)!, budget));
    });
    return problems;
  };
}

function compileRule(rule: CelRule, report: (path: Path, message: string) => void): CompiledRule[] {
  try {
    const expression = compileExpression(rule.rule);
    if (expression.names('oldSelf')) return [];
    return [{ ...rule, expression, words: compileWords(rule), field: readFieldPath(rule.fieldPath) }];
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    report([...rule.at, 'rule'], `is not checked: ${error.message}`);
    return [];
  }
}

/** A message that is itself an expression; one that cannot be read leaves the plain message. */
function compileWords({ messageExpression }: CelRule): Expression | undefined {
  try {
    return messageExpression === undefined ? undefined : compileExpression(messageExpression);
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}

function broken(
  value: Json,
  node: Structural,
  path: Path,
  rules: readonly CompiledRule[],
  budget: Budget,
): ResourceProblem[] {
  const problems: ResourceProblem[] = [];
  for (const rule of rules) {
    const failure = failureOf(rule, value, node, budget);
    if (budget.isSpent) {
      return [...problems, schemaProblem(path, `has a rule that takes too long to check here: ${shown(rule.rule)}`)];
    }
    if (failure === undefined) continue;
    problems.push(schemaProblem([...path, ...(failure.isFalse ? rule.field : [])], failure.message));
  }
  return problems;
}

interface Failure {
  readonly message: string;
  /** False for a rule that has no value: its evaluation is an error. */
  readonly isFalse: boolean;
}

function failureOf(rule: CompiledRule, value: Json, node: Structural, budget: Budget): Failure | undefined {
  const plain = rule.message ?? `must be so that ${shown(rule.rule)}`;
  try {
    const self = toCelValue(value, node);
    if (rule.expression.evaluate(self, budget) === true) return undefined;
    const words = wordsOf(rule, self, budget);
    const showsItself = words === undefined && typeof value !== 'object' && showsValue.has(rule.reason);
    return { message: words ?? (showsItself ? `${plain}, but is ${describeValue(value)}` : plain), isFalse: true };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return { message: `${plain}. The rule has no answer: ${error.message}`, isFalse: false };
  }
}

function wordsOf(rule: CompiledRule, self: ReturnType<typeof toCelValue>, budget: Budget): string | undefined {
  try {
    const words = rule.words?.evaluate(self, budget);
    const isFit = typeof words === 'string' && words.trim() !== '' && !/[\r\n]/.test(words) && words.length <= 5 * 1024;
    return isFit ? words.trim() : undefined;
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}

const shown = (rule: string): string => quote(rule.trim().replace(/\s+/g, ' '));
