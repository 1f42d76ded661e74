import type { CelInput } from '@bufbuild/cel';
import { create } from '@bufbuild/protobuf';
import { type Timestamp, TimestampSchema } from '@bufbuild/protobuf/wkt';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { CelError } from '../cel/functions.ts';
import { toDuration } from '../cel/library/standard.ts';
import { escapeName } from '../cel/names.ts';
import { parseLooseDuration } from './formats.ts';
import type { Structural } from './structural.ts';

type Converted = CelInput;

/**
 * A value as rules see it (kubernetes.io, Validation rules): fields that the schema has, under escaped names, and typed
 * as it types them. The value must be as the schema says.
 */
export function toCelValue(value: Json, schema: Structural): Converted {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.map((item) => toCelValue(item, items));
  }
  if (isObject(value)) return toCelMap(value, schema);
  if (typeof value === 'number') return isInteger(schema, value) ? BigInt(value) : value;
  return typeof value === 'string' ? toCelString(value, schema) : (value as Converted);
}

const isInteger = ({ type, isIntOrString }: Structural, value: number): boolean =>
  Number.isInteger(value) && (type === 'integer' || isIntOrString);

function toCelMap(value: JsonObject, schema: Structural): Converted {
  const map = new Map<string, Converted>();
  const { properties, values } = schema.isResource ? withObjectFields(schema) : schema;
  for (const key of Object.keys(value)) {
    const given = value[key] ?? null;
    if (properties === undefined) {
      if (isObject(values)) map.set(key, toCelValue(given, values as Structural));
      continue;
    }
    const field = properties.get(key);
    const name = field === undefined || !isVisible(field) ? undefined : escapeName(key);
    // To rules a field that is null is none.
    if (name !== undefined && given !== null) map.set(name, toCelValue(given, field!));
  }
  return map as never;
}

/** True for what has a type that rules can know. */
const isVisible = ({ type, isIntOrString, items, values }: Structural): boolean => {
  if (isIntOrString) return true;
  if (type === 'array') return items !== undefined && isVisible(items);
  if (type === 'object') return values === undefined || values === true || isVisible(values);
  return type !== undefined;
};

const any: Omit<Structural, 'type'> = {
  isNullable: false,
  isIntOrString: false,
  keepsUnknown: false,
  isResource: false,
  default: undefined,
  properties: undefined,
  values: undefined,
  items: undefined,
  listType: undefined,
  listKeys: [],
  rules: [],
  limits: {},
};
const text: Structural = { ...any, type: 'string' };
const names = new Map([
  ['name', text],
  ['generateName', text],
]);
const objectFields: readonly [string, Structural][] = [
  ['apiVersion', text],
  ['kind', text],
  ['metadata', { ...any, type: 'object', properties: names }],
];

/** Of a whole object rules see what it is and its name, whether or not its schema has them. */
const withObjectFields = (schema: Structural): Structural => ({
  ...schema,
  properties: new Map([...(schema.properties ?? []), ...objectFields]),
});

function toCelString(value: string, { type, limits }: Structural): Converted {
  if (type !== 'string') return value;
  switch (limits.format) {
    case 'byte':
      return new Uint8Array(Buffer.from(value, 'base64'));
    case 'duration': {
      const nanoseconds = parseLooseDuration(value);
      if (nanoseconds === undefined) throw new CelError(`${value} is no duration`);
      return toDuration(nanoseconds) as never;
    }
    case 'date':
    case 'date-time':
    case 'datetime':
      return toTimestamp(value) as never;
    default:
      return value;
  }
}

/** Of a text that has the format; any offset goes, as in Go. */
function toTimestamp(value: string): Timestamp {
  const [, local = '', fraction = '', sign = '+', hours = 0, minutes = 0] =
    /^([^.+zZ]{10}(?:[tT][\d:]{8})?)(?:[^\d](\d{1,9})\d*)?(?:[zZ]|([+-])(\d\d):(\d\d))?$/.exec(value) ?? [];
  const seconds = Date.parse(`${local.length === 10 ? `${local}T00:00:00` : local.toUpperCase()}Z`) / 1000;
  if (Number.isNaN(seconds)) throw new CelError(`${value} is no time`);
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  return create(TimestampSchema, { seconds: BigInt(seconds - offset), nanos: Number(fraction.padEnd(9, '0')) });
}
