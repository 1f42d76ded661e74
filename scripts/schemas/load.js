// The JSON Schemas of schemas/, by where they lie there (`networking.istio.io/Gateway.json`), and what their `$ref`s mean.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Keyword beside a `$ref`: what stands there is checked by itself, as that kind is, and the rest of its schema without it.
 * Editors, which check all at once, go by the `$ref`.
 */
export const checkedAs = 'x-meshwright-checked-as';

/** Every schema, by its path below schemas/ with `/` between folders. */
export const schemas = new Map(
  readdirSync(join(root, 'schemas'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8'))]),
);

/**
 * What `$ref`, standing in `file`, means.
 *
 * @returns {{ file: string, pointer: string, name: string, node: object }} the file it is in, its place there, the last
 *   step of that place, and what stands there. Throws when there is nothing.
 */
export function resolve($ref, file) {
  const [named, pointer = ''] = $ref.split('#');
  const home = named === '' ? file : posix.join(posix.dirname(file), named);
  const steps = pointer.split('/').slice(1);
  let node = schemas.get(home);
  for (const step of steps) node = node?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  if (node === undefined) throw new Error(`schemas/${file}: there is no ${$ref}`);
  return { file: home, pointer, name: steps.at(-1) ?? '', node };
}

/** Keywords whose value is a map of names to schemas. */
const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
/** Keywords whose value is data, not a schema. */
const data = new Set([
  'const',
  'enum',
  'required',
  'default',
  'examples',
  'x-kubernetes-validations',
  'x-kubernetes-crd',
]);

/** A copy of `schema` in which `change(node)` stands for every schema in it, the innermost first. */
export function mapSchemas(schema, change) {
  if (Array.isArray(schema)) return schema.map((item) => mapSchemas(item, change));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = ([key, value]) => {
    if (data.has(key)) return [key, value];
    if (!named.has(key)) return [key, mapSchemas(value, change)];
    return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapSchemas(one, change)]))];
  };
  return change(Object.fromEntries(Object.entries(schema).map(inner)));
}

/** The schema without what only people and editors read. */
export const withoutProse = (schema) =>
  mapSchemas(schema, ({ title, description, examples, default: _, deprecated, $comment, ...rest }) => rest);
