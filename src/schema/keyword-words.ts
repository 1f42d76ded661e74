import { orList } from '../base/list-names.ts';
import { didYouMean } from '../base/nearest.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { patternWords } from './pattern-words.ts';

/** What a keyword's sentence is made of. */
export interface Failure {
  readonly params: Readonly<Record<string, unknown>>;
  /** The value at fault. */
  readonly value: unknown;
  /** The part of the schema that the keyword stands in, where it is known. */
  readonly around: JsonObject;
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** `a list`, `an integer or a string`. */
export const describeTypes = (types: readonly string[]): string => orList(types.map((type) => typeWords[type] ?? type));

/** A value in a message: short, and with its type where the text alone would not tell (`the string "80"`). */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  return typeof value === 'string' ? quote(value) : String(value);
}

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function wrongType({ params, value, around }: Failure): string {
  const all = [params.type].flat() as string[];
  // That null will do as well is not what one wants to know of `true or false`.
  const types = all.length === 2 ? all.filter((type) => type !== 'null') : all;
  const given = typeof value === 'string' ? `the string ${quote(value)}` : describeValue(value);
  const wanted =
    durationWords(around) ?? `must be ${describeTypes(types)}${types.join() === 'object' ? fieldsOf(around) : ''}`;
  return `${wanted}, not ${given}`;
}

/** The fields of a small map: whoever writes `port: 80` learns that it is `port: { number: 80 }`. */
function fieldsOf({ properties }: JsonObject): string {
  const names = isObject(properties) ? Object.keys(properties) : [];
  return names.length > 0 && names.length <= 4 ? ` with ${orList(names)}` : '';
}

/** What a length of time has to be: whoever writes `timeout: 3` learns of units from it, and not from `a string`. */
function durationWords(schema: JsonObject): string | undefined {
  const rules = schema['x-kubernetes-validations'];
  const rule = Array.isArray(rules)
    ? rules.find((one) => isObject(one) && String(one.rule).startsWith('duration(self)'))
    : undefined;
  return isObject(rule) && typeof rule.message === 'string' ? rule.message : undefined;
}

function notAllowed({ params, value }: Failure): string {
  const allowed = (params.allowedValues as unknown[]).map(plain);
  const guess = typeof value === 'string' ? didYouMean(value, allowed) : '';
  return `must be ${orList(allowed)}, not ${describeValue(value)}${guess && `.${guess}`}`;
}

function unknownField({ params, around }: Failure): string {
  const field = String(params.additionalProperty ?? params.unevaluatedProperty);
  const known = isObject(around.properties) ? Object.keys(around.properties) : [];
  const guess = didYouMean(field, known);
  const choice = known.length > 0 && known.length <= 8 ? ` Known here: ${known.join(', ')}.` : '';
  return `unknown field ${quote(field)}${guess ? `.${guess}` : choice && `.${choice}`}`;
}

const comparisons: Readonly<Record<string, string>> = {
  '<=': 'at most',
  '>=': 'at least',
  '<': 'less than',
  '>': 'greater than',
};
const outOfBounds = ({ params, value }: Failure): string =>
  `must be ${comparisons[String(params.comparison)]} ${params.limit}, not ${value}`;

const sized =
  (bound: string, one: string, many: string, count: (value: unknown) => number) =>
  ({ params: { limit }, value }: Failure): string =>
    bound === 'at least' && limit === 1 && count(value) === 0
      ? 'must not be empty'
      : `must have ${bound} ${limit} ${limit === 1 ? one : many}, not ${count(value)}`;
const characters = (value: unknown) => [...String(value)].length;
const items = (value: unknown) => (value as readonly unknown[]).length;
const fields = (value: unknown) => Object.keys(value as object).length;

function excluded({ around }: Failure): string {
  const { not } = around;
  if (!isObject(not) || !Array.isArray(not.required)) return 'has a value that is not allowed here';
  const names = not.required.map(plain);
  return names.length === 1 ? `must not have ${names[0]}` : `must not have ${names.join(' and ')} together`;
}

function unlikePattern({ params, value }: Failure): string {
  const words = patternWords.get(String(params.pattern));
  return words === undefined
    ? `must match the pattern ${params.pattern}, and ${describeValue(value)} does not`
    : `must be ${words}, not ${describeValue(value)}`;
}

/** How each keyword of JSON Schema says that a value fails it; the words follow the field's path and a colon. */
export const keywordWords: Readonly<Record<string, (failure: Failure) => string>> = {
  type: wrongType,
  enum: notAllowed,
  const: ({ params, value }) => `must be ${plain(params.allowedValue)}, not ${describeValue(value)}`,
  additionalProperties: unknownField,
  unevaluatedProperties: unknownField,
  required: () => 'is required, and missing',
  dependentRequired: ({ params }) => `is required beside ${params.property}, and missing`,
  minimum: outOfBounds,
  maximum: outOfBounds,
  exclusiveMinimum: outOfBounds,
  exclusiveMaximum: outOfBounds,
  multipleOf: ({ params, value }) => `must be a multiple of ${params.multipleOf}, not ${value}`,
  minLength: sized('at least', 'character', 'characters', characters),
  maxLength: sized('at most', 'character', 'characters', characters),
  minItems: sized('at least', 'item', 'items', items),
  maxItems: sized('at most', 'item', 'items', items),
  minProperties: sized('at least', 'field', 'fields', fields),
  maxProperties: sized('at most', 'field', 'fields', fields),
  pattern: unlikePattern,
  format: ({ params, value }) => `must be a valid ${params.format}, not ${describeValue(value)}`,
  uniqueItems: ({ params }) => `is the same as item ${params.j}: each item may stand once`,
  contains: () => 'lacks an item that must be there',
  not: excluded,
  'false schema': () => 'is not allowed here',
};
