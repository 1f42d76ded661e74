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

/**
 * The value that a patch makes of `document`, which stays as it is.
 *
 * @throws Error where an operation names a place that is not there, or is none of those above
 */
export const applyPatch = (document: Json, operations: readonly Operation[]): Json =>
  operations.reduce<Json>((value, operation) => applied(value, pointerSteps(operation.path), operation), document);

const pointerSteps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

function applied(value: Json, [step, ...rest]: readonly string[], operation: Operation): Json {
  const { op, path } = operation;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw new Error(`there is no operation ${op}`);
  if (step === undefined) {
    if (op === 'remove') throw new Error('the whole cannot be removed');
    return operation.value;
  }
  if (Array.isArray(value)) {
    const items: Json[] = [...value];
    const index = step === '-' ? items.length : Number(step);
    const isThere = Number.isInteger(index) && index >= 0 && index < items.length;
    if (rest.length > 0 || op === 'replace') {
      if (!isThere) throw new Error(`${path} is not there`);
      items[index] = applied(items[index]!, rest, operation);
    } else if (op === 'add' && (isThere || index === items.length)) items.splice(index, 0, operation.value);
    else if (op === 'remove' && isThere) items.splice(index, 1);
    else throw new Error(`${path} is not there`);
    return items;
  }
  const isThere = isObject(value) && Object.hasOwn(value, step);
  if (!isObject(value) || (!isThere && (rest.length > 0 || op === 'remove'))) throw new Error(`${path} is not there`);
  if (op === 'remove' && rest.length === 0) {
    const { [step]: _, ...others } = value;
    return others;
  }
  const changed = rest.length === 0 ? (operation as { value: Json }).value : applied(value[step]!, rest, operation);
  return Object.defineProperty({ ...value }, step, {
    value: changed,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
