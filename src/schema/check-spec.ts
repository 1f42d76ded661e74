import type { ErrorObject } from 'ajv';
import type { Json, Path } from '../resources/json.ts';
import { decoder } from './cel/report.ts';
import { explainErrors } from './explain-errors.ts';
import {
  andMore,
  apiServerProblem,
  bounded,
  mostTold,
  type ResourceProblem,
  schemaProblem,
  semantic,
} from './problem.ts';
import { Field, type RuleProblem, type RuleSet, type RuleSubject, runRules } from './rules/rule.ts';
import { locateValue } from './schema-path.ts';
import type { CompiledKind, Validate } from './validate.ts';

/**
 * Keywords that fail for a value that no rule is made for: of the wrong type, none of the field's at all, or with more in it
 * than rules that compare each with each are meant for. An API server runs none then, either.
 */
const typeKeywords = new Set(['type', 'enum', 'const', 'anyOf', 'maxItems', 'maxProperties']);

/**
 * Checks a value against a kind's schema, its CEL rules and Istio's own rules. The rules see only what has the right type:
 * what the schema refuses for its type is taken out before, and what they then say of the hole is left unsaid.
 *
 * @param at where the value stands in its resource
 */
export function checkSpec<Spec>(
  given: Json,
  kind: CompiledKind,
  rules: RuleSet<Spec> | undefined,
  subject: RuleSubject,
  at: Path,
): ResourceProblem[] {
  const { value, errors: all } = checkShape(given, kind.default);
  const errors = all.slice(0, mostTold);
  if (errors.length === 0) return checkRules([], value, kind, rules, subject, at);
  const unknown = holes(errors, value, ({ keyword }) => keyword === 'additionalProperties');
  const misread = holes(errors, value, ({ keyword }) => typeKeywords.has(keyword));
  const wrong = explainErrors(errors, value, kind.schema()).map(({ path, message }) => {
    const isUnknown = unknown.some((field) => samePath(field, path));
    return isUnknown ? apiServerProblem([...at, ...path], message) : schemaProblem([...at, ...path], message);
  });
  if (all.length > mostTold) wrong.push(schemaProblem(at, andMore(all.length - mostTold)));
  const out = [...unknown, ...misread];
  // Where not all of the errors are looked at, values of the wrong type are left, which no rule is made for.
  if (all.length > mostTold || out.some(({ length }) => length === 0)) return wrong;
  const gone = out.map((path) => [...at, ...path]);
  return checkRules(wrong, without(out, value), kind, rules, subject, at).filter(
    (problem) => wrong.includes(problem) || problem.isWarning || !gone.some((hole) => startsWith(hole, problem.path)),
  );
}

/** `wrong`, and what the rules say besides; where both say something of one field, it is said once. */
function checkRules<Spec>(
  wrong: readonly ResourceProblem[],
  value: Json,
  kind: CompiledKind,
  rules: RuleSet<Spec> | undefined,
  subject: RuleSubject,
  at: Path,
): ResourceProblem[] {
  const broken: RuleProblem[] = [];
  kind.checkRules(value, new Field('schema', broken).at(...at));
  const semantics = rules === undefined ? [] : runRules(rules, value as Spec, subject, at);
  if (wrong.length + broken.length + semantics.length === 0) return [];
  const found = bounded(semantics, at);
  const schema = [...wrong, ...bounded(unique(broken), at).map(asSchemaProblem)];
  const isSaid = ({ path }: RuleProblem) => schema.some((problem) => samePath(path, problem.path));
  return [...schema, ...found.filter((problem) => !isSaid(problem)).map(semantic)];
}

const asSchemaProblem = (problem: RuleProblem): ResourceProblem =>
  problem.rule === decoder ? semantic(problem) : schemaProblem(problem.path, problem.message);

/** Two rules that say the same of one field say it once. */
const unique = (problems: readonly RuleProblem[]): RuleProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.message]), problem])).values(),
];

/**
 * The errors of the schema's check, and the value as the API server sees it: a null where the schema knows none is the
 * same as no field (kubernetes.io, Defaulting and Nullable).
 */
function checkShape(value: Json, check: Validate): { value: Json; errors: readonly ErrorObject[] } {
  if (check(value)) return { value, errors: [] };
  const errors = [...(check.errors ?? [])];
  const nulls = errors
    .filter(({ keyword }) => typeKeywords.has(keyword))
    .map(({ instancePath }) => locateValue(value, instancePath))
    .filter(({ path, value: found }) => found === null && typeof path.at(-1) === 'string');
  if (nulls.length === 0) return { value, errors };
  return checkShape(
    without(
      nulls.map(({ path }) => path),
      value,
    ),
    check,
  );
}

/** The fields that fail a keyword; of an item, the list that it is in, since no item can be taken out by itself. */
function holes(errors: readonly ErrorObject[], value: Json, fails: (error: ErrorObject) => boolean): Path[] {
  return errors.filter(fails).map(({ instancePath, params }) => {
    const { path } = locateValue(value, instancePath);
    if (params.additionalProperty !== undefined) return [...path, String(params.additionalProperty)];
    return path.slice(0, path.findLastIndex((step) => typeof step === 'string') + 1);
  });
}

/** A copy of `value` without the fields at `paths`. */
function without(paths: readonly Path[], value: Json): Json {
  const copy = structuredClone(value);
  for (const path of paths) {
    let parent: unknown = copy;
    for (const step of path.slice(0, -1)) parent = (parent as Record<string, unknown> | undefined)?.[step];
    if (typeof parent === 'object' && parent !== null) delete (parent as Record<string, unknown>)[path.at(-1)!];
  }
  return copy;
}

const startsWith = (path: Path, start: Path): boolean => start.every((step, i) => path[i] === step);

const samePath = (one: Path, other: Path): boolean => one.length === other.length && startsWith(one, other);
