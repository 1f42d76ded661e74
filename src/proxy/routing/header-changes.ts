import { append } from '../../base/append.ts';
import { compareTexts } from '../../base/compare-texts.ts';
import { objectAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

/** What a proxy does to a request's headers at once: first it takes some out, then it puts others in. */
export interface HeaderChanges {
  /** By small letters. */
  readonly remove: readonly string[];
  readonly put: readonly {
    /** By small letters. */
    readonly name: string;
    readonly value: string;
    /** True where it stands beside the values that are there, and not in their place. */
    readonly isAdded: boolean;
  }[];
}

/** The Host header is a matter of the authority, and HTTP/2's own names are no headers. */
const isHeader = (name: string): boolean => !name.startsWith(':') && name !== 'host';

/**
 * What the `headers.request` of routes and destinations come to that a proxy has in one list (istiod's
 * translateHeadersOperations): of each, what is set, then what is added, by name. Undefined where they say nothing.
 */
export function headerChanges(...levels: readonly JsonObject[]): HeaderChanges | undefined {
  const remove = levels
    .flatMap((level) => textsAt(level, 'headers', 'request', 'remove'))
    .map((name) => name.toLowerCase())
    .filter(isHeader);
  const put = levels.flatMap((level) =>
    ['set', 'add'].flatMap((operation) =>
      Object.entries(objectAt(level, 'headers', 'request', operation) ?? {})
        .map(([name, value]) => ({ name: name.toLowerCase(), value: String(value), isAdded: operation === 'add' }))
        .filter(({ name }) => isHeader(name))
        .sort((a, b) => compareTexts(a.name, b.name)),
    ),
  );
  return remove.length + put.length === 0 ? undefined : { remove, put };
}

/** What a header Host is set to; `:authority` is the same. */
export function hostHeader(action: JsonObject): string {
  for (const operation of ['set', 'add']) {
    for (const [name, value] of Object.entries(objectAt(action, 'headers', 'request', operation) ?? {})) {
      if (['host', ':authority'].includes(name.toLowerCase()) && typeof value === 'string') return value;
    }
  }
  return '';
}

/** Headers, by small letters, after the changes, one after the other. */
export function changedHeaders(
  headers: ReadonlyMap<string, readonly string[]>,
  changes: readonly HeaderChanges[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(Array.from(headers, ([name, values]) => [name, [...values]]));
  for (const { remove, put } of changes) {
    for (const name of remove) all.delete(name);
    for (const { name, value, isAdded } of put) {
      if (isAdded) append(all, name, value);
      else all.set(name, [value]);
    }
  }
  return all;
}
