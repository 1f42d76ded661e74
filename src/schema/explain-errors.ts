import type { ErrorObject } from 'ajv';
import { orList } from '../base/list-names.ts';
import { entry } from '../base/map-entry.ts';
import { isObject, type JsonObject, type Path } from '../resources/json.ts';
import { describeTypes, describeValue, keywordWords } from './keyword-words.ts';
import { followSchemaPath, locateValue, schemaAt } from './schema-path.ts';

/** What is wrong with one field; the message is to follow the field's path and a colon. */
export interface SchemaProblem {
  /** For a field that is missing or unknown, its own path, not its parent's. */
  readonly path: Path;
  readonly message: string;
}

/**
 * ajv's errors in plain words, each problem once, in the schema's order. Of alternatives (anyOf, oneOf) that all fail,
 * only the one that the value seems to mean is explained.
 *
 * @param errors what a validator made with `allErrors` left behind
 * @param schema the schema it was made of, self-contained, to say which fields and alternatives there are
 */
export function explainErrors(errors: readonly ErrorObject[], data: unknown, schema: JsonObject): SchemaProblem[] {
  const problems: (SchemaProblem & { keyword?: string })[] = [];
  const taken = new Set<ErrorObject>();
  // Backwards: the error of a whole follows those of its parts.
  for (const error of [...errors].reverse()) {
    if (taken.has(error) || error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    if (error.keyword === 'contains') for (const part of partsOf(error, '', errors)) taken.add(part);
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') {
      problems.push({ ...explain(error, data, schema), keyword: error.keyword });
      continue;
    }
    const branches = branchErrors(error, errors, data, schema);
    for (const part of branches.flat()) taken.add(part);
    problems.push(...explainAlternatives(error, branches, data, schema).reverse());
  }
  return decisive(problems.reverse());
}

/** Each problem once; of a value of the wrong type, or that is none of those allowed, nothing else. */
function decisive(problems: readonly (SchemaProblem & { keyword?: string })[]): SchemaProblem[] {
  const byPath = new Map<string, Map<string, SchemaProblem & { keyword?: string }>>();
  for (const problem of problems) {
    const here = entry(byPath, JSON.stringify(problem.path), () => new Map());
    here.set(problem.message, problem);
  }
  return [...byPath.values()].flatMap((here) => {
    const all = [...here.values()];
    const [first] = ['enum', 'type'].flatMap((keyword) => all.filter((problem) => problem.keyword === keyword));
    return (first ? [first] : all).map(({ path, message }) => ({ path, message }));
  });
}

function explain(error: ErrorObject, data: unknown, schema: JsonObject): SchemaProblem {
  const { keyword, instancePath, propertyName } = error;
  const params = error.params as Readonly<Record<string, unknown>>;
  const { path, value } = locateValue(data, instancePath);
  const words = keywordWords[keyword];
  const failure = { params, value: propertyName ?? value, around: schemaAt(schema, path) };
  const message = words === undefined ? (error.message ?? `fails ${keyword}`) : words(failure);
  const field =
    propertyName ?? params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty ?? params.i;
  return { path: field === undefined ? path : [...path, field as string | number], message };
}

/** The errors of each alternative of `whole`, told from others by where they are in the schema. */
function branchErrors(
  whole: ErrorObject,
  errors: readonly ErrorObject[],
  data: unknown,
  schema: JsonObject,
): ErrorObject[][] {
  const alternatives = alternativesOf(whole, data, schema);
  if (!Array.isArray(alternatives)) return [];
  return alternatives.map((_, i) => partsOf(whole, `/${i}`, errors));
}

/** The errors from inside the keyword that `whole` is of, or from one of its alternatives. */
const partsOf = (whole: ErrorObject, alternative: string, errors: readonly ErrorObject[]): ErrorObject[] =>
  errors.filter(
    ({ instancePath, schemaPath }) =>
      isWithin(instancePath, whole.instancePath) &&
      schemaPath.startsWith(`${whole.schemaPath}${alternative}/`) &&
      // ajv starts a path anew in each definition, where the same path may mean another place.
      followSchemaPath(schemaPath).depth - followSchemaPath(whole.schemaPath).depth ===
        depth(instancePath) - depth(whole.instancePath),
  );

const depth = (instancePath: string): number => instancePath.split('/').length - 1;

const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

function explainAlternatives(
  whole: ErrorObject,
  branches: readonly ErrorObject[][],
  data: unknown,
  schema: JsonObject,
): SchemaProblem[] {
  const { path, value } = locateValue(data, whole.instancePath);
  const say = (message: string): SchemaProblem[] => [{ path, message }];
  const alternatives = alternativesOf(whole, data, schema);
  const passing = (whole.params as { passingSchemas?: readonly number[] | null }).passingSchemas;
  if (passing) {
    const names = passing.flatMap((i) => requiredBy(alternatives, i));
    return say(names.length < 2 ? 'fits more than one of the forms allowed' : `takes only one of ${orList(names)}`);
  }
  const atTop = (keyword: string) => (error: ErrorObject) =>
    error.keyword === keyword && error.instancePath === whole.instancePath;
  const ofRightType = branches.filter((errors) => errors.length > 0 && !errors.some(atTop('type')));
  if (ofRightType.length === 0) {
    const types = branches
      .flat()
      .filter(atTop('type'))
      .flatMap(({ params }) => params.type as string | string[]);
    return say(
      types.length === 0
        ? 'fits none of the forms allowed'
        : `must be ${describeTypes([...new Set(types)])}, not ${describeValue(value)}`,
    );
  }
  const names = ofRightType.flatMap((errors) => errors.filter(atTop('required')).map((e) => e.params.missingProperty));
  if (ofRightType.length > 1 && ofRightType.every((errors) => errors.every(atTop('required')))) {
    return say(`needs one of ${orList([...new Set(names as string[])])}`);
  }
  const [closest] = [...ofRightType].sort((a, b) => a.length - b.length);
  return explainErrors(closest!, data, schema);
}

/** What the failing keyword lists. */
function alternativesOf({ instancePath, schemaPath }: ErrorObject, data: unknown, schema: JsonObject): unknown {
  const { path } = locateValue(data, instancePath);
  let node: unknown = schemaAt(schema, path);
  for (const step of followSchemaPath(schemaPath).atValue) node = (node as Record<string, unknown> | undefined)?.[step];
  return node;
}

/** The fields that make an alternative what it is. */
function requiredBy(alternatives: unknown, index: number): string[] {
  const alternative: unknown = Array.isArray(alternatives) ? alternatives[index] : undefined;
  return isObject(alternative) && Array.isArray(alternative.required) ? alternative.required.map(String) : [];
}
