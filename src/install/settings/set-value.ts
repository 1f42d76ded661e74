import { UsageError } from '../../base/errors.ts';
import { isObject, type Json, type JsonObject, type Path } from '../../resources/json.ts';
import { formatSteps, isSelector, type Selector, type Step, selectItem } from './path.ts';

export interface SetResult {
  readonly tree: JsonObject;
  /** Where the value is now, indexes counted out. */
  readonly path: Path;
}

/**
 * A tree with `value` at the end of `steps`; maps and lists on the way are made where there are none. An index beyond a
 * list's end adds an item.
 *
 * @throws UsageError where the way leads through something else, or no item of a list is meant
 */
export function setValue(tree: JsonObject, steps: readonly Step[], value: Json): SetResult {
  const path: (string | number)[] = [];
  const set = (here: Json | undefined, i: number): Json => {
    const step = steps[i];
    if (step === undefined) return value;
    if (isSelector(step)) return setItem(here, step, i);
    if (here !== undefined && here !== null && !isObject(here)) throw inTheWay(i, here, 'a map');
    path.push(step);
    const map = here ?? {};
    return { ...map, [step]: set(Object.hasOwn(map, step) ? map[step] : undefined, i + 1) };
  };
  const setItem = (here: Json | undefined, step: Selector, i: number): Json => {
    if (here !== undefined && here !== null && !Array.isArray(here)) throw inTheWay(i, here, 'a list');
    const items = (here as readonly Json[] | null | undefined) ?? [];
    const index = selectItem(items, step) ?? (step.index === undefined ? undefined : items.length);
    if (index === undefined) throw noItem(steps, i, items.length);
    path.push(index);
    const item = set(items[index], i + 1);
    return items.length === index ? [...items, item] : items.with(index, item);
  };
  const inTheWay = (i: number, here: Json, wanted: string) =>
    new UsageError(`${formatSteps(steps.slice(0, i))} is ${JSON.stringify(here)} already, and not ${wanted}`);
  return { tree: set(tree, 0) as JsonObject, path };
}

function noItem(steps: readonly Step[], i: number, length: number): UsageError {
  const list = formatSteps(steps.slice(0, i));
  const { text, key } = steps[i] as Selector;
  if (key === undefined) return new UsageError(`[${text}] behind ${list} is neither [index] nor [key:value]`);
  const there = length === 0 ? 'neither files nor flags before it list any' : `none of the ${length} there is it`;
  return new UsageError(`${list} has no item with [${text}]: ${there}. A list of a profile cannot be added to`);
}
