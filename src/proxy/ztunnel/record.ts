import { isObject, type Json, setField } from '../../resources/json.ts';

/** A field as it is printed: `undefined` leaves it out. */
export type Writer = (value: Json | undefined) => Json | undefined;

/** Fields that are always there, empty where the dump says nothing. */
export const text: Writer = (value) => (typeof value === 'string' ? value : '');
export const number: Writer = (value) => (typeof value === 'number' ? value : 0);
export const list: Writer = (value) => (Array.isArray(value) ? value : []);
export const map: Writer = (value) => (isObject(value) ? value : {});

/** A field that is there only when the dump says something. */
export const optional =
  (writer: Writer): Writer =>
  (value) =>
    value === undefined || value === null || value === '' || value === false || isEmpty(value)
      ? undefined
      : writer(value);

const isEmpty = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

export const asItIs: Writer = (value) => value;

/** A list whose items are written so. */
export const listOf =
  (item: Writer): Writer =>
  (value) =>
    Array.isArray(value) ? value.map((one) => item(one) ?? null) : [];

/** A map whose values are written so. */
export const mapOf =
  (item: Writer): Writer =>
  (value) => {
    const out: Record<string, Json> = {};
    if (isObject(value)) for (const key of Object.keys(value).sort()) setField(out, key, item(value[key]) ?? null);
    return out;
  };

/** An object of these fields, in this order. */
export const record =
  (fields: Readonly<Record<string, Writer>>): Writer =>
  (value) => {
    const object = isObject(value) ? value : {};
    const out: Record<string, Json> = {};
    for (const [name, writer] of Object.entries(fields)) {
      const written = writer(Object.hasOwn(object, name) ? object[name] : undefined);
      if (written !== undefined) out[name] = written;
    }
    return out;
  };
