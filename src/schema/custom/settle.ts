import { isObject, type Json, type JsonObject, type Path, setField } from '../../resources/json.ts';
import type { Structural } from './structural.ts';

/** Told of a field that the schema does not know; `known` are those that it does. */
export type ReportUnknown = (path: Path, known: readonly string[]) => void;

/** Fields of every Kubernetes object, which its schema need not say. */
const objectFields = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * A resource as an API server goes on to check it: without fields that the schema does not know, without nulls where it
 * takes none, and with defaults for what is missing (kubernetes.io, Extend the Kubernetes API with
 * CustomResourceDefinitions, Field pruning and Defaulting). What is given stays as it is.
 */
export function settle(resource: JsonObject, schema: Structural, report: ReportUnknown): JsonObject {
  return settleValue(resource, { ...schema, isResource: true }, [], report, false) as JsonObject;
}

/** @param isLoose in a list that keeps unknown fields */
function settleValue(
  value: Json,
  schema: Structural | undefined,
  path: Path,
  report: ReportUnknown,
  isLoose: boolean,
): Json {
  const keeps = isLoose || schema?.keepsUnknown === true;
  if (Array.isArray(value)) {
    if (schema === undefined && keeps) return value;
    const { items } = schema ?? {};
    return value.map((item, i) =>
      item === null && items !== undefined && !items.isNullable
        ? (items.default ?? null)
        : settleValue(item, items, [...path, i], report, keeps),
    );
  }
  if (!isObject(value) || (schema === undefined && keeps)) return value;
  const settled: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const given = value[key] ?? null;
    if (schema?.isResource && objectFields.has(key)) {
      setField(settled, key, given);
      continue;
    }
    const field = schema?.properties?.get(key) ?? schema?.values;
    if (field === undefined && !keeps) {
      report([...path, key], knownFields(schema));
      continue;
    }
    const known = field === true ? undefined : field;
    if (given === null && known !== undefined && !known.isNullable) continue;
    const isKept = field === undefined;
    setField(settled, key, isKept ? given : settleValue(given, known, [...path, key], report, false));
  }
  addDefaults(settled, schema);
  return settled;
}

function addDefaults(settled: Record<string, Json>, schema: Structural | undefined): void {
  for (const [name, field] of schema?.properties ?? []) {
    if (field.default === undefined || Object.hasOwn(settled, name)) continue;
    setField(settled, name, settleValue(field.default, field, [], ignore, false));
  }
}

const ignore = (): void => {};

const knownFields = (schema: Structural | undefined): readonly string[] => [
  ...(schema?.isResource ? objectFields : []),
  ...(schema?.properties?.keys() ?? []),
];
