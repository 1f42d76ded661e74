import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyListType, anyMapType, anyType, nilList, typeOf, type Value } from '../template/model/values.ts';
import { readJsonText } from './formats/json-reader.ts';
import { NilMap } from './formats/json-value.ts';
import { type JsonStyle, writeJson } from './formats/json-writer.ts';

/** Nothing of a value that has no JSON: sprig and Helm ignore the error. */
function written(value: Value, style?: JsonStyle): string {
  try {
    return writeJson(value, style);
  } catch (error) {
    if (error instanceof FunctionError) return '';
    throw error;
  }
}

const writing = (style?: JsonStyle) =>
  goFunction({ takes: [anyType], gives: stringType }, ([value]) => written(value, style));
const mustWrite = (style?: JsonStyle) =>
  goFunction({ takes: [anyType], gives: stringType }, ([value]) => writeJson(value, style));

const pretty: JsonStyle = { indent: '  ' };
const raw: JsonStyle = { escapesHtml: false };

const kinds: Readonly<Record<string, string>> = { slice: 'array', map: 'object', float64: 'number' };

const mismatch = (value: Value, wanted: string): string => {
  const kind = typeOf(value)!.kind;
  return `json: cannot unmarshal ${kinds[kind] ?? kind} into Go value of type ${wanted}`;
};

const asIs = (reason: string): string => reason;

/** A map, or one that holds the error's words under `Error`, as Helm has it; `nothing` for null. */
export function mapOrError(
  read: () => Value,
  wrap: (reason: string) => string = asIs,
  nothing: () => Map<string, Value> = () => new Map(),
): Map<string, Value> {
  try {
    const value = read();
    if (value instanceof Map) return value;
    return value === null ? nothing() : new Map([['Error', wrap(mismatch(value, 'map[string]interface {}'))]]);
  } catch (error) {
    if (error instanceof FunctionError) return new Map([['Error', error.message]]);
    throw error;
  }
}

/** A list, or one that holds the error's words; `nothing` for null. */
export function listOrError(
  read: () => Value,
  wrap: (reason: string) => string = asIs,
  nothing: readonly Value[] = [],
): readonly Value[] {
  try {
    const value = read();
    if (Array.isArray(value)) return value as readonly Value[];
    return value === null ? nothing : [wrap(mismatch(value, '[]interface {}'))];
  } catch (error) {
    if (error instanceof FunctionError) return [error.message];
    throw error;
  }
}

export const jsonFunctions: Functions = {
  toJson: writing(),
  mustToJson: mustWrite(),
  toPrettyJson: writing(pretty),
  mustToPrettyJson: mustWrite(pretty),
  toRawJson: mustWrite(raw),
  mustToRawJson: mustWrite(raw),
  mustFromJson: goFunction({ takes: [stringType] }, ([text]) => readJsonText(text)),
  fromJson: goFunction({ takes: [stringType] }, ([text]) => {
    try {
      return readJsonText(text);
    } catch (error) {
      if (error instanceof FunctionError) return null;
      throw error;
    }
  }),
};

export const helmJsonFunctions: Functions = {
  fromJson: goFunction({ takes: [stringType], gives: anyMapType }, ([text]) =>
    mapOrError(
      () => readJsonText(text),
      asIs,
      () => new NilMap(),
    ),
  ),
  fromJsonArray: goFunction({ takes: [stringType], gives: anyListType }, ([text]) =>
    listOrError(() => readJsonText(text), asIs, nilList),
  ),
};
