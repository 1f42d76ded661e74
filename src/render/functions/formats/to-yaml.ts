import { FunctionError } from '../../template/errors.ts';
import { formatFloat } from '../../template/fmt/float.ts';
import { sortedKeys } from '../../template/model/order.ts';
import { Dictionary, List, type MapKey, Pointer, Scalar, Struct, type Value } from '../../template/model/values.ts';
import { goTime } from '../time/time.ts';
import { jsonValue, keyValue, validText } from './json-value.ts';
import { jsonNumber, jsonString } from './json-writer.ts';
import { compareYamlKeys } from './yaml-order.ts';
import { Bare, kubernetesStyle, prettyStyle, writeYaml, YamlEntries, type YamlNode } from './yaml-writer.ts';

const deepest = 1000;
const nothing = new Bare('null');

/**
 * A value as sigs.k8s.io/yaml writes it, and so Helm's toYaml: by way of JSON, read as YAML.
 * @throws FunctionError for what JSON has no words for, and for characters that YAML has none for
 */
export const kubernetesYaml = (value: Value): string => writeYaml(fromJson(value, 0), kubernetesStyle);

function fromJson(value: Value, depth: number): YamlNode {
  if (depth > deepest) throw new FunctionError('values lie too deep within each other');
  const plain = jsonValue(value);
  if (plain === null) return nothing;
  switch (typeof plain) {
    case 'string':
      return readable(plain);
    case 'number':
      return number(plain);
    case 'bigint':
    case 'boolean':
      return new Bare(String(plain));
  }
  if (!(plain instanceof Map)) return plain.map((item) => fromJson(item, depth + 1));
  const entries = [...plain].map(([key, entry]) => [readableKey(key), fromJson(entry, depth + 1)] as const);
  return new YamlEntries(entries.sort((a, b) => compareYamlKeys(a[0], b[0], 2)));
}

/** Integers that fit in 64 bits, signed or not, are read as such; others are floating-point numbers. */
function number(value: number): Bare {
  const text = jsonNumber(value);
  if (!/^-?\d+$/.test(text)) return new Bare(formatFloat(value, 'g', -1));
  const whole = BigInt(text);
  const isInteger = whole >= -(2n ** 63n) && whole < 2n ** 64n;
  return new Bare(isInteger ? String(whole) : formatFloat(value, 'g', -1));
}

const forbidden = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/;
/** The YAML reader looks no further for the colon, nor on the next line. */
const longestKey = 1024;

/** A string after it was JSON, then read as YAML: next lines are line breaks, and folded. */
function readable(text: string): string {
  const valid = validText(text);
  if (forbidden.test(valid)) throw new FunctionError('yaml: control characters are not allowed');
  if (!valid.includes('\x85')) return valid;
  return valid.replace(/ *\x85(?: *\x85)* */g, (all) => {
    const count = all.split('\x85').length - 1;
    return count === 1 ? ' ' : '\n'.repeat(count - 1);
  });
}

function readableKey(key: string): string {
  const isTooLong = key.length > longestKey / 6 && [...jsonString(key)].length > longestKey;
  if (isTooLong || key.includes('\x85')) {
    throw new FunctionError("yaml: did not find expected ',' or '}'");
  }
  return readable(key);
}

/**
 * A value as go-yaml 3 writes it, and so Helm's toYamlPretty.
 * @throws FunctionError for functions
 */
export const prettyYaml = (value: Value): string => writeYaml(fromValue(value, 0), prettyStyle);

function fromValue(value: Value, depth: number): YamlNode {
  if (depth > deepest) throw new FunctionError('values lie too deep within each other');
  if (value === undefined || value === null) return nothing;
  if (typeof value === 'string' || (value instanceof Scalar && typeof value.value === 'string')) {
    return textNode(value instanceof Scalar ? String(value.value) : value);
  }
  if (value instanceof Scalar) {
    if (value.type.text !== undefined) return (value.type.text as (value: Value) => string)(value);
    return typeof value.value === 'number' ? float(value.value, 32) : new Bare(String(value.value));
  }
  if (typeof value === 'number') return float(value, 64);
  if (typeof value === 'bigint' || typeof value === 'boolean') return new Bare(String(value));
  if (value instanceof Uint8Array) return Array.from(value, (byte) => new Bare(String(byte)));
  if (value instanceof Pointer) return fromValue(value.target, depth + 1);
  const items = value instanceof List ? (value.items ?? []) : Array.isArray(value) ? (value as Value[]) : undefined;
  if (items !== undefined) return items.map((item) => fromValue(item, depth + 1));
  if (value instanceof Map) return entriesNode(value, undefined, depth);
  if (value instanceof Dictionary) return entriesNode(value.entries ?? new Map(), value, depth);
  const time = goTime(value);
  if (time !== undefined) return new Bare(time.format('2006-01-02T15:04:05.999999999Z07:00'));
  if (value instanceof Struct) return structNode(value, depth);
  throw new FunctionError('cannot marshal a function');
}

const float = (value: number, bits: 32 | 64): Bare => {
  const text = formatFloat(value, 'g', -1, bits);
  return new Bare({ '+Inf': '.inf', '-Inf': '-.inf', NaN: '.nan' }[text] ?? text);
};

const textNode = (text: string): string | Bare =>
  validText(text) === text ? text : new Bare(`!!binary ${Buffer.from(text).toString('base64')}`);

function entriesNode(entries: ReadonlyMap<MapKey, Value>, typed: Dictionary | undefined, depth: number): YamlEntries {
  const all = entries as ReadonlyMap<string, Value>;
  const keys = sortedKeys(all) as string[];
  if (typed === undefined || typed.type.key!.kind === 'string') keys.sort((a, b) => compareYamlKeys(a, b, 3));
  return new YamlEntries(
    keys.map((key) => [
      fromValue(keyValue(typed?.type.key, key), depth + 1) as string | Bare,
      fromValue(all.get(key), depth + 1),
    ]),
  );
}

/** Fields get their names in lower case; what has a text of its own is that. */
function structNode(value: Struct, depth: number): YamlNode {
  const plain = jsonValue(value);
  if (typeof plain === 'string') return textNode(plain);
  if (!(plain instanceof Map)) throw new FunctionError(`cannot marshal type: ${value.type.name}`);
  return new YamlEntries([...plain].map(([name, field]) => [name.toLowerCase(), fromValue(field, depth + 1)]));
}
