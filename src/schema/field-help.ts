import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';

/** What a schema says about one field, for people. */
export interface FieldHelp {
  /** `list of objects`, `string`. */
  readonly type: string;
  /** About the field, and then, where that is more, about its type. */
  readonly descriptions: readonly string[];
  readonly isDeprecated: boolean;
  /** Label and value, such as `Default` and `2`; of a list or a map also what holds for each item. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** The fields that it has, or that each of its items or entries has. */
  readonly fields: readonly FieldSummary[];
}

export interface FieldSummary {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  /** The first sentence of its description. */
  readonly summary: string;
}

/**
 * The part of `schema` that describes the field at `steps`; lists and maps are walked through, so that a step names a field
 * of their items, or an entry of a map.
 *
 * @param schema self-contained: each `$ref` is `#/$defs/<name>`
 * @param name what the schema is of, for messages
 * @throws UsageError for a field that does not exist
 */
export function fieldSchema(
  schema: JsonObject,
  steps: readonly string[],
  name: string,
): { readonly node: JsonObject; readonly isRequired: boolean } {
  let node = schema;
  let isRequired = false;
  for (const [i, step] of steps.entries()) {
    const { properties, required, entries } = shapeOf(node, schema);
    const next = Object.hasOwn(properties, step) ? properties[step] : entries;
    if (next === undefined) throw unknownField(step, [name, ...steps.slice(0, i)].join('.'), Object.keys(properties));
    node = isObject(next) ? next : {};
    isRequired = required.includes(step);
  }
  return { node, isRequired };
}

function unknownField(step: string, parent: string, known: readonly string[]): UsageError {
  if (known.length === 0) return new UsageError(`${parent} has no fields, and so no "${step}"`);
  const hint = didYouMean(step, known) || ` It has ${known.join(', ')}.`;
  return new UsageError(`${parent} has no field "${step}".${hint}`);
}

/** What to tell of a part of a self-contained schema. */
export function fieldHelp(node: JsonObject, schema: JsonObject): FieldHelp {
  const all = parts(node, schema);
  const { properties, required } = shapeOf(node, schema);
  return {
    type: typeOf(node, schema),
    descriptions: descriptionsOf(all),
    isDeprecated: isDeprecated(all),
    facts: factsOf([...all, ...itemsOf(all).flatMap((one) => parts(one, schema))]),
    fields: Object.entries(properties).map(([name, one]) => {
      const field = isObject(one) ? one : {};
      return { name, isRequired: required.includes(name), ...summarize(field, schema) };
    }),
  };
}

function summarize(node: JsonObject, schema: JsonObject): Omit<FieldSummary, 'name' | 'isRequired'> {
  const all = parts(node, schema);
  const [description = ''] = descriptionsOf(all);
  return { type: typeOf(node, schema), isDeprecated: isDeprecated(all), summary: firstSentence(description) };
}

/** What each item of a list, or entry of a map, is. */
const itemsOf = (all: readonly JsonObject[]): JsonObject[] =>
  all.flatMap(({ items, additionalProperties }) => [items, additionalProperties]).filter(isObject);

const descriptionsOf = (all: readonly JsonObject[]): string[] => [
  ...new Set(all.map(({ description }) => description).filter((text) => typeof text === 'string')),
];

const isDeprecated = (all: readonly JsonObject[]): boolean => all.some(({ deprecated }) => deprecated === true);

/** A text up to its first full stop that ends a sentence. */
export const firstSentence = (text: string): string => /^.*?[.!?](?=\s+[A-Z`"(*]|$)/s.exec(text)?.[0] ?? text;

/** A node, and all that it refers to or is made of, the nearest first. */
function parts(node: JsonObject, schema: JsonObject): JsonObject[] {
  const { $ref, allOf } = node;
  const target = typeof $ref === 'string' ? (schema.$defs as JsonObject)[$ref.slice('#/$defs/'.length)] : undefined;
  const others = [...(target === undefined ? [] : [target]), ...(Array.isArray(allOf) ? (allOf as Json[]) : [])];
  return [node, ...others.filter(isObject).flatMap((one) => parts(one, schema))];
}

interface Shape {
  readonly properties: JsonObject;
  readonly required: readonly string[];
  /** What each entry of a map is; undefined for what is no map. */
  readonly entries: JsonObject | undefined;
}

/** The fields of a node, of a list's items, or of a map's entries. */
function shapeOf(node: JsonObject, schema: JsonObject): Shape {
  const all = parts(node, schema);
  const maps = (key: string) => all.map((one) => one[key]).filter((value) => isObject(value));
  const properties = Object.assign({}, ...maps('properties').reverse()) as JsonObject;
  if (Object.keys(properties).length > 0) {
    const required = all.flatMap((one) => (one.required ?? []) as string[]);
    return { properties, required, entries: undefined };
  }
  const [items] = maps('items');
  if (items !== undefined) return shapeOf(items, schema);
  const [entries] = maps('additionalProperties');
  if (entries === undefined) return { properties: {}, required: [], entries };
  return { ...shapeOf(entries, schema), entries };
}

/** `list of strings`, `integer or string`; empty where a schema does not say. */
function typeOf(node: JsonObject, schema: JsonObject): string {
  const all = parts(node, schema);
  const first = (key: string) => all.map((one) => one[key]).find((value) => value !== undefined);
  const type = first('type');
  const names = [type ?? []].flat().filter((name) => name !== 'null');
  if (names.length > 0) return names.map((name) => typeName(name as string, first, schema)).join(' or ');
  const choices = first('anyOf') ?? first('oneOf');
  const types = Array.isArray(choices) ? choices.filter(isObject).map((one) => typeOf(one, schema)) : [];
  if (types.length > 0) return [...new Set(types)].filter((one) => one !== '').join(' or ');
  const value = first('const') ?? (first('enum') as Json[] | undefined)?.[0];
  return value === undefined ? '' : typeof value;
}

function typeName(name: string, first: (key: string) => Json | undefined, schema: JsonObject): string {
  const inner = first(name === 'array' ? 'items' : 'additionalProperties');
  const of = isObject(inner) ? plural(typeOf(inner, schema)) : '';
  if (name === 'array') return `list${of}`;
  return name === 'object' && isObject(inner) && first('properties') === undefined ? `map${of}` : name;
}

/** ` of strings`, of `string`; a list of lists is one of lists. */
const plural = (type: string): string => type && ` of ${type.replace(/^\w+/, '$&s').replace(/ or (\w+)/g, ' or $1s')}`;

/** Bounds that only say how many bits hold a number. */
const widest = new Set([-2147483648, 2147483647, 4294967295, 9007199254740991, -9007199254740991]);

function factsOf(all: readonly JsonObject[]): [string, string][] {
  const first = (key: string) => all.map((one) => one[key]).find((value) => value !== undefined);
  const list = (key: string) => all.flatMap((one) => (Array.isArray(one[key]) ? (one[key] as Json[]) : []));
  const bound = (key: string, words: string) =>
    typeof first(key) === 'number' && !widest.has(first(key) as number) ? [`${words} ${first(key)}`] : [];
  const fixed = first('const');
  const rules = list('x-kubernetes-validations') as { message?: string }[];
  const facts: [string, readonly string[]][] = [
    ['Default', first('default') === undefined ? [] : [plain(first('default'))]],
    ['Allowed', [(fixed === undefined ? ((first('enum') ?? []) as Json[]) : [fixed]).map(plain).join(', ')]],
    ['Allowed', [[...bound('minimum', 'at least'), ...bound('maximum', 'at most')].join(', ')]],
    ['Length', [[...bound('minLength', 'at least'), ...bound('maxLength', 'at most')].join(', ')]],
    ['Items', [[...bound('minItems', 'at least'), ...bound('maxItems', 'at most')].join(', ')]],
    ['Pattern', [String(first('pattern') ?? '')]],
    ['Example', (first('examples') as Json[] | undefined)?.map(plain) ?? []],
    ['Rule', rules.map(({ message = '' }) => message)],
  ];
  return facts.flatMap(([label, values]) =>
    values.filter((value) => value !== '').map((value): [string, string] => [label, value]),
  );
}

const plain = (value: Json | undefined): string =>
  typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
