import { isObject, type JsonObject, type Path } from '../resources/json.ts';

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

/** The part of `schema` at a schemaPath such as `#/properties/spec/anyOf`, or undefined where there is none. */
export function locateSchema(schema: JsonObject, schemaPath: string): unknown {
  let node: unknown = schema;
  for (const step of steps(schemaPath, true)) {
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[step] : undefined;
  }
  return node;
}
