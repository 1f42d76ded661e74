import { isObject, type JsonObject } from './json.ts';
import { type ObjectOf, object, type Shape } from './shape.ts';

/**
 * As `object`, for a message of Protocol Buffers: its fields may also have their names in the .proto file, `trust_domain`
 * for `trustDomain` (protobuf.dev, ProtoJSON). Where a field is there under both names, the one in JSON counts.
 *
 * @param jsonOnly fields that are read by their names in JSON only
 */
export function message<F extends Record<string, Shape<unknown>>>(
  fields: F,
  jsonOnly: readonly (keyof F)[] = [],
): Shape<ObjectOf<F>> {
  const shape = object(fields);
  const names = Object.keys(fields)
    .filter((name) => /[A-Z]/.test(name) && !jsonOnly.includes(name))
    .map((name) => [protoName(name), name] as const);
  const read = (value: unknown) => shape(isObject(value) ? withJsonNames(value, names) : value);
  return Object.assign(read, { empty: shape.empty });
}

const protoName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same fields, those of `names` under their names in JSON; the same object where there are none of those. */
function withJsonNames(given: JsonObject, names: readonly (readonly [inProto: string, inJson: string])[]): JsonObject {
  const found = names.filter(([inProto, inJson]) => given[inProto] !== undefined && given[inJson] === undefined);
  if (found.length === 0) return given;
  return { ...given, ...Object.fromEntries(found.map(([inProto, inJson]) => [inJson, given[inProto]])) };
}
