import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import { kinds } from './compiled/kinds.js';

/** Keywords that people and editors read, or that a structural schema may not hold. */
const dropped = new Set(['title', 'examples', 'deprecated', 'default', 'markdownDescription', '$comment', '$ref']);
/** Fields of an object that the API server knows by itself. */
const known = new Set(['apiVersion', 'kind', 'metadata']);

interface CrdFacts {
  readonly group: string;
  readonly names: JsonObject & { readonly plural: string };
  readonly scope: string;
  readonly versions: readonly { readonly name: string; readonly storage?: boolean }[];
  readonly additionalPrinterColumns?: readonly Json[];
}

/** The CustomResourceDefinitions of every kind that has one, by group and name. */
export async function customResourceDefinitions(): Promise<JsonObject[]> {
  const schemas = await Promise.all(Object.values(kinds).map(async ({ source }) => (await source()).default));
  return schemas.filter((schema) => schema['x-kubernetes-crd'] !== undefined).map(customResourceDefinition);
}

/**
 * The CustomResourceDefinition (apiextensions.k8s.io/v1) of a kind, every version with the same schema.
 *
 * @param schema the kind's own, self-contained: each `$ref` is `#/$defs/<name>`. Its `x-kubernetes-crd` says the rest.
 * @throws Error for a schema without `x-kubernetes-crd`
 */
export function customResourceDefinition(schema: JsonObject): JsonObject {
  const facts = schema['x-kubernetes-crd'] as CrdFacts | undefined;
  if (facts === undefined) throw new Error(`${String(schema.title)} is no custom resource`);
  const { group, names, scope, versions, additionalPrinterColumns } = facts;
  const { properties, required, description } = schema as {
    properties: JsonObject;
    required: string[];
    description: Json;
  };
  const fields = Object.entries(properties).filter(([name]) => !known.has(name));
  const needed = required.filter((name) => !known.has(name));
  const $defs = schema.$defs as JsonObject;
  const openAPIV3Schema = {
    type: 'object',
    description,
    properties: Object.fromEntries(fields.map(([name, node]) => [name, structural(node, $defs)])),
    ...(needed.length > 0 && { required: needed }),
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${names.plural}.${group}` },
    spec: {
      group,
      names,
      scope,
      versions: versions.map(({ name, storage = false }) => ({
        name,
        served: true,
        storage,
        ...(additionalPrinterColumns && { additionalPrinterColumns }),
        schema: { openAPIV3Schema },
        subresources: { status: {} },
      })),
    },
  } as unknown as JsonObject;
}

/**
 * JSON Schema as Kubernetes' structural schema: references in place, `null` as `nullable`. That a map has no other fields
 * goes without saying there.
 */
function structural(node: unknown, $defs: JsonObject): unknown {
  if (Array.isArray(node)) return node.map((item) => structural(item, $defs));
  if (!isObject(node)) return node;
  const own = Object.fromEntries(
    Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
      if (dropped.has(key) || (key === 'additionalProperties' && value === false)) return [];
      if (key === 'properties') {
        const inner = Object.entries(value as JsonObject).map(([name, one]) => [name, structural(one, $defs)]);
        return [[key, Object.fromEntries(inner)]];
      }
      if (key === 'type' && Array.isArray(value)) return nullable(value as string[]);
      return [[key, isData(key) ? value : structural(value, $defs)]];
    }),
  );
  if (typeof node.$ref !== 'string') return own;
  const target = structural($defs[node.$ref.slice('#/$defs/'.length)], $defs);
  return both(own as JsonObject, target as JsonObject);
}

const isData = (key: string): boolean => key === 'enum' || key === 'required' || key.startsWith('x-kubernetes-');

function nullable(types: readonly string[]): [string, unknown][] {
  const [type] = types.filter((one) => one !== 'null');
  return [
    ['type', type!],
    ['nullable', true],
  ];
}

/** What stands beside a reference and what it refers to: the rules of both hold, else the first goes first. */
function both(own: JsonObject, target: JsonObject): JsonObject {
  const key = 'x-kubernetes-validations';
  const rules = [own, target].flatMap((one) => (one[key] ?? []) as Json[]);
  return { ...target, ...own, ...(rules.length > 0 && { [key]: rules }) };
}
