import { describeValue } from '../keyword-words.ts';
import type { Field } from '../rules/rule.ts';

/** What the compiled rules of a schema report on: a value, and the field that it stands in. */
export type CheckRules = (self: unknown, field: Field) => void;

/** Whether a rule holds; one that ends in an error does not. */
export function holds(rule: () => boolean): boolean {
  try {
    return rule();
  } catch {
    return false;
  }
}

/** Reports that the value of `field` breaks the rule of which `message` says what holds. */
export const fail = (message: string, self: unknown, field: Field): void =>
  field.error(typeof self === 'object' ? message : `${message}, but is ${describeValue(self)}`);

/** Reports items of a list that are the same in all of `keys` as one before them (`x-kubernetes-list-type: map`). */
export function eachOnce(self: unknown, field: Field, keys: readonly string[]): void {
  const items = self as readonly Readonly<Record<string, unknown>>[];
  if (items.length < 2) return;
  const first = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    const values = keys.map((key) => item[key]);
    const id = JSON.stringify(values);
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else {
      const what = keys.map((key, k) => `${key} ${describeValue(values[k])}`).join(' and ');
      field.at(i).error(`has the ${what} of item ${before}: no two may have the same`);
    }
  }
}

/**
 * Bounds that an API server does not look at, and Istio's decoder does: to it the whole resource cannot be read. What does
 * not fit 64 bits either is no integer to the API server.
 */
export function int32(self: unknown, field: Field): void {
  const number = self as number;
  if (fits(number, 32)) return;
  const by = fits(number, 64) ? field.as(decoder) : field;
  by.error(`must fit 32 bits, not ${number}`);
}

/** The bounds of what an API server takes for an integer. */
export function int64(self: unknown, field: Field): void {
  if (!fits(self as number, 64)) field.error(`must fit 64 bits, not ${self}`);
}

const fits = (number: number, bits: number): boolean => number >= -(2 ** (bits - 1)) && number < 2 ** (bits - 1);

export function base64(self: unknown, field: Field): void {
  const text = (self as string).replace(/[\r\n]/g, '');
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
  if (!isBase64) field.error('must be base64 (RFC 4648, section 4)');
}

/** The rule's name in what Istio alone refuses of these. */
export const decoder = 'decoder';
