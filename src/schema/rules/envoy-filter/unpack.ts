import { didYouMean } from '../../../base/nearest.ts';
import {
  type Field as ApiField,
  camelCase,
  type FieldKind,
  type Message,
  messageNames,
  messageOf,
} from '../../../envoy-api/messages.ts';
import { isObject, type Json, type JsonObject } from '../../../resources/json.ts';
import { quote } from '../../values/value.ts';
import type { Field, RuleProblem } from '../rule.ts';
import { describe, enumProblem, scalars } from './scalars.ts';

/** The rule's name in what is said of fields that a message has not. */
const unknownField = 'EnvoyFilter/known-fields';

/**
 * Checks a patch's value as `checkMessage` does. Istio warns once of one without errors: of fields that it does not know, or
 * else of extensions without settings; the rest is advice.
 *
 * @param message the full name of its type
 */
export function checkPatchValue(value: JsonObject, message: string, field: Field): void {
  const found: RuleProblem[] = [];
  checkMessage(value, messageOf(message)!, field.into(found), false);
  const isSound = found.every(({ isWarning }) => isWarning);
  const candidates = isSound ? found.filter(({ isIstios }) => isIstios) : [];
  const istios = candidates.find(({ rule }) => rule === unknownField) ?? candidates[0];
  for (const problem of found) {
    field.problems.push(problem.isWarning && problem !== istios ? { ...problem, isIstios: false } : problem);
  }
}

/**
 * Reports what Envoy's API would refuse in a message written as JSON (protobuf.dev, ProtoJSON Format): values of wrong
 * types are errors. Fields that it has not, and extensions that are merely named, are warnings: another Envoy may know them.
 *
 * @param isWithin true in a list, a map or an extension's settings, where Istio looks for no extensions
 */
function checkMessage(value: JsonObject, message: Message, field: Field, isWithin: boolean): void {
  /** Of fields that exclude each other, the first. */
  const chosen = new Map<string, string>();
  for (const key in value) {
    const at = field.at(key);
    const known = message.field(key);
    if (known === undefined) at.as(unknownField).warning(unknownFieldText(key, message));
    else if (key !== known.name && value[known.name] !== undefined) {
      at.advice(`is the same field as ${known.name}, which counts. Remove one of them`);
    } else if (value[key] !== null) {
      const { choice = '' } = known;
      const other = chosen.get(choice);
      if (other !== undefined) at.advice(`cannot be set beside ${other}: Envoy takes only one of them`);
      else if (choice !== '') chosen.set(choice, key);
      checkField(value[key]!, known, at, isWithin);
    }
  }
  if (namesExtension(message)) checkTypedConfig(value, field, isWithin);
}

/** True for a message that holds an extension: its name, and its settings. */
const namesExtension = (message: Message): boolean => message.field('typed_config') !== undefined;

/** Where Envoy's API had an extension's settings before version 3. */
const formerSettings = 'config';

function unknownFieldText(key: string, message: Message): string {
  if (key === formerSettings && namesExtension(message)) {
    return "is of Envoy's API version 2, which is gone: put the settings into typed_config, with their type as @type";
  }
  const guess = didYouMean(key, message.fieldNames());
  return `is no field that Envoy's ${shortName(message)} has${guess && `.${guess}`}`;
}

/** The name in JSON counts, null or not. */
function has(value: JsonObject, name: string): boolean {
  const given = value[camelCase(name)];
  return (given === undefined ? (value[name] ?? null) : given) !== null;
}

function checkTypedConfig(value: JsonObject, field: Field, isWithin: boolean): void {
  // That former settings have to move says it already.
  if (['typed_config', 'config_discovery', formerSettings].some((name) => has(value, name))) return;
  const at = field.at('typed_config');
  const message = 'is missing: Envoy is to find extensions by the type of their settings, not by name';
  if (isWithin) at.advice(message);
  else at.warning(message);
}

const shortName = ({ name }: Message): string => name.slice(name.lastIndexOf('.') + 1);

function checkField(value: Json, known: ApiField, field: Field, isWithin: boolean): void {
  if (known.isList) {
    if (!Array.isArray(value)) field.error(`must be a list, not ${describe(value)}`);
    else for (const [i, item] of value.entries()) checkValue(item, known, field.at(i), true);
  } else if (!known.isMap) checkValue(value, known, field, isWithin);
  else if (!isObject(value)) field.error(`must be an object, not ${describe(value)}`);
  else for (const key in value) checkValue(value[key] ?? null, known, field.at(key), true);
}

type ValueType = Pick<ApiField, 'kind' | 'values' | 'message'>;

/** Checks a field's value, or one of its items. */
function checkValue(value: Json, { kind, values, message }: ValueType, field: Field, isWithin: boolean): void {
  if (value === null || kind === 'json' || kind === 'null') return;
  if (kind === 'enum') field.check(enumProblem(value, [...values!().values()]));
  else if (scalars[kind] !== undefined) field.check(scalars[kind](value));
  else if (!isObject(value)) field.error(`must be an object, not ${describe(value)}`);
  else if (kind === 'any') checkAny(value, field);
  else if (message !== undefined) checkMessage(value, message, field, isWithin);
}

/** Types with JSON of their own, which stands in a field `value` (protobuf.dev, ProtoJSON Format: Any). */
const wellKnownTypes: ReadonlyMap<string, FieldKind> = new Map(
  Object.entries({
    ...{ Any: 'any', Struct: 'object', Empty: 'object', Value: 'json', ListValue: 'list' },
    ...{ Duration: 'duration', Timestamp: 'time', BoolValue: 'bool', StringValue: 'text', BytesValue: 'bytes' },
    ...{ Int32Value: 'int32', UInt32Value: 'uint32', Int64Value: 'int64', UInt64Value: 'uint64' },
    ...{ FloatValue: 'number', DoubleValue: 'number' },
  } as const),
);
const wellKnownPackage = 'google.protobuf.';

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
  const message = messageOf(name);
  const kind = name.startsWith(wellKnownPackage) ? wellKnownTypes.get(name.slice(wellKnownPackage.length)) : undefined;
  if (kind !== undefined) {
    if (value.value === undefined) field.at('value').error(`is required for ${name}, and missing`);
    else checkValue(value.value, { kind, ...(message && { message }) }, field.at('value'), true);
  } else if (message !== undefined) checkMessage(value, message, field, true);
  else if (!fullName.test(name)) {
    at.error(`must be type.googleapis.com/ and the full name of a message, not ${quote(url)}`);
  } else if (/^envoy\..*\.v2(?:alpha\d*)?\./.test(name)) {
    at.error(`is of Envoy's API version 2, which is gone: use the type of version 3 in place of ${quote(url)}`);
  } else if (!name.startsWith('google.')) {
    const guess = guessed(name);
    at.error(
      `is no message that istiod knows, and it refuses such an EnvoyFilter: ${quote(url)}${guess && `.${guess}`}`,
    );
  }
}

/** The message that was meant, where one has the same name in another package, or nearly so in the same. */
function guessed(name: string): string {
  const end = name.lastIndexOf('.');
  const all = [...messageNames()];
  const namesakes = all.filter((one) => one.endsWith(name.slice(end)));
  if (namesakes.length === 1) return ` Did you mean "${namesakes[0]}"?`;
  return didYouMean(name, namesakes.length > 0 ? namesakes : all.filter((one) => one.startsWith(name.slice(0, end))));
}
