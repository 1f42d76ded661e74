import type { OutputUnit, Schema } from '@cfworker/json-schema';
import { counted } from '../../base/counted.ts';
import { orList } from '../../base/list-names.ts';
import { didYouMean } from '../../base/nearest.ts';
import { isObject, type Json, type Path } from '../../resources/json.ts';

/** A setting that is not as a schema wants it. The message holds names and types, never the value. */
export interface Failure {
  readonly path: Path;
  readonly message: string;
}

interface Found extends Failure {
  /** The types of which it must be one, where that is what is wrong. */
  readonly types?: readonly string[];
}

type Lookup = Readonly<Record<string, Schema | boolean>>;

/** What a validator's units say, each thing once. */
export function failuresIn(
  units: readonly OutputUnit[],
  schema: Schema | boolean,
  values: Json,
  lookup: Lookup,
): Failure[] {
  const found = new Reading(schema, values, lookup).found(inOrder(units));
  return [...new Map(found.map((one) => [JSON.stringify([one.path, one.message]), one])).values()];
}

/** Units that only say that a part, which follows, is wrong. */
const wrappers: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'dependentSchemas',
  'allOf',
  'if',
  '$ref',
  '$recursiveRef',
]);
/**
 * The units, each part's location below that of its whole: the library gives `false` schemas the place in the values.
 * What is wrong with each item, where one of them had to be right, is left out.
 */
function inOrder(units: readonly OutputUnit[]): OutputUnit[] {
  const lacking = units
    .filter(({ keyword }) => keyword === 'contains' || keyword === 'minContains')
    .map(({ keywordLocation }) => keywordLocation.replace(/[^/]*$/, 'contains/'));
  return units
    .map((unit, i) =>
      unit.keyword === 'false' ? { ...unit, keywordLocation: `${units[i - 1]?.keywordLocation ?? '#'}/false` } : unit,
    )
    .filter(({ keywordLocation }) => !lacking.some((start) => keywordLocation.startsWith(start)));
}

class Reading {
  constructor(
    private readonly schema: Schema | boolean,
    private readonly values: Json,
    private readonly lookup: Lookup,
  ) {}

  found(units: readonly OutputUnit[]): Found[] {
    const found: Found[] = [];
    let parent: OutputUnit | undefined;
    for (let i = 0; i < units.length; i++) {
      const unit = units[i]!;
      if (unit.keyword === 'anyOf' || unit.keyword === 'oneOf') {
        const start = `${unit.keywordLocation}/`;
        const end = units.findIndex((one, at) => at > i && !one.keywordLocation.startsWith(start));
        const parts = units.slice(i + 1, end < 0 ? units.length : end);
        found.push(...this.#alternatives(unit, parts));
        i += parts.length;
      } else if (wrappers.has(unit.keyword)) parent = unit;
      else found.push(...this.#simple(unit, parent));
    }
    return found;
  }

  #alternatives(unit: OutputUnit, parts: readonly OutputUnit[]): Found[] {
    const path = this.#path(unit);
    const count = (this.#node(unit)[unit.keyword] as unknown[]).length;
    const branches = Array.from({ length: count }, (_, i) =>
      this.found(parts.filter((part) => `${part.keywordLocation}/`.startsWith(`${unit.keywordLocation}/${i}/`))),
    );
    const fitting = branches.filter((branch) => branch.length === 0).length;
    if (fitting > 0)
      return [{ path, message: `fits ${fitting} of ${counted(count, 'alternative')}, and must fit one only` }];
    const isOther = (branch: readonly Found[]) => branch.some((one) => one.types && one.path.length === path.length);
    const near = branches.filter((branch) => !isOther(branch));
    if (near.length === 0)
      return [this.#wrongType(path, [...new Set(branches.flat().flatMap(({ types }) => types ?? []))])];
    if (near.length === 1) return near[0]!;
    const [best] = [...near].sort((a, b) => a.length - b.length);
    const place = JSON.stringify(best![0]!.path);
    const isOnePlace = near.every((branch) => branch.every((one) => JSON.stringify(one.path) === place));
    return isOnePlace ? [{ path: best![0]!.path, message: orList(near.flat().map(({ message }) => message)) }] : best!;
  }

  #simple(unit: OutputUnit, parent: OutputUnit | undefined): Found[] {
    const path = this.#path(unit);
    if (unit.keyword === 'false') return [{ path, message: this.#notAllowed(path, parent) }];
    const node = this.#node(unit);
    if (unit.keyword === 'type') return [this.#wrongType(path, [node.type as string | string[]].flat())];
    const value = partAt(this.values, path);
    const missing = missingIn(unit.keyword, node, value);
    if (missing !== undefined) {
      return missing.map(([name, beside]) => ({ path: [...path, name], message: `is required${beside}, and missing` }));
    }
    const message = words[unit.keyword]?.(node) ?? `fails ${JSON.stringify(unit.keyword)} of the schema`;
    return [{ path, message: unit.keywordLocation.includes('/propertyNames/') ? `its name ${message}` : message }];
  }

  #wrongType(path: Path, types: readonly string[]): Found {
    const names = orList(types.map((type) => typeNames[type] ?? type));
    return { path, types, message: `must be ${names}, not ${kindOf(partAt(this.values, path))}` };
  }

  #notAllowed(path: Path, parent: OutputUnit | undefined): string {
    const known = parent?.keyword.endsWith('Properties') ? this.#node(parent).properties : undefined;
    if (known === undefined) return 'is not allowed here';
    return `is not a setting that the schema knows.${didYouMean(String(path.at(-1)), Object.keys(known))}`;
  }

  /** The part of the schema whose keyword a unit is about. */
  #node({ keywordLocation }: OutputUnit): Schema {
    let node: unknown = this.schema;
    for (const step of stepsOf(keywordLocation).slice(0, -1)) {
      const { __absolute_ref__: reference } = node as Schema;
      if (step === '$ref') node = this.lookup[reference!];
      else node = step === '$recursiveRef' ? this.schema : (node as Readonly<Record<string, unknown>>)[step];
    }
    return node as Schema;
  }

  #path({ instanceLocation }: OutputUnit): Path {
    let at: unknown = this.values;
    return stepsOf(instanceLocation).map((step) => {
      const key = Array.isArray(at) ? Number(step) : step;
      at = isObject(at) ? at[step] : Array.isArray(at) ? (at as readonly Json[])[key as number] : undefined;
      return key;
    });
  }
}

/** The steps of a JSON Pointer that is a URI's fragment (RFC 6901, section 6). */
const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));

/** What is there, within lists as well as maps: a path of a unit leads to something. */
const partAt = (values: Json, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>>)[step], values);

/** Names that an object lacks, with what asks for them; undefined for a keyword that does not ask for names. */
function missingIn(keyword: string, node: Schema, value: unknown): [name: string, beside: string][] | undefined {
  const lacks = (name: string): boolean => !Object.hasOwn(value as object, name);
  if (keyword === 'required') return node.required!.filter(lacks).map((name) => [name, '']);
  if (keyword !== 'dependentRequired' && keyword !== 'dependencies') return undefined;
  return Object.entries(node[keyword] ?? {}).flatMap(([name, wanted]) =>
    lacks(name) || !Array.isArray(wanted)
      ? []
      : (wanted as string[]).filter(lacks).map((one): [string, string] => [one, ` beside ${name}`]),
  );
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeNames[typeof value] ?? 'nothing';
}

const shown = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value));
const size = (bound: string, limit: number | undefined, noun: string): string =>
  `must have ${bound} ${counted(limit ?? 0, noun)}`;

/** What is wrong, by the keyword that is not met. */
const words: Readonly<Record<string, (node: Schema) => string>> = {
  enum: ({ enum: allowed }) => `must be ${orList(allowed!.map(shown))}`,
  const: ({ const: only }) => `must be ${shown(only)}`,
  contains: () => 'lacks an item that must be there',
  minContains: () => 'has too few of the items that must be there',
  not: () => 'has a value that is not allowed here',
  format: ({ format: name }) =>
    name!.startsWith('pattern:')
      ? `must match the pattern ${name!.slice('pattern:'.length)}`
      : `must be a valid ${name}`,
  minimum: ({ minimum, exclusiveMinimum }) =>
    `must be ${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}`,
  maximum: ({ maximum, exclusiveMaximum }) =>
    `must be ${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}`,
  exclusiveMinimum: ({ exclusiveMinimum }) => `must be more than ${exclusiveMinimum}`,
  exclusiveMaximum: ({ exclusiveMaximum }) => `must be less than ${exclusiveMaximum}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  minLength: ({ minLength }) => size('at least', minLength, 'character'),
  maxLength: ({ maxLength }) => size('at most', maxLength, 'character'),
  minItems: ({ minItems }) => size('at least', minItems, 'item'),
  maxItems: ({ maxItems }) => size('at most', maxItems, 'item'),
  maxContains: ({ maxContains }) => `may have at most ${maxContains} of the items that the schema counts`,
  uniqueItems: () => 'has the same item twice',
  minProperties: ({ minProperties }) => size('at least', minProperties, 'setting'),
  maxProperties: ({ maxProperties }) => size('at most', maxProperties, 'setting'),
};
