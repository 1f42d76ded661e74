import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { Structural } from './structural.ts';

/** What the formats of a converted schema begin with that stand for a pattern: the rest is the pattern. */
export const patternPrefix = 'pattern:';
/** … and for a format of Kubernetes' own. */
export const formatPrefix = 'kubernetes:';

/** What an integer of 64 bits can be, as near as JavaScript can say. */
const largestInteger = 2 ** 63;
const smallestInteger = -(2 ** 63);

/**
 * A structural schema as JSON Schema (2019-09). Unknown fields, nulls of no meaning and defaults are the business of
 * `settle`, rules and list types that of others. A pattern is written as a format, so that it is never read as
 * JavaScript's.
 */
export function toJsonSchema(node: Structural): JsonObject {
  const { type, isNullable, isIntOrString, limits } = node;
  const types = isIntOrString ? ['integer', 'string'] : type === undefined ? [] : [type];
  const own = fromLimits(limits, type);
  const shape: Record<string, Json> = {};
  if (types.length > 0) {
    const all = isNullable ? [...types, 'null'] : types;
    shape.type = all.length === 1 ? all[0]! : all;
  }
  if (node.properties !== undefined) {
    shape.properties = Object.fromEntries([...node.properties].map(([name, one]) => [name, toJsonSchema(one)]));
  }
  if (isObject(node.values)) shape.additionalProperties = toJsonSchema(node.values as Structural);
  if (node.items !== undefined) shape.items = toJsonSchema(node.items);
  if (!isNullable) return { ...own, ...shape };
  // Of a null nothing is asked but its type and to be one of the values listed.
  const { enum: values, ...rest } = own;
  const hasChoice = ['allOf', 'anyOf', 'oneOf', 'not'].some((keyword) => keyword in rest);
  const listed = values === undefined ? {} : { enum: values };
  return hasChoice ? { ...shape, ...listed, if: { type: 'null' }, else: rest } : { ...shape, ...listed, ...rest };
}

/** `allOf` of limits that cannot stand side by side. */
function fromLimits(limits: JsonObject, type?: string): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, pattern, format, ...rest } = limits;
  const schema: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(rest)) schema[keyword] = convert(keyword, value!);
  const isInteger = type === 'integer';
  if (minimum !== undefined) schema[exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum'] = minimum;
  else if (isInteger) schema.minimum = smallestInteger;
  if (maximum !== undefined) schema[exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum'] = maximum;
  else if (isInteger) schema.maximum = largestInteger;
  const formats = [
    ...(pattern === undefined ? [] : [`${patternPrefix}${pattern}`]),
    // Other formats say how many bits a number has, and are not checked.
    ...(format === undefined || (type !== undefined && type !== 'string') ? [] : [`${formatPrefix}${format}`]),
  ];
  if (formats.length === 1) schema.format = formats[0]!;
  else if (formats.length > 1)
    schema.allOf = [...((schema.allOf as Json[]) ?? []), ...formats.map((one) => ({ format: one }))];
  return schema;
}

/** What stands in a junctor has only limits, its fields' and its items'. */
function convert(keyword: string, value: Json): Json {
  if (Array.isArray(value)) {
    return keyword === 'enum' || keyword === 'required' ? value : value.map((one) => fromNested(one as JsonObject));
  }
  return isObject(value) ? fromNested(value) : value;
}

function fromNested(node: JsonObject): JsonObject {
  const { properties, items, ...limits } = node;
  const schema: Record<string, Json | undefined> = { ...fromLimits(limits) };
  if (isObject(properties)) {
    const fields = Object.entries(properties).map(([name, one]): [string, Json] => [
      name,
      fromNested(one as JsonObject),
    ]);
    schema.properties = Object.fromEntries(fields);
  }
  if (isObject(items)) schema.items = fromNested(items);
  return schema;
}
