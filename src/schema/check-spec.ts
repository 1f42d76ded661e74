import type { ErrorObject } from 'ajv';
import { type Json, type Path, samePath, startsWith } from '../resources/json.ts';
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
import { readings, typeKeywords, without } from './readings.ts';
import { Field, type RuleProblem, type RuleSet, type RuleSubject, runRules } from './rules/rule.ts';
import { locateValue } from './schema-path.ts';
import type { CompiledKind } from './validate.ts';

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
  const check = (value: Json): ResourceProblem[] => checkReading(value, kind, rules, subject, at);
  if (kind.default(given)) return checkRules([], given, kind, rules, subject, at);
  const { value, asRead } = readings(given, kind);
  if (asRead === undefined) return check(value);
  const schema = check(value).filter(({ source }) => source === 'schema');
  const semantics = check(asRead).filter(({ path }) => !schema.some((problem) => samePath(path, problem.path)));
  return [...schema, ...semantics.map(semantic)];
}

/** What is wrong with a value in one reading of it. */
function checkReading<Spec>(
  value: Json,
  kind: CompiledKind,
  rules: RuleSet<Spec> | undefined,
  subject: RuleSubject,
  at: Path,
): ResourceProblem[] {
  if (kind.default(value)) return checkRules([], value, kind, rules, subject, at);
  const all = [...(kind.default.errors ?? [])];
  const errors = all.slice(0, mostTold);
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
  const isAt = (path: Path) => (problem: ResourceProblem) => samePath(path, problem.path);
  // Of a text or number, a rule says in other words what a keyword has said already.
  const isNew = ({ path }: RuleProblem) => isObjectOrList(value, path.slice(at.length)) || !wrong.some(isAt(path));
  const schema = [...wrong, ...bounded(unique(broken).filter(isNew), at).map(asSchemaProblem)];
  const isSaid = ({ path }: RuleProblem) => schema.some(isAt(path));
  return [...schema, ...found.filter((problem) => !isSaid(problem)).map(semantic)];
}

function isObjectOrList(value: unknown, path: Path): boolean {
  const found = path.reduce((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], value);
  return typeof found === 'object';
}

const asSchemaProblem = (problem: RuleProblem): ResourceProblem =>
  problem.rule === decoder ? semantic(problem) : schemaProblem(problem.path, problem.message);

/** Two rules that say the same of one field say it once. */
const unique = (problems: readonly RuleProblem[]): RuleProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.message]), problem])).values(),
];

/** The fields that fail a keyword; of an item, the list that it is in, since no item can be taken out by itself. */
function holes(errors: readonly ErrorObject[], value: Json, fails: (error: ErrorObject) => boolean): Path[] {
  return errors.filter(fails).map(({ instancePath, params }) => {
    const { path } = locateValue(value, instancePath);
    if (params.additionalProperty !== undefined) return [...path, String(params.additionalProperty)];
    return path.slice(0, path.findLastIndex((step) => typeof step === 'string') + 1);
  });
}
