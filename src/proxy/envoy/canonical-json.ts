import { camelCase, type Field, type Message, messageOf } from '../../envoy-api/messages.ts';
import { isObject, type Json, type JsonObject, setField } from '../../resources/json.ts';

const typeUrl = /^(?:.*\/)?([\w.]+)$/;

/** `envoy.config.cluster.v3.Cluster` of `type.googleapis.com/envoy.config.cluster.v3.Cluster`; '' where there is none. */
export const typeName = (url: Json | undefined): string =>
  (typeof url === 'string' ? typeUrl.exec(url)?.[1] : undefined) ?? '';

/**
 * A message's JSON, with the names of the proto or those of JSON, as protobuf's libraries write it
 * (https://protobuf.dev/programming-guides/json/): names in camelCase, default values left out, enums by name, 64 bits as
 * text, times with 0, 3, 6 or 9 digits; maps by the alphabet, their keys as they are, and free JSON too. What the table
 * does not know stays as it is.
 *
 * @param message the full name of its type
 */
export function canonicalJson(message: string, value: JsonObject): JsonObject {
  const known = messageOf(message);
  return known === undefined ? value : writeMessage(known, value);
}

function writeMessage(message: Message, value: JsonObject): JsonObject {
  const out: Record<string, Json> = {};
  for (const key in value) {
    const inner = value[key];
    if (inner === undefined || inner === null) continue;
    const field = message.field(key);
    if (field === undefined) {
      setField(out, key.startsWith('@') ? key : camelCase(key), inner);
      continue;
    }
    const written = writeField(field, inner);
    if (written !== undefined) out[field.name] = written;
  }
  return out;
}

/** Undefined where the field need not be written. */
function writeField(field: Field, value: Json): Json | undefined {
  if (field.isMap) {
    if (!isObject(value)) return value;
    const keys = Object.keys(value).sort();
    if (keys.length === 0) return undefined;
    const out: Record<string, Json> = {};
    for (const key of keys) setField(out, key, writeValue(field, value[key]!));
    return out;
  }
  if (field.isList && Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item) => writeValue(field, item));
  }
  const written = writeValue(field, value);
  return field.dropsZero && isZero(field, written) ? undefined : written;
}

const isZero = ({ kind, values }: Field, value: Json): boolean =>
  value === 0 ||
  value === '' ||
  value === false ||
  ((kind === 'int64' || kind === 'uint64') && value === '0') ||
  (values !== undefined && value === values().get(0));

function writeValue(field: Field, value: Json): Json {
  switch (field.kind) {
    case 'message':
      return isObject(value) ? writeMessage(field.message!, value) : value;
    case 'any':
      return isObject(value) ? writeAny(value) : value;
    case 'json':
    case 'object':
    case 'list':
      return sorted(value);
    case 'enum':
      return typeof value === 'number' ? (field.values!().get(value) ?? value) : value;
    case 'int64':
    case 'uint64':
      // JSON may hold a number that is too large for JavaScript, which then is infinite.
      return Number.isFinite(value) ? BigInt(Math.trunc(value as number)).toString() : value;
    case 'duration':
    case 'time':
      return typeof value === 'string' ? value.replace(fraction, threeDigits) : value;
    default:
      return value;
  }
}

/** A message that names its type. */
function writeAny(value: JsonObject): JsonObject {
  const message = messageOf(typeName(value['@type']));
  return message === undefined ? value : writeMessage(message, value);
}

const fraction = /\.(\d{0,9})\d*(?=s$|Z$|[+-]\d\d:\d\d$)/;

function threeDigits(_: string, digits: string): string {
  const significant = digits.replace(/0+$/, '');
  return significant === '' ? '' : `.${significant.padEnd(Math.ceil(significant.length / 3) * 3, '0')}`;
}

/** Free JSON with the keys of its maps by the alphabet, as protobuf writes google.protobuf.Struct. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const out: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) setField(out, key, sorted(value[key]!));
  return out;
}
