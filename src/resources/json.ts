/** A value as the Kubernetes API knows it. Objects come from untrusted text: look keys up with `Object.hasOwn`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A field's place in a document: map keys and list indexes from its root. */
export type Path = readonly (string | number)[];

/** True for a path that leads to what is at `start`, or into it. */
export const startsWith = (path: Path, start: Path): boolean => start.every((step, i) => path[i] === step);

/** True for one and the same place. */
export const samePath = (one: Path, other: Path): boolean => one.length === other.length && startsWith(one, other);

/** True for a map, which a list is not. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `['spec', 'http', 0, 'match']` as people write it: `spec.http[0].match`; odd keys are quoted in brackets. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w$-]+$/.test(step)) text += text ? `.${step}` : step;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** The same fields but for those that are undefined. */
export const defined = <T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** JSON that is the same for equal values, whatever the order of their keys. */
export const stableJson = (value: Json): string =>
  JSON.stringify(value, (_, part: Json) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

/** Sets a field of an object that is being made, `__proto__` being a name like any other. */
export function setField(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A message about a field, with the field named before it; of a document as a whole, the message alone. */
export const inField = (path: Path, message: string): string =>
  path.length === 0 ? message : `${formatPath(path)}: ${message}`;
