import { dereference, format, type OutputUnit, type Schema, validate } from '@cfworker/json-schema';
import type { ErrorObject } from 'ajv';
import { orList } from '../../base/list-names.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { explainErrors, type SchemaProblem } from '../explain-errors.ts';
import { locateValue } from '../schema-path.ts';
import { hasFormat } from './formats.ts';
import { formatPrefix, patternPrefix } from './json-schema.ts';
import { matchesPattern } from './pattern.ts';

/** What a schema finds wrong with a value. */
export interface Shape {
  readonly problems: readonly SchemaProblem[];
  /** True when the API server would leave rules unchecked: too little of the value is as it should be. */
  readonly isBroken: boolean;
}

/** Keywords whose failure keeps an API server from checking rules (kubernetes.io, Validation rules). */
const breaking = new Set(['required', 'type', 'enum', 'maxLength', 'maxItems', 'maxProperties']);
/** Of alternatives that all fail, each must fail so: the server looks at the one that the value comes closest to. */
function isBreaking([first, ...parts]: readonly OutputUnit[], schema: JsonObject): boolean {
  if (first === undefined) return false;
  const breaks = ({ keyword, keywordLocation }: OutputUnit) =>
    breaking.has(keyword) ||
    (keyword === 'format' && !String(keywordValue(schema, keywordLocation)).startsWith(patternPrefix));
  if (!isAlternatives(first)) return breaks(first) || parts.some(breaks);
  const alternatives = keywordValue(schema, first.keywordLocation) as readonly unknown[];
  return alternatives.every((_, i) =>
    parts.some((part) => part.keywordLocation.startsWith(`${first.keywordLocation}/${i}/`) && breaks(part)),
  );
}

/** Units that only say that something within fails. */
const wrappers = new Set(['properties', 'items', 'additionalProperties', 'allOf', 'if']);
/** Formats that stand for a test of text; the validator has one table of formats for all schemas. */
const tests: readonly [prefix: string, test: (rest: string, text: string) => boolean][] = [
  [patternPrefix, matchesPattern],
  [formatPrefix, hasFormat],
];
const most = 1000;

/** A check against a schema that `toJsonSchema` made, by interpreting it: nothing is compiled, so it may be anyone's. */
export function shapeCheck(schema: JsonObject): (value: Json) => Shape {
  const lookup = dereference(schema);
  for (const name of formatsIn(lookup)) registerFormat(name);
  return (value) => {
    let units: OutputUnit[];
    try {
      units = validate(value, schema, '2019-09', lookup, false).errors;
    } catch (error) {
      // Its lists of errors are arguments of calls, which have a limit; a key may be no Unicode.
      if (!(error instanceof RangeError || error instanceof URIError)) throw error;
      return { problems: [{ path: [], message: 'has too much wrong with it to say what' }], isBroken: true };
    }
    const { groups, isCut } = grouped(units);
    const problems = groups.flatMap((group) => explainErrors(toErrors(group, schema, value), value, schema).reverse());
    if (isCut) problems.push({ path: [], message: `has more wrong with it than these ${most} problems` });
    return { problems, isBroken: groups.some((group) => isBreaking(group, schema)) };
  };
}

function* formatsIn(lookup: Readonly<Record<string, Schema | boolean>>): Generator<string> {
  for (const node of Object.values(lookup)) if (typeof node === 'object' && node.format) yield node.format;
}

function registerFormat(name: string): void {
  const [prefix, test] = tests.find(([start]) => name.startsWith(start))!;
  format[name] ??= (text) => test(name.slice(prefix.length), text);
}

/** The units in groups: those that stand by themselves, and one of alternatives with its parts, which follow it. */
function grouped(units: readonly OutputUnit[]): { groups: OutputUnit[][]; isCut: boolean } {
  const single: OutputUnit[] = [];
  const groups = [single];
  for (const unit of units) {
    const whole = groups.length > 1 ? groups.at(-1)![0]! : undefined;
    if (wrappers.has(unit.keyword)) continue;
    if (whole !== undefined && isPart(unit, whole)) groups.at(-1)!.push(unit);
    else if (groups.length - 1 + single.length === most) return { groups, isCut: true };
    else if (isAlternatives(unit)) groups.push([unit]);
    else single.push(unit);
  }
  return { groups, isCut: false };
}

const isAlternatives = ({ keyword }: OutputUnit): boolean => keyword === 'anyOf' || keyword === 'oneOf';
const isPart = (unit: OutputUnit, whole: OutputUnit): boolean =>
  unit.keywordLocation.startsWith(`${whole.keywordLocation}/`) &&
  unit.instanceLocation.startsWith(whole.instanceLocation);

/** Keywords by which a field says which alternative is meant, as `type` often does. */
const choosing = new Set(['enum', 'const', 'not']);

/** Without the alternatives that lack what makes them what they are, when there is one that does not. */
function meant(units: readonly OutputUnit[], schema: JsonObject): readonly OutputUnit[] {
  const [whole, ...parts] = units;
  if (whole === undefined || !isAlternatives(whole)) return units;
  const alternatives = keywordValue(schema, whole.keywordLocation) as readonly unknown[];
  const branches = alternatives.map((_, i) =>
    parts.filter(({ keywordLocation }) => keywordLocation.startsWith(`${whole.keywordLocation}/${i}/`)),
  );
  const here = whole.instanceLocation;
  const isOther = ({ keyword, instanceLocation: at }: OutputUnit) =>
    keyword === 'required' ? at === here : choosing.has(keyword) && at.lastIndexOf('/') === here.length;
  const near = branches.filter((branch) => !branch.some(isOther));
  return near.every((branch) => branch.length === 0) ? units : [whole, ...near.flat()];
}

/** As ajv would say it: parts before their whole, with the keyword's own value. */
function toErrors(units: readonly OutputUnit[], schema: JsonObject, value: Json): ErrorObject[] {
  const errors = new Map<string, ErrorObject>();
  const said = new Set<OutputUnit>();
  const list = meant(units, schema);
  for (const unit of list) {
    if (said.has(unit)) continue;
    const parts = isAlternatives(unit) ? list.filter((part) => isPart(part, unit)) : [];
    const formats = formatsOf(parts, unit, schema);
    if (formats.length > 0) for (const part of parts) said.add(part);
    const found =
      formats.length > 0
        ? [{ ...toError(unit, [], schema, value)[0]!, keyword: 'format', params: { format: orList(formats) } }]
        : toError(unit, units, schema, value);
    for (const error of found) errors.set(JSON.stringify(error), error);
  }
  return [...errors.values()].reverse();
}

/** The formats that a value may have one of, where the alternatives ask for nothing else. */
function formatsOf(parts: readonly OutputUnit[], whole: OutputUnit, schema: JsonObject): string[] {
  const names = parts.map(({ keyword, keywordLocation, instanceLocation }) => {
    const name = keyword === 'format' ? String(keywordValue(schema, keywordLocation)) : '';
    return instanceLocation === whole.instanceLocation && name.startsWith(formatPrefix) ? name : undefined;
  });
  return names.flatMap((name) =>
    name === undefined || names.includes(undefined) ? [] : [name.slice(formatPrefix.length)],
  );
}

/** What stands in the schema at a JSON Pointer that is a URI's fragment (RFC 6901, section 6). */
function keywordValue(schema: JsonObject, pointer: string): unknown {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step));
  return steps.reduce<unknown>(
    (node, step) => (node as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    schema,
  );
}

const comparisons: Readonly<Record<string, string>> = {
  minimum: '>=',
  maximum: '<=',
  exclusiveMinimum: '>',
  exclusiveMaximum: '<',
};

function toError(unit: OutputUnit, all: readonly OutputUnit[], schema: JsonObject, data: Json): ErrorObject[] {
  const { keyword, keywordLocation: schemaPath } = unit;
  const instancePath = unit.instanceLocation
    .slice(1)
    .split('/')
    .map((step) => decodeURIComponent(step))
    .join('/');
  const limit = keywordValue(schema, schemaPath);
  const error = (params: Readonly<Record<string, unknown>>, named = keyword): ErrorObject => ({
    keyword: named,
    instancePath,
    schemaPath,
    params,
  });
  switch (keyword) {
    case 'type':
      return [error({ type: limit })];
    case 'enum':
      return [error({ allowedValues: limit })];
    case 'required': {
      const given = locateValue(data, instancePath).value as object;
      const missing = (limit as string[]).filter((name) => !Object.hasOwn(given, name));
      return missing.map((missingProperty) => error({ missingProperty }));
    }
    case 'format': {
      const name = String(limit);
      return [
        name.startsWith(patternPrefix)
          ? error({ pattern: name.slice(patternPrefix.length) }, 'pattern')
          : error({ format: name.slice(formatPrefix.length) }),
      ];
    }
    case 'multipleOf':
      return [error({ multipleOf: limit })];
    case 'oneOf': {
      const failing = (i: number) =>
        all.some((part) => part !== unit && part.keywordLocation.startsWith(`${schemaPath}/${i}/`));
      const passing = (limit as unknown[]).flatMap((_, i) => (failing(i) ? [] : [i]));
      return [error({ passingSchemas: passing.length > 0 ? passing : null })];
    }
    default:
      return [error({ limit, comparison: comparisons[keyword] })];
  }
}
