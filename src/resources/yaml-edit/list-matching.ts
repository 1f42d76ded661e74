import { isObject, type Json, type JsonObject } from '../json.ts';
import { equal } from './equal.ts';

/** Fields that tell the items of a list apart, in the Kubernetes API; those before count more. */
const identities = [
  'name',
  'mountPath',
  'containerPort',
  'devicePath',
  'port',
  'key',
  'ip',
  'uid',
  'topologyKey',
  'host',
];

/**
 * Says of each item of `after` which item of `before` it is, by index, or -1 for a new one: the same by what it says, by
 * its name, or by its place. Each is matched once.
 */
export function matchItems(before: readonly Json[], after: readonly Json[]): number[] {
  const matches = new Array<number>(after.length).fill(-1);
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start], after[start])) matches[start] = start++;
  let fromEnd = 1;
  for (; start <= before.length - fromEnd && start <= after.length - fromEnd; fromEnd++) {
    if (!equal(before.at(-fromEnd), after.at(-fromEnd))) break;
    matches[after.length - fromEnd] = before.length - fromEnd;
  }
  let left = indexes(start, before.length - fromEnd + 1);
  let open = indexes(start, after.length - fromEnd + 1);
  const match = (pairs: readonly (readonly [to: number, from: number])[]) => {
    for (const [to, from] of pairs) matches[to] = from;
    const taken = new Set(pairs.map(([, from]) => from));
    left = left.filter((i) => !taken.has(i));
    open = open.filter((i) => matches[i] === -1);
  };
  const areFew = left.length * open.length <= fewPairs;
  if (areFew) match(equalPairs(before, left, after, open));
  for (const naming of areFew ? namings : [...namings, byText]) {
    if (left.length === 0 || open.length === 0) return matches;
    const known = naming(before, left);
    match([...naming(after, open)].flatMap(([name, to]) => (known.has(name) ? [[to, known.get(name)!]] : [])));
  }
  // What has no name is the same when it stands at the same place.
  if (open.length === left.length)
    match(open.map((to, i) => [to, left[i]!] as const).filter(([to, from]) => mayBeOne(before[from]!, after[to]!)));
  return matches;
}

const indexes = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** Gives the items at some indexes of a list names that are theirs alone; not all get one. */
type Naming = (list: readonly Json[], at: readonly number[]) => Map<string, number>;

/** Up to so many, pairs are compared one by one, which is quicker than to write each item out. */
const fewPairs = 100;

function equalPairs(before: readonly Json[], left: readonly number[], after: readonly Json[], open: readonly number[]) {
  const taken = new Set<number>();
  return open.flatMap((to): [number, number][] => {
    const from = left.find((i) => !taken.has(i) && equal(before[i], after[to]));
    if (from === undefined) return [];
    taken.add(from);
    return [[to, from]];
  });
}

/** By all that they say; of equal ones the first is the first, the second the second. */
const byText: Naming = (list, at) => {
  const counts = new Map<string, number>();
  return new Map(
    at.map((i) => {
      const text = JSON.stringify(list[i]);
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      return [`${count} ${text}`, i];
    }),
  );
};

const byIdentity =
  (identityOf: (item: JsonObject) => Json | undefined): Naming =>
  (list, at) => {
    const names = new Map<string, number>();
    const twice = new Set<string>();
    for (const i of at) {
      const item = list[i];
      const identity = isObject(item) ? identityOf(item) : undefined;
      if (identity === undefined || (typeof identity === 'object' && !Array.isArray(identity))) continue;
      const name = JSON.stringify(identity);
      if (names.has(name)) twice.add(name);
      names.set(name, i);
    }
    for (const name of twice) names.delete(name);
    return names;
  };

/** A Kubernetes object in a List. */
const objectIdentity = ({ kind, metadata }: JsonObject): Json | undefined =>
  isObject(metadata) ? [kind ?? null, metadata.namespace ?? null, metadata.name ?? null] : undefined;

const namings = [...identities.map((field) => byIdentity((item) => item[field])), byIdentity(objectIdentity)];

function mayBeOne(before: Json, after: Json): boolean {
  if (Array.isArray(before) && Array.isArray(after)) return true;
  if (!isObject(before) || !isObject(after)) return false;
  return !identities.some((field) => before[field] !== undefined || after[field] !== undefined);
}

/** The longest run of indexes in `matches` that grow; these items can stay where they are. */
export function staying(matches: readonly number[]): ReadonlySet<number> {
  /** By length: the place in `matches` where the run of that length with the smallest last index ends. */
  const ends: number[] = [];
  const previous = new Array<number>(matches.length).fill(-1);
  for (const [i, match] of matches.entries()) {
    if (match < 0) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (matches[ends[middle]!]! < match) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  }
  const stay = new Set<number>();
  for (let i = ends.at(-1) ?? -1; i >= 0; i = previous[i]!) stay.add(matches[i]!);
  return stay;
}
