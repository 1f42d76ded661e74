import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { formatSteps, type Step } from '../settings/path.ts';
import { keyedItems } from './list-keys.ts';

/** One field that is not the same in two states of something. */
export interface FieldChange {
  /** `spec.template.spec.containers[name:discovery].image`, as `--set` and overlays write it. */
  readonly path: string;
  readonly steps: readonly Step[];
  /** `reordered`: the items of a list are the same, in another order; the values are then their keys. */
  readonly type: 'added' | 'removed' | 'changed' | 'reordered';
  /** Absent where it was added. */
  readonly before?: Json;
  /** Absent where it was removed. */
  readonly after?: Json;
}

export interface CompareOptions {
  /** What a text holds that is compared field by field instead; undefined for one that is only a text. */
  readonly open?: (text: string, steps: readonly Step[]) => Json | undefined;
  /** Fields that are passed over, with all below them. What has such fields is then told of leaf by leaf. */
  readonly isIgnored?: (path: string) => boolean;
}

/**
 * The fields in which two values differ, in the order in which they stand in them. Null is the same as an absent field.
 * Items of lists that have keys are compared by these, of other lists by their places.
 */
export function fieldChanges(before: Json, after: Json, options: CompareOptions = {}): FieldChange[] {
  return [...changesAt([], before, after, options)];
}

type Maybe = Json | undefined;

function* changesAt(
  steps: readonly Step[],
  before: Maybe,
  after: Maybe,
  options: CompareOptions,
): Iterable<FieldChange> {
  const [old, now] = [before ?? undefined, after ?? undefined];
  if (old === now) return;
  const path = formatSteps(steps);
  if (options.isIgnored?.(path)) return;
  const [oldTree, newTree] = options.isIgnored === undefined ? [old, now] : [old ?? emptied(now), now ?? emptied(old)];
  if (isObject(oldTree) && isObject(newTree)) yield* mapChanges(steps, oldTree, newTree, options);
  else if (Array.isArray(oldTree) && Array.isArray(newTree)) yield* listChanges(steps, oldTree, newTree, options);
  else if (typeof old === 'string' && typeof now === 'string') yield* textChanges(steps, old, now, options);
  else yield change(steps, old, now);
}

/** What a map or a list that is absent on one side is compared with, so that each of its fields counts by itself. */
function emptied(value: Maybe): Maybe {
  if (Array.isArray(value)) return value.length > 0 ? [] : undefined;
  return isObject(value) && Object.keys(value).length > 0 ? {} : undefined;
}

const change = (steps: readonly Step[], before: Maybe, after: Maybe): FieldChange => ({
  path: formatSteps(steps),
  steps,
  type: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

function* mapChanges(steps: readonly Step[], before: JsonObject, after: JsonObject, options: CompareOptions) {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    yield* changesAt([...steps, key], own(before, key), own(after, key), options);
  }
}

const own = (map: JsonObject, key: string): Maybe => (Object.hasOwn(map, key) ? map[key] : undefined);

function* listChanges(
  steps: readonly Step[],
  before: readonly Json[],
  after: readonly Json[],
  options: CompareOptions,
): Iterable<FieldChange> {
  const name = steps.at(-1);
  const keyed = typeof name === 'string' ? keyedItems(name, before, after) : undefined;
  if (keyed === undefined) {
    for (let i = 0; i < Math.max(before.length, after.length); i++) {
      yield* changesAt([...steps, { text: String(i), index: i, value: String(i) }], before[i], after[i], options);
    }
    return;
  }
  const { key } = keyed;
  for (const value of new Set([...keyed.before.keys(), ...keyed.after.keys()])) {
    const text = `${key}:${value.replace(/[[\]]/g, '\\$&')}`;
    yield* changesAt([...steps, { text, key, value }], keyed.before.get(value), keyed.after.get(value), options);
  }
  const [old, now] = [shared(keyed.before, keyed.after), shared(keyed.after, keyed.before)];
  if (old.some((value, i) => value !== now[i])) {
    yield { path: formatSteps(steps), steps, type: 'reordered', before: old, after: now };
  }
}

const shared = (items: ReadonlyMap<string, JsonObject>, others: ReadonlyMap<string, JsonObject>): string[] =>
  [...items.keys()].filter((value) => others.has(value));

/** Where both texts hold something and it says the same, the texts themselves are what differs. */
function* textChanges(steps: readonly Step[], before: string, after: string, options: CompareOptions) {
  const [old, now] = [options.open?.(before, steps), options.open?.(after, steps)];
  if (old !== undefined && now !== undefined) {
    const within = [...changesAt(steps, old, now, options)];
    yield* within;
    if (within.length > 0 || options.isIgnored !== undefined) return;
  }
  yield change(steps, before, after);
}
