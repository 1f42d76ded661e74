import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { Field, ObjectType, PodType } from './pod-types.ts';
import { canonicalQuantity, readQuantity } from './quantity.ts';

/**
 * A part of a Pod as Kubernetes writes it: without fields that say what holds without them (`initialDelaySeconds: 0`), and
 * with quantities in canonical form. Fields that Kubernetes does not know stay. The same object where nothing changes.
 */
export function canonical(value: JsonObject, type: ObjectType): JsonObject {
  let copy: Record<string, Json | undefined> | undefined;
  for (const key in value) {
    const field = type.byJson.get(key);
    const before = value[key];
    if (field === undefined || before === undefined) continue;
    const after = isUnsaid(before, field) ? undefined : canonicalValue(before, field.type);
    if (after === before) continue;
    copy ??= { ...value };
    if (after === undefined) delete copy[key];
    else copy[key] = after;
  }
  return copy ?? value;
}

/** Go's zero values, which JSON leaves out; behind a pointer they mean something. */
const zeros: readonly Json[] = ['', 0, false];

const isUnsaid = (value: Json, { omitsEmpty, type }: Field): boolean =>
  value === null || (omitsEmpty && type.kind !== 'pointer' && type.kind !== 'intOrString' && zeros.includes(value));

function canonicalValue(value: Json, type: PodType): Json {
  switch (type.kind) {
    case 'pointer':
      return canonicalValue(value, type.element);
    case 'object':
      return isObject(value) ? canonical(value, type) : value;
    case 'list': {
      if (!Array.isArray(value) || type.element.kind === 'string') return value;
      const items = value.map((item: Json) => canonicalValue(item, type.element));
      return items.every((item, i) => item === value[i]) ? value : items;
    }
    case 'map':
      if (!isObject(value) || type.element.kind !== 'quantity') return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, canonicalValue(one!, type.element)]));
    case 'quantity': {
      const quantity = typeof value === 'string' || typeof value === 'number' ? readQuantity(value) : undefined;
      return quantity === undefined ? value : canonicalQuantity(quantity);
    }
    default:
      return value;
  }
}
