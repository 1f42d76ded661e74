import { isObject, type Json, type JsonObject, type Path } from '../resources/json.ts';

/** The steps of a JSON Pointer (RFC 6901), perhaps as a URI fragment: what ajv calls schemaPath and instancePath. */
function steps(pointer: string, isFragment: boolean): string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) =>
    (isFragment ? decodeURIComponent(part) : part).replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}

/** An instancePath as a path in `data`, and the value there. List indexes become numbers, map keys stay strings. */
export function locateValue(data: unknown, instancePath: string): { path: Path; value: unknown } {
  const path: (string | number)[] = [];
  let value = data;
  for (const step of steps(instancePath, false)) {
    if (Array.isArray(value)) {
      path.push(Number(step));
      value = value[Number(step)];
    } else {
      path.push(step);
      value = isObject(value) ? value[step] : undefined;
    }
  }
  return { path, value };
}

/** The schema of the value at `path`, as far as `schema` and the definitions it refers to say; `$ref`s are followed. */
export function schemaAt(schema: JsonObject, path: Path): JsonObject {
  let nodes = meanings(schema, schema);
  for (const step of path) {
    nodes = nodes.flatMap((node) => {
      const { properties, additionalProperties, items } = node as Record<string, Json>;
      const named = isObject(properties) && Object.hasOwn(properties, step) ? properties[step] : undefined;
      const inner = typeof step === 'number' ? items : (named ?? additionalProperties);
      return isObject(inner) ? meanings(inner, schema) : [];
    });
  }
  return Object.assign({}, ...nodes.toReversed()) as JsonObject;
}

/** A node, what it refers to, and the alternatives that it allows: whatever may say something of a value. */
function meanings(node: JsonObject, root: JsonObject): JsonObject[] {
  const { $ref, anyOf = [], allOf = [] } = node as { $ref?: string; anyOf?: JsonObject[]; allOf?: JsonObject[] };
  const target = $ref === undefined ? undefined : atPointer(root, $ref);
  const more = [...(isObject(target) ? [target] : []), ...anyOf, ...allOf];
  return [node, ...more.flatMap((one) => meanings(one, root))];
}

const atPointer = (root: unknown, pointer: string): unknown =>
  steps(pointer, true).reduce((node, step) => (node as Record<string, unknown> | undefined)?.[step], root);

/** Keywords that lead to the schema of a part of the value, and how many steps they take in a schemaPath. */
const inward: Readonly<Record<string, number>> = {
  properties: 2,
  patternProperties: 2,
  prefixItems: 2,
  items: 1,
  contains: 1,
  additionalProperties: 1,
};

/** A schemaPath taken apart: how many steps into the value it leads, and its last steps, which stay at one value. */
export function followSchemaPath(schemaPath: string): { depth: number; atValue: string[] } {
  const all = steps(schemaPath, true);
  let depth = 0;
  let start = 0;
  for (let i = 0; i < all.length; ) {
    const taken = all[i] === '$defs' ? 2 : (inward[all[i]!] ?? 0);
    if (taken > 0 && i + taken < all.length) start = i + taken;
    if (taken > 0 && all[i] !== '$defs' && i + taken < all.length) depth++;
    i += Math.max(1, taken);
  }
  return { depth, atValue: all.slice(start) };
}
