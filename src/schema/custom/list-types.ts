import { isObject, type Json, stableJson } from '../../resources/json.ts';
import { describeValue } from '../keyword-words.ts';
import type { Structural } from './structural.ts';

type Report = (index: number, message: string) => void;

/** Reports items of a list that are the same as one before: wholly in a set, in their keys in a map. */
export function checkListType(items: readonly Json[], { listType, listKeys }: Structural, report: Report): void {
  if (listType === 'set') {
    reportRepeated(
      items,
      report,
      (item, before) => `is ${describeValue(item)} again, as item ${before}: each may stand once`,
    );
  }
  if (listType !== 'map') return;
  const odd = items.findIndex((item) => item !== null && !isObject(item));
  if (odd >= 0) {
    report(odd, `must be a map, not ${describeValue(items[odd])}`);
    return;
  }
  const keys = items.map((item) => listKeys.map((key) => (isObject(item) ? (item[key] ?? null) : null)));
  reportRepeated(keys, report, (values, before) => {
    const what = listKeys.map((key, i) => `${key} ${describeValue((values as readonly Json[])[i] ?? undefined)}`);
    return `has the ${what.join(' and ')} of item ${before}: no two may have the same`;
  });
}

/** Each value that repeats is reported once, at the second place. */
function reportRepeated(values: readonly Json[], report: Report, say: (value: Json, before: number) => string): void {
  const first = new Map<string, number>();
  const told = new Set<string>();
  for (const [i, value] of values.entries()) {
    const id = stableJson(value);
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else if (!told.has(id)) {
      told.add(id);
      report(i, say(value, before));
    }
  }
}
