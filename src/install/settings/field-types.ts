import { isObject, type JsonObject } from '../../resources/json.ts';
import { isSelector, type Step } from './path.ts';

/** What a field takes, in the words of JSON Schema: `string`, `integer`, `array` … */
export interface FieldTypes {
  /** Empty where anything goes. */
  readonly types: ReadonlySet<string>;
  /** What each item of a list takes. */
  readonly items?: FieldTypes;
}

const anything: FieldTypes = { types: new Set() };

/**
 * What the field at `steps` takes. Nothing is known of one that there is none of: to say so is for validation.
 *
 * @param schema self-contained: each `$ref` is `#/$defs/<name>`
 */
export function fieldTypes(schema: JsonObject, steps: readonly Step[]): FieldTypes {
  let nodes = alternatives(schema, schema);
  for (const step of steps) {
    const next = nodes.map((node) => within(node, step)).filter(isObject);
    nodes = next.flatMap((node) => alternatives(node, schema));
  }
  return typesOf(nodes, schema);
}

/** A node and all that it refers to, is made of, or may be. */
function alternatives(node: JsonObject, schema: JsonObject): JsonObject[] {
  const { $ref, allOf, anyOf, oneOf } = node;
  const target = typeof $ref === 'string' ? (schema.$defs as JsonObject)[$ref.slice('#/$defs/'.length)] : undefined;
  const others = [target, allOf, anyOf, oneOf].flat().filter(isObject);
  return [node, ...others.flatMap((one) => alternatives(one, schema))];
}

function within({ properties, additionalProperties, items }: JsonObject, step: Step): unknown {
  if (isSelector(step)) return items;
  return isObject(properties) && Object.hasOwn(properties, step) ? properties[step] : additionalProperties;
}

function typesOf(nodes: readonly JsonObject[], schema: JsonObject): FieldTypes {
  const types = new Set(nodes.flatMap(({ type, enum: words }) => type ?? (words === undefined ? [] : 'string')));
  // A string by the side of a number is another way to write the number where not every string will do.
  const isNumeric = types.has('number') || types.has('integer');
  if (isNumeric && nodes.every(({ type, pattern }) => type !== 'string' || pattern !== undefined))
    types.delete('string');
  const items = nodes.map((node) => node.items).find(isObject);
  if (types.size === 0) return anything;
  return {
    types: types as ReadonlySet<string>,
    ...(items !== undefined && { items: typesOf(alternatives(items, schema), schema) }),
  };
}
