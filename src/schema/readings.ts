import { isObject, type Json, type JsonObject, type Path, setField } from '../resources/json.ts';
import { emptyValue } from './proto-json.ts';
import { locateValue, schemaAt } from './schema-path.ts';
import type { CompiledKind } from './validate.ts';

/**
 * Keywords that fail for a value that no rule is made for: of the wrong type, none of the field's at all, or with more in it
 * than rules that compare each with each are meant for. An API server runs none then, either.
 */
export const typeKeywords = new Set(['type', 'enum', 'const', 'anyOf', 'maxItems', 'maxProperties']);

/** A value with nulls where the schema knows none, in the eyes of those who check it. */
interface Readings {
  /** As an API server sees it: a null is no field, and no entry of a map (kubernetes.io, Defaulting and Nullable). */
  readonly value: Json;
  /** As Istio reads it from a file, where that is something else: an entry with a null has an empty value (golang/protobuf, jsonpb). */
  readonly asRead?: Json;
}

/** The readings of what a kind's schema refuses. */
export function readings(given: Json, kind: CompiledKind): Readings {
  let value = given;
  let asRead = given;
  let differs = false;
  while (!kind.default(value)) {
    const nulls = (kind.default.errors ?? [])
      .filter(({ keyword }) => typeKeywords.has(keyword))
      .map(({ instancePath }) => locateValue(value, instancePath))
      .filter(({ path, value: found }) => found === null && typeof path.at(-1) === 'string')
      .map(({ path }) => path);
    if (nulls.length === 0) break;
    const entries = nulls.flatMap((path) => {
      const empty = emptyEntry(path, kind.schema());
      return empty === undefined ? [] : [[path, empty] as const];
    });
    value = without(nulls, value);
    asRead = withValues(entries, without(nulls, asRead));
    differs ||= entries.length > 0;
  }
  return differs ? { value, asRead } : { value };
}

/** What stands for a null at `path` where that is an entry of a map; undefined for a field, which is not there then. */
function emptyEntry(path: Path, schema: JsonObject): Json | undefined {
  const { properties } = schemaAt(schema, path.slice(0, -1));
  const isField = isObject(properties) && Object.hasOwn(properties, path.at(-1)!);
  return isField ? undefined : emptyValue(schemaAt(schema, path));
}

/** A copy of `value` without the fields at `paths`. */
export function without(paths: readonly Path[], value: Json): Json {
  const copy = structuredClone(value);
  for (const path of paths) delete parentIn(copy, path)?.[path.at(-1)!];
  return copy;
}

/** A copy of `value` with others at the paths of `entries`. */
function withValues(entries: readonly (readonly [Path, Json])[], value: Json): Json {
  const copy = structuredClone(value);
  for (const [path, entry] of entries) {
    const parent = parentIn(copy, path);
    if (parent !== undefined) setField(parent, String(path.at(-1)), entry);
  }
  return copy;
}

/** The map or list that holds what is at `path`, if there is one. */
function parentIn(value: Json, path: Path): Record<string, Json> | undefined {
  let parent: unknown = value;
  for (const step of path.slice(0, -1)) parent = (parent as Record<string, unknown> | undefined)?.[step];
  return typeof parent === 'object' && parent !== null ? (parent as Record<string, Json>) : undefined;
}
