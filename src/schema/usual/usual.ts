/**
 * What resources usually look like, as tests that say yes or no. A resource that is usual has no problem, so that nothing
 * else need be asked of it: in a large mesh nearly all are, and the full check of each takes five times as long. A no says
 * nothing: the full check decides. `test/schema/usual` holds both against each other.
 */
import { isObject } from '../../resources/json.ts';

export type Usual = (value: unknown) => boolean;
/** The test of a kind's `spec`, for which the resource's namespace may matter. */
export type UsualSpec = (spec: unknown, namespace: string) => boolean;

/** One of a few texts. */
export const oneOf = (...texts: readonly string[]): Usual => {
  const known = new Set<unknown>(texts);
  return (value) => known.has(value);
};

export const integer =
  (least: number, most: number): Usual =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** Items of what is usual: no schema has a bound below this that matters here. */
const most = 100;

/** A list that is neither empty nor long. */
export const list =
  (item: Usual): Usual =>
  (value) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > most) return false;
    for (let i = 0; i < value.length; i++) if (!item(value[i])) return false;
    return true;
  };

/** A map that is neither empty nor long. */
export const map =
  (key: Usual, item: Usual): Usual =>
  (value) => {
    if (!isObject(value)) return false;
    let size = 0;
    for (const name in value) {
      if (!key(name) || !item(value[name])) return false;
      size++;
    }
    return size > 0 && size <= most;
  };

/** An object of these fields and no other, with all of `required` and one field at least. */
export function object(fields: Readonly<Record<string, Usual>>, required: readonly string[] = []): Usual {
  const known = new Map(Object.entries(fields));
  return (value) => {
    if (!isObject(value)) return false;
    let isEmpty = true;
    for (const name in value) {
      const test = known.get(name);
      if (test === undefined || !test(value[name])) return false;
      isEmpty = false;
    }
    for (let i = 0; i < required.length; i++) if (value[required[i]!] === undefined) return false;
    return !isEmpty;
  };
}

/** Each of several tests. */
export const both =
  <T>(shape: Usual, more: (value: T) => boolean): Usual =>
  (value) =>
    shape(value) && more(value as T);

/** True when no two items of a list say the same. */
export const areDistinct = (texts: readonly unknown[]): boolean =>
  texts.length < 2 || new Set(texts).size === texts.length;
