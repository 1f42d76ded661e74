/**
 * What the functions of CEL's rules do: those of CEL's standard library and of Kubernetes' own libraries that schemas
 * use (kubernetes.io, Common Expression Language in Kubernetes). Values are plain JSON; an int is a number, a duration
 * its nanoseconds. What CEL calls an error is thrown.
 */
import { parseDuration } from '../values/duration.ts';
import { parseUrl } from '../values/url.ts';

export class CelError extends Error {}

/** The value of a field or map entry; an error where there is none. */
export function select(value: unknown, key: string): unknown {
  const entries = value as Readonly<Record<string, unknown>> | null | undefined;
  if (typeof entries !== 'object' || entries === null || !Object.hasOwn(entries, key)) {
    throw new CelError(`no such key: ${key}`);
  }
  return entries[key];
}

/** CEL's `has()`. */
export const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) && (value as never)[key] !== undefined;

/** CEL's `has(value.key) ? value.key : other`. */
export const fieldOr = (value: unknown, key: string, other: unknown): unknown =>
  has(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : other;

/** What a macro goes over: a list's items, a map's keys. */
const each = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : Object.keys(value as object));

/** An item that fails with an error counts only when no other decides. */
function decides(value: unknown, deciding: boolean, test: (item: unknown) => boolean): boolean {
  let failure: unknown;
  for (const item of each(value)) {
    try {
      if (test(item) === deciding) return deciding;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return !deciding;
}

export const all = (value: unknown, test: (item: unknown) => boolean): boolean => decides(value, false, test);
export const exists = (value: unknown, test: (item: unknown) => boolean): boolean => decides(value, true, test);
export const existsOne = (value: unknown, test: (item: unknown) => boolean): boolean =>
  each(value).filter(test).length === 1;

/** CEL's `&&` and `||`: either side may decide, even when the other is an error. */
export const and = (left: () => boolean, right: () => boolean): boolean =>
  decides([left, right], false, (side) => (side as () => boolean)());
export const or = (left: () => boolean, right: () => boolean): boolean =>
  decides([left, right], true, (side) => (side as () => boolean)());

export function equal(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}

export const isIn = (value: unknown, container: unknown): boolean =>
  Array.isArray(container) ? container.some((item) => equal(item, value)) : has(container, String(value));

/** Characters of a string, items of a list, keys of a map. */
export function size(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return each(value).length;
}

/** Characters from `start` up to `end`; an error when there are not as many. */
export function substring(text: string, start: number, end: number): string {
  const characters = [...text];
  if (start < 0 || start > end || end > characters.length) throw new CelError('index out of range');
  return characters.slice(start, end).join('');
}

export function int(value: unknown): number {
  if (typeof value === 'string' && !/^[-+]?\d+$/.test(value)) throw new CelError(`${value} is not an integer`);
  return Math.trunc(Number(value));
}

export function duration(text: string): number {
  const nanoseconds = parseDuration(text);
  if (nanoseconds === undefined) throw new CelError(`${text} is not a duration`);
  return nanoseconds;
}

/** Kubernetes' URL library: an absolute URL, or a path from the root. */
export const isURL = (text: string): boolean => parseUrl(text, true) !== undefined && parseUrl(text) !== undefined;

export function url(text: string): { getScheme(): string } {
  const parsed = isURL(text) ? parseUrl(text) : undefined;
  if (parsed === undefined) throw new CelError(`${text} is not a URL`);
  return { getScheme: () => parsed.scheme };
}
