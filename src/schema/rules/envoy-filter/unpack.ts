import { didYouMean } from '../../../base/nearest.ts';
import { isObject, type Json, type JsonObject } from '../../../resources/json.ts';
import { parseDuration } from '../../values/duration.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field, RuleProblem } from '../rule.ts';
import { extensionMessages, messages } from './envoy-messages.ts';

/** The rule's name in what is said of fields that a message has not. */
const unknownField = 'EnvoyFilter/known-fields';

const parsed = new Map<string, ReadonlyMap<string, string>>();

/** A message's fields → their types; a field is written as Envoy's API has it, or in camel case. */
function fieldsOf(message: string): ReadonlyMap<string, string> {
  let fields = parsed.get(message);
  if (fields === undefined) {
    const pairs = messages[message]!.split(' ').map((field) => field.split(':') as [string, string]);
    fields = new Map(pairs.flatMap(([name, type]) => [[name, type] as const, [camelCase(name), type] as const]));
    parsed.set(message, fields);
  }
  return fields;
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Checks a patch's value as `checkMessage` does. Istio warns once of it: of fields that it does not know, or else of
 * extensions without settings; the rest is advice.
 */
export function checkPatchValue(value: JsonObject, message: string, field: Field): void {
  const found: RuleProblem[] = [];
  checkMessage(value, message, field.into(found));
  const warnings = found.filter(({ isWarning }) => isWarning);
  const istios = warnings.find(({ rule }) => rule === unknownField) ?? warnings[0];
  for (const problem of found) {
    field.problems.push(problem.isWarning && problem !== istios ? { ...problem, isIstios: false } : problem);
  }
}

/**
 * Reports what Envoy's API would refuse in a message written as JSON (protobuf.dev, ProtoJSON Format): values of wrong
 * types are errors. Fields that it has not, and extensions that are merely named, are warnings: another Envoy may know them.
 *
 * @param message a name in `messages`
 */
function checkMessage(value: JsonObject, message: string, field: Field): void {
  const fields = fieldsOf(message);
  for (const key in value) {
    const type = fields.get(key);
    if (type !== undefined) checkValue(value[key] ?? null, type, field.at(key));
    // In brackets, extensions of proto2.
    else if (!key.startsWith('[')) {
      field
        .at(key)
        .as(unknownField)
        .warning(`is no field that Envoy's ${shortName(message)} has.${didYouMean(key, fields.keys())}`);
    }
  }
  if (fields.has('typed_config')) checkTypedConfig(value, field);
}

const has = (value: JsonObject, name: string): boolean => (value[name] ?? value[camelCase(name)] ?? null) !== null;

function checkTypedConfig(value: JsonObject, field: Field): void {
  if (has(value, 'typed_config') || has(value, 'config_discovery')) return;
  field
    .at('typed_config')
    .warning('is missing: Envoy is to find extensions by the type of their settings, not by name');
}

const shortName = (message: string): string => message.slice(message.lastIndexOf('.') + 1);

function checkValue(value: Json, type: string, field: Field): void {
  if (value === null || type === '*') return;
  const inner = type.slice(1, -1);
  if (type.startsWith('[')) {
    if (!Array.isArray(value)) field.error(`must be a list, not ${describe(value)}`);
    else for (const [i, item] of value.entries()) checkValue(item, inner, field.at(i));
  } else if (type.startsWith('(')) {
    field.check(enumProblem(value, inner.split('|')));
  } else if (Object.hasOwn(scalars, type)) {
    field.check(scalars[type]!(value));
  } else if (!isObject(value)) {
    field.error(`must be an object, not ${describe(value)}`);
  } else if (type.startsWith('{')) {
    for (const key in value) checkValue(value[key] ?? null, inner, field.at(key));
  } else if (type === 'a') {
    checkAny(value, field);
  } else if (type !== 'o') {
    checkMessage(value, type, field);
  }
}

/** Packages in lower case, then the message, perhaps in another. */
const fullName = /^(?:[a-z]\w*\.)+[A-Z]\w*(?:\.[A-Z]\w*)*$/;

/** A message of any type, which its `@type` says: `type.googleapis.com/` and a message's full name. */
function checkAny({ '@type': url, ...value }: JsonObject, field: Field): void {
  const at = field.at('@type');
  if (typeof url !== 'string') {
    at.error(url === undefined ? 'is required, and missing' : `must be a text, not ${describe(url)}`);
    return;
  }
  const name = url.slice(url.lastIndexOf('/') + 1);
  if (!fullName.test(name)) {
    at.error(`must be type.googleapis.com/ and the full name of a message, not ${quote(url)}`);
  } else if (/^envoy\..*\.v2(?:alpha\d*)?\./.test(name)) {
    at.error(`is of Envoy's API version 2, which is gone: use the type of version 3 in place of ${quote(url)}`);
  } else {
    const short = name.startsWith(extensions) ? name.slice(extensions.length) : '';
    if (Object.hasOwn(extensionMessages, short)) checkMessage(value, extensionMessages[short]!, field);
  }
}

const extensions = 'envoy.extensions.';

const text = (value: Json): Problem =>
  typeof value === 'string' ? undefined : `must be a text, not ${describe(value)}`;

/** Integers and numbers may be written as texts. */
const integer =
  (minimum: number, maximum: number) =>
  (value: Json): Problem => {
    const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?(?:0|[1-9]\d*)$/.test(value));
    if (!isNumber || !Number.isInteger(Number(value))) return `must be an integer, not ${describe(value)}`;
    const number = Number(value);
    return number < minimum || number > maximum ? `must be from ${minimum} to ${maximum}, not ${value}` : undefined;
  };

const number = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|NaN|-?Infinity)$/;

const scalars: Readonly<Record<string, (value: Json) => Problem>> = {
  s: text,
  y: text,
  t: text,
  b: (value) => (typeof value === 'boolean' ? undefined : `must be true or false, not ${describe(value)}`),
  i: integer(-(2 ** 31), 2 ** 31 - 1),
  u: integer(0, 2 ** 32 - 1),
  l: integer(-(2 ** 63), 2 ** 63),
  m: integer(0, 2 ** 64),
  f: (value) =>
    typeof value === 'number' || (typeof value === 'string' && number.test(value))
      ? undefined
      : `must be a number, not ${describe(value)}`,
  d: (value) =>
    typeof value === 'string' && parseDuration(value) !== undefined
      ? undefined
      : `must be a duration such as "5s", not ${describe(value)}`,
};

function enumProblem(value: Json, names: readonly string[]): Problem {
  if (typeof value === 'number' && scalars.i!(value) === undefined) return undefined;
  if (typeof value === 'string' && names.includes(value)) return undefined;
  const guess = typeof value === 'string' ? didYouMean(value, names) : '';
  return `must be one of ${names.join(', ')}, not ${describe(value)}${guess && `.${guess}`}`;
}

const describe = (value: Json): string => {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);
};
