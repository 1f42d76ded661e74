import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { containerType, type Field, type ObjectType, pointee } from '../pod/pod-types.ts';
import { withActionsOf } from './probes.ts';

/**
 * A user's own container that templates added to: what was written in it at the injection, with the values that the same
 * fields have now. What came in later stays out: it cannot be told from what templates gave.
 *
 * @param written at the injection
 * @param injected the container as injection left it, and as it is now
 * @param now the same, but for probes that do themselves what they asked the agent for
 */
export const laterWritten = (written: JsonObject, injected: JsonObject, now: JsonObject): JsonObject =>
  withActionsOf(written, changedObject(written, now, containerType), injected);

function changedObject(written: JsonObject, now: JsonObject, type: ObjectType | undefined): JsonObject {
  const merged: Record<string, Json | undefined> = {};
  for (const key in now) {
    const value = now[key]!;
    if (written[key] !== undefined) merged[key] = changedValue(written[key], value, type?.byJson.get(key));
    // The annotation leaves out what is empty.
    else if (isEmpty(value)) merged[key] = value;
  }
  return merged;
}

const isEmpty = (value: Json): boolean => !value || (typeof value === 'object' && Object.keys(value).length === 0);

function changedValue(written: Json, now: Json, field: Field | undefined): Json {
  const type = field && pointee(field.type);
  if (isObject(written) && isObject(now))
    return changedObject(written, now, type?.kind === 'object' ? type : undefined);
  const key = field?.mergeKey;
  if (key === undefined || !Array.isArray(written) || !Array.isArray(now)) return now;
  // A merge cannot tell them apart either: DNS is served at port 53 by two protocols.
  if (new Set(written.map((item) => isObject(item) && item[key])).size < written.length) return written;
  const element = type?.kind === 'list' && type.element.kind === 'object' ? type.element : undefined;
  return written.filter(isObject).flatMap((item) => {
    const same = now.find((one: Json) => isObject(one) && one[key] === item[key]);
    return isObject(same) ? [changedObject(item, same, element)] : [];
  });
}
