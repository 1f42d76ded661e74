import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { sameValue } from '../apply/same-value.ts';
import type { FieldChange } from '../compare/fields.ts';
import { keyedItems } from '../compare/list-keys.ts';
import { formatSteps, type Step } from '../settings/path.ts';

/**
 * Fields of `wanted` that an object does not have, or has with another value: `before` is what is there, `after` what should
 * be. What the object has besides is not looked at; what the server fills in, and quantities that are written in another way,
 * are no difference.
 */
export const missingFields = (wanted: JsonObject, live: JsonObject): FieldChange[] => [...inMap([], wanted, live)];

function* inMap(steps: readonly Step[], wanted: JsonObject, live: JsonObject): Iterable<FieldChange> {
  const parent = steps.at(-1);
  for (const [key, value] of Object.entries(wanted)) {
    const name = typeof parent === 'string' && areQuantities.has(parent) ? parent : key;
    yield* at([...steps, key], value, Object.hasOwn(live, key) ? live[key] : undefined, name);
  }
}

/** Maps whose values are all quantities, under names of any kind: they are compared as their map is. */
const areQuantities = new Set(['limits', 'requests', 'hard']);
/** Fields in which an empty value stands for what the server chooses: a Service's port leads to the port of that number. */
const chosenByServer = new Set(['targetPort']);

function* at(
  steps: readonly Step[],
  wanted: Json | undefined,
  live: Json | undefined,
  name: string,
): Iterable<FieldChange> {
  if (wanted === undefined || wanted === null || sameValue(wanted, live, name)) return;
  if (chosenByServer.has(name) && (wanted === 0 || wanted === '')) return;
  if (isObject(wanted) && isObject(live)) yield* inMap(steps, wanted, live);
  else if (Array.isArray(wanted) && Array.isArray(live)) yield* inList(steps, wanted, live);
  else {
    yield {
      ...{ path: formatSteps(steps), steps, type: live === undefined ? 'added' : 'changed', after: wanted },
      ...(live !== undefined && { before: live }),
    };
  }
}

/** Items with a key are looked for by it; others have their place, and there must be no more of them. */
function* inList(steps: readonly Step[], wanted: readonly Json[], live: readonly Json[]): Iterable<FieldChange> {
  const name = steps.at(-1);
  const keyed = typeof name === 'string' ? keyedItems(name, live, wanted) : undefined;
  if (keyed !== undefined) {
    const { key } = keyed;
    for (const [value, item] of keyed.after) {
      const step = { text: `${key}:${value.replace(/[[\]]/g, '\\$&')}`, key, value };
      yield* at([...steps, step], item, keyed.before.get(value), '');
    }
    return;
  }
  for (let i = 0; i < Math.max(wanted.length, live.length); i++) {
    const step = { text: String(i), index: i, value: String(i) };
    const [item, there] = [wanted[i], live[i]];
    if (item !== undefined) yield* at([...steps, step], item, there, '');
    else yield { path: formatSteps([...steps, step]), steps: [...steps, step], type: 'removed', before: there! };
  }
}
