import { parseDuration } from '../../base/duration.ts';
import { isObject, type Json, type JsonObject, type Path, setField } from '../../resources/json.ts';
import { InjectionError } from '../pod-template.ts';
import { durationJson } from './duration-json.ts';
import { type EnumType, type MessageField, type MessageFieldType, type MessageType, zeroOf } from './message-types.ts';

/**
 * A message in the one form that the rest of the injector knows: fields by their names in JSON, in the message's order, enum
 * values by name, numbers as numbers, durations in seconds. It may be written as istiod's lenient reader takes it: names of
 * the .proto file, numbers in quotes, enum values as numbers; null is no field, unknown fields are passed over, and of
 * fields that exclude each other the last one counts (golang/protobuf, jsonpb).
 *
 * @param at where the message stands, for errors
 * @throws InjectionError for values of the wrong type
 */
export function readMessage(written: Json, type: MessageType, at: Path): JsonObject {
  if (!isObject(written)) throw new InjectionError('must be a map', at);
  const message: Record<string, Json> = {};
  const names = namesIn(written, type);
  for (const [json, field] of type.fields) {
    const name = names.get(json);
    if (name === undefined) continue;
    if (field.oneof !== undefined) dropSiblings(message, field, type);
    message[json] = readValue(written[name]!, field.type, [...at, name]);
  }
  return message;
}

/** The fields that are there, each with the name it is written by. */
function namesIn(written: JsonObject, type: MessageType): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const name in written) {
    if (written[name] === null || written[name] === undefined) continue;
    if (type.fields.has(name)) names.set(name, name);
    else if (name.includes('_')) {
      const json = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      if (!names.has(json) && written[json] === undefined) names.set(json, name);
    }
  }
  return names;
}

/** Takes away the fields that cannot be there together with one of a oneof. */
export function dropSiblings(message: Record<string, Json | undefined>, field: MessageField, type: MessageType): void {
  for (const other of type.fields.values()) {
    if (other.oneof === field.oneof && other !== field) delete message[other.json];
  }
}

function readValue(value: Json, type: MessageFieldType, at: Path): Json {
  switch (type.kind) {
    case 'message':
      return readMessage(value, type, at);
    case 'list':
      if (!Array.isArray(value)) throw new InjectionError('must be a list', at);
      return value.map((item: Json, i) => readItem(item, type.element, [...at, i]));
    case 'map': {
      if (!isObject(value)) throw new InjectionError('must be a map', at);
      const map: Record<string, Json> = {};
      for (const key in value) setField(map, key, readItem(value[key]!, type.element, [...at, key]));
      return map;
    }
    case 'enum':
      return readEnum(value, type, at);
    case 'duration': {
      const duration = typeof value === 'string' ? parseDuration(value) : undefined;
      if (duration === undefined) throw new InjectionError('must be a duration, like 10s', at);
      return durationJson(duration);
    }
    case 'struct':
      if (!isObject(value)) throw new InjectionError('must be a map', at);
      return value;
    case 'wrapper':
      return readScalar(value, type.of.kind, at);
    default:
      return readScalar(value, type.kind, at);
  }
}

function readItem(item: Json, type: MessageFieldType, at: Path): Json {
  if (item !== null) return readValue(item, type, at);
  return type.kind === 'message' ? {} : zeroOf(type);
}

function readEnum(value: Json, { numbers }: EnumType, at: Path): Json {
  if (typeof value === 'string' && numbers.has(value)) return value;
  const named = [...numbers].find(([, number]) => number === value)?.[0];
  if (named === undefined) throw new InjectionError(`must be one of ${[...numbers.keys()].join(', ')}`, at);
  return named;
}

const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};

function readScalar(value: Json, kind: string, at: Path): Json {
  if (kind === 'string' || kind === 'bool') {
    if (typeof value === (kind === 'bool' ? 'boolean' : 'string')) return value;
    throw new InjectionError(kind === 'bool' ? 'must be true or false' : 'must be a text', at);
  }
  const isText = typeof value === 'string' && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value);
  const number = isText ? Number(value) : value;
  const range = ranges[kind];
  const fits =
    typeof number === 'number' &&
    (range === undefined || (Number.isInteger(number) && number >= range[0] && number <= range[1]));
  if (fits) return number;
  throw new InjectionError(range === undefined ? 'must be a number' : `must be a whole number (${kind})`, at);
}
