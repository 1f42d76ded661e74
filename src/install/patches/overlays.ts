import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import { matchesPattern } from '../../schema/custom/pattern.ts';
import { formatSteps, isSelector, parsePath, type Selector, type Step, selectItem } from '../settings/path.ts';

/** The object as it is after one change. */
export interface Outcome {
  readonly object: JsonObject;
  /** Why the path leads nowhere in the object, which is then as it was. */
  readonly problem?: string;
  /** True when that is as it should be: what is to be taken away is not there. */
  readonly isHarmless?: boolean;
}

/**
 * One change of an overlay: `value` at the end of `path`, or what is there taken away when `value` is undefined or null. A
 * text that holds a YAML map counts as that map, JSON as text.
 */
export function applyPatch(object: JsonObject, path: string, value: Json | undefined): Outcome {
  const steps = parsePath(path);
  if (typeof steps === 'string') return { object, problem: `cannot be read: ${steps}`, isHarmless: false };
  const isRemoval = value === undefined || value === null;
  try {
    return { object: change(object, steps, 0, isRemoval ? undefined : mapInText(value)) as JsonObject };
  } catch (error) {
    if (error instanceof NoWay) return { object, problem: error.message, isHarmless: isRemoval };
    throw error;
  }
}

/** A path that cannot be followed. */
class NoWay extends Error {}

/** `here` with the change below it; undefined when it is itself taken away. */
function change(here: Json | undefined, steps: readonly Step[], i: number, value: Json | undefined): Json | undefined {
  const step = steps[i];
  if (step === undefined) return value;
  if (isSelector(step)) return changeItem(here, step, steps, i, value);
  if (here !== undefined && here !== null && !isObject(here)) throw noWay(steps, i, here, 'a map');
  const map = here ?? {};
  const next = Object.hasOwn(map, step) ? map[step] : undefined;
  if (value === undefined && next === undefined) throw new NoWay(`there is no ${formatSteps(steps.slice(0, i + 1))}`);
  const { [step]: _, ...others } = map;
  const changed = change(next, steps, i + 1, value);
  return changed === undefined ? others : { ...map, [step]: changed };
}

function changeItem(
  here: Json | undefined,
  step: Selector,
  steps: readonly Step[],
  i: number,
  value: Json | undefined,
): Json {
  if (here !== undefined && here !== null && !Array.isArray(here)) throw noWay(steps, i, here, 'a list');
  const items = (here as readonly Json[] | null | undefined) ?? [];
  const isNew = step.index !== undefined && value !== undefined && selectItem(items, step) === undefined;
  const index = isNew ? items.length : (selectItem(items, step) ?? textItem(items, step));
  if (index === undefined) throw new NoWay(`no item of ${formatSteps(steps.slice(0, i))} is [${step.text}]`);
  const changed = change(items[index], steps, i + 1, value);
  if (changed === undefined) return items.filter((_, at) => at !== index);
  return isNew ? [...items, changed] : items.with(index, changed);
}

/** The first text in a list that is the selector's, else the first that it matches as a regular expression. */
function textItem(items: readonly Json[], { text, index }: Selector): number | undefined {
  if (index !== undefined) return undefined;
  const texts = items.map((item) => (isObject(item) || Array.isArray(item) ? undefined : String(item)));
  const same = texts.indexOf(text);
  if (same >= 0) return same;
  const found = texts.findIndex((one) => one !== undefined && matchesPattern(text, one));
  return found < 0 ? undefined : found;
}

const noWay = (steps: readonly Step[], i: number, here: Json, wanted: string): NoWay =>
  new NoWay(`${formatSteps(steps.slice(0, i)) || 'the object'} is ${describe(here)}, and not ${wanted}`);

const describe = (value: Json): string =>
  Array.isArray(value) ? 'a list' : isObject(value) ? 'a map' : JSON.stringify(value);

function mapInText(value: Json): Json {
  if (typeof value !== 'string' || !value.includes(value.includes('\n') ? ':' : ': ') || isJson(value)) return value;
  const [first, second] = readYaml(value);
  return second === undefined && isObject(first?.value) ? first.value : value;
}

function isJson(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
