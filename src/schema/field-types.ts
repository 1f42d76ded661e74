import { didYouMean } from '../base/nearest.ts';
import { isObject, type Json, type JsonObject, type Path } from '../resources/json.ts';
import type { SchemaProblem } from './explain-errors.ts';
import { describeTypes, describeValue } from './keyword-words.ts';
import { quote } from './values/value.ts';

/** What a field of an object of Kubernetes' own may hold. An `open` object has further fields, which are not looked at. */
export type FieldType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'time'
  | 'object'
  | { readonly list: FieldType }
  | { readonly map: FieldType }
  | { readonly fields: Readonly<Record<string, FieldType>>; readonly open?: true };

const tests: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 63,
  boolean: (value) => typeof value === 'boolean',
  object: isObject,
  array: Array.isArray,
  time: (value) => isTime(value),
};

/** What an API server's decoder would refuse in a value for its type. A null is the same as no value. */
export function typeProblems(value: Json, type: FieldType, path: Path = []): SchemaProblem[] {
  if (value === null) return [];
  const name = typeof type === 'string' ? type : 'list' in type ? 'array' : 'object';
  if (!tests[name]!(value)) {
    const wanted = name === 'time' ? 'a time such as 2026-01-31T12:00:00Z' : describeTypes([name]);
    return [{ path, message: `must be ${wanted}, not ${describeValue(value)}` }];
  }
  if (typeof type === 'string') return [];
  if ('list' in type) {
    return (value as readonly Json[]).flatMap((item, i) => typeProblems(item, type.list, [...path, i]));
  }
  const problems: SchemaProblem[] = [];
  for (const [key, item = null] of Object.entries(value as JsonObject)) {
    const inner = 'map' in type ? type.map : Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
    if (inner === undefined) {
      if ('fields' in type && !type.open) problems.push(unknownField(key, type.fields, path));
    } else if (typeof inner !== 'string' || !tests[inner]!(item)) {
      problems.push(...typeProblems(item, inner, [...path, key]));
    }
  }
  return problems;
}

function unknownField(key: string, fields: Readonly<Record<string, FieldType>>, path: Path): SchemaProblem {
  const guess = didYouMean(key, Object.keys(fields));
  return { path: [...path, key], message: `unknown field ${quote(key)}${guess && `.${guess}`}` };
}

const time = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:[.,]\d+)?(?:Z|[-+](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339, as Go's time.Parse reads it. */
function isTime(value: Json): boolean {
  const [, date] = (typeof value === 'string' && time.exec(value)) || [];
  if (date === undefined) return false;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(date);
}
