import { isObject, type Json, type JsonObject } from './json.ts';

/** One step of a JSON Patch (RFC 6902). */
export type Operation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string };

/**
 * A patch that makes `after` of `before`: operations in the order in which they apply. Items of lists are the same when they
 * have the same name, or nothing about them differs.
 */
export function jsonPatch(before: Json, after: Json): Operation[] {
  const operations: Operation[] = [];
  compare(before, after, '', operations);
  return operations;
}

function compare(before: Json, after: Json, path: string, to: Operation[]): void {
  if (isObject(before) && isObject(after)) compareMaps(before, after, path, to);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, to);
  else if (before !== after) to.push({ op: 'replace', path, value: after });
}

function compareMaps(before: JsonObject, after: JsonObject, path: string, to: Operation[]): void {
  for (const key of Object.keys(before)) {
    const at = `${path}/${pointerStep(key)}`;
    if (!Object.hasOwn(after, key)) to.push({ op: 'remove', path: at });
    else compare(before[key]!, after[key]!, at, to);
  }
  for (const key of Object.keys(after)) {
    if (!Object.hasOwn(before, key)) to.push({ op: 'add', path: `${path}/${pointerStep(key)}`, value: after[key]! });
  }
}

/** Goes through both lists at once; `at` is the place in the list as the operations so far have left it. */
function compareLists(before: readonly Json[], after: readonly Json[], path: string, to: Operation[]): void {
  const old = before.map(identity);
  const wanted = after.map(identity);
  if (old.length * wanted.length > mostPairs) {
    if (JSON.stringify(before) !== JSON.stringify(after)) to.push({ op: 'replace', path, value: after });
    return;
  }
  const common = commonRuns(old, wanted);
  let [i, j, at] = [0, 0, 0];
  while (i < old.length || j < wanted.length) {
    const stays = i < old.length && j < wanted.length && old[i] === wanted[j];
    if (stays) compare(before[i++]!, after[j++]!, `${path}/${at++}`, to);
    else if (i < old.length && (j === wanted.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      to.push({ op: 'remove', path: `${path}/${at}` });
      i++;
    } else to.push({ op: 'add', path: `${path}/${at++}`, value: after[j++]! });
  }
}

/** Longer lists, which no Pod has, are replaced whole: comparing takes the product of their lengths. */
const mostPairs = 1_000_000;

const identity = (item: Json): string =>
  isObject(item) && typeof item.name === 'string' ? `name ${item.name}` : JSON.stringify(item);

/** For each pair of places, how many items both lists share in order from there on. */
function commonRuns(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

const pointerStep = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
