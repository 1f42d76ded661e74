import { isObject, type JsonObject } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';

/** An IstioOperator's content; a `spec`, or a field of it, that says nothing is the same as none. */
export function contentOf({ body }: Resource): JsonObject {
  const { spec, ...rest } = body;
  if (spec === null) return rest;
  return isObject(spec) ? { ...body, spec: withoutNulls(spec) } : body;
}

const withoutNulls = (map: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null));
