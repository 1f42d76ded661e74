import { compareText } from './text.ts';
import type { MapKey } from './values.ts';

const ranks = ['bigint', 'number', 'boolean', 'string'];

/** Go's order of a map's keys: numbers by size, NaN first; false before true; strings by byte. */
function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a !== typeof b) return ranks.indexOf(typeof a) - ranks.indexOf(typeof b);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The keys of a map in the order in which Go goes through them. */
export const sortedKeys = (entries: ReadonlyMap<MapKey, unknown>): MapKey[] => [...entries.keys()].sort(compareKeys);
