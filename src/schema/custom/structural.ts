import { isObject, type Json, type JsonObject, type Path } from '../../resources/json.ts';
import { regexSyntaxProblem } from './pattern.ts';

const types = ['object', 'array', 'string', 'integer', 'number', 'boolean'] as const;
type Type = (typeof types)[number];

/** A rule in CEL (`x-kubernetes-validations`). */
export interface CelRule {
  readonly rule: string;
  readonly message: string | undefined;
  readonly messageExpression: string | undefined;
  readonly reason: string | undefined;
  readonly fieldPath: string | undefined;
  /** Where it stands in its definition. */
  readonly at: Path;
}

/** A node of a structural schema (kubernetes.io, Extend the Kubernetes API with CustomResourceDefinitions). */
export interface Structural {
  /** Undefined where any type will do, or where `isIntOrString` says it. */
  readonly type: Type | undefined;
  readonly isNullable: boolean;
  readonly isIntOrString: boolean;
  readonly keepsUnknown: boolean;
  /** True for a whole Kubernetes object in a field. */
  readonly isResource: boolean;
  readonly default: Json | undefined;
  readonly properties: ReadonlyMap<string, Structural> | undefined;
  /** The schema of a map's values, or true where anything goes. */
  readonly values: Structural | true | undefined;
  readonly items: Structural | undefined;
  readonly listType: 'set' | 'map' | undefined;
  readonly listKeys: readonly string[];
  readonly rules: readonly CelRule[];
  /** What the value must be besides: `enum`, `minimum`, `allOf` … as the definition has them, of the right types. */
  readonly limits: JsonObject;
}

/** Structural schemas cannot recur, so these are far beyond what anyone writes: a Pod's has 30 levels and 1,000 nodes. */
const deepest = 100;
const largest = 50_000;

/** Keywords that limit a value, and what they must be. */
const limitTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  enum: Array.isArray,
  required: (value) => Array.isArray(value) && value.every((name) => typeof name === 'string'),
  minimum: Number.isFinite,
  maximum: Number.isFinite,
  exclusiveMinimum: (value) => typeof value === 'boolean',
  exclusiveMaximum: (value) => typeof value === 'boolean',
  multipleOf: (value) => Number.isFinite(value) && Number(value) > 0,
  minLength: Number.isInteger,
  maxLength: Number.isInteger,
  minItems: Number.isInteger,
  maxItems: Number.isInteger,
  minProperties: Number.isInteger,
  maxProperties: Number.isInteger,
  pattern: (value) => typeof value === 'string',
  format: (value) => typeof value === 'string',
};
const junctors = ['allOf', 'anyOf', 'oneOf'];
/** What only the schema's spine may say, not what stands in a junctor. */
const spineOnly = [
  'type',
  'default',
  'nullable',
  'additionalProperties',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-validations',
];

/** What an int-or-string may have, though types stand in a junctor there. */
const intOrString = JSON.stringify([{ type: 'integer' }, { type: 'string' }]);
const isIntOrStringChoice = (value: unknown): boolean => JSON.stringify(value) === intOrString;

type Report = (path: Path, message: string) => void;

/** @param at where `schema` stands in its definition; what is not structural is reported at its field there */
export const readStructural = (schema: JsonObject, at: Path, report: Report): Structural | undefined =>
  new Reader(report).read(schema, at);

class Reader {
  #nodes = 0;
  #isOver = false;

  constructor(private readonly report: Report) {}

  read(schema: JsonObject, at: Path): Structural | undefined {
    const root = this.#node(schema, at, 0);
    if (root.type !== 'object') this.report([...at, 'type'], 'must be object: a resource is one');
    return this.#isOver ? undefined : root;
  }

  #node(given: Json | undefined, at: Path, depth: number): Structural {
    const node = this.#enter(given, at, depth) ? (given as JsonObject) : {};
    const keepsUnknown = node['x-kubernetes-preserve-unknown-fields'] === true;
    const isIntOrString = node['x-kubernetes-int-or-string'] === true;
    const type = this.#type(node, at, keepsUnknown || isIntOrString);
    const { properties, additionalProperties: values } = node;
    if (isObject(properties) && Object.keys(properties).length > 0 && isObject(values)) {
      this.report([...at, 'additionalProperties'], 'must not stand beside properties');
    }
    if (values === false) this.report([...at, 'additionalProperties'], 'must not be false: leave it out');
    if (type === 'array' && !isObject(node.items)) this.report([...at, 'items'], 'is required for a list, and missing');
    const listType = node['x-kubernetes-list-type'];
    const listKeys = node['x-kubernetes-list-map-keys'];
    return {
      type,
      isNullable: node.nullable === true,
      isIntOrString,
      keepsUnknown,
      isResource: node['x-kubernetes-embedded-resource'] === true,
      default: node.default ?? undefined,
      properties: isObject(properties) ? this.#fields(properties, [...at, 'properties'], depth) : undefined,
      values: isObject(values)
        ? this.#node(values, [...at, 'additionalProperties'], depth + 1)
        : values === true || undefined,
      items: isObject(node.items) ? this.#node(node.items, [...at, 'items'], depth + 1) : undefined,
      listType: listType === 'set' || listType === 'map' ? listType : undefined,
      listKeys: Array.isArray(listKeys) ? listKeys.map(String) : [],
      rules: readRules(node['x-kubernetes-validations'], [...at, 'x-kubernetes-validations']),
      limits: this.#limits(node, at, depth, isIntOrString),
    };
  }

  #fields(properties: JsonObject, at: Path, depth: number): Map<string, Structural> {
    return new Map(Object.entries(properties).map(([name, one]) => [name, this.#node(one, [...at, name], depth + 1)]));
  }

  #type(node: JsonObject, at: Path, mayLack: boolean): Type | undefined {
    if (types.includes(node.type as Type)) return node.type as Type;
    if (node.type !== undefined) this.report([...at, 'type'], `must be ${types.slice(0, -1).join(', ')} or boolean`);
    else if (!mayLack && !this.#isOver) this.report([...at, 'type'], 'is required, and missing');
    return undefined;
  }

  /** The node's limits, those of its junctors read in turn. */
  #limits(node: JsonObject, at: Path, depth: number, isIntOrString: boolean): JsonObject {
    const limits: Record<string, Json> = {};
    for (const [keyword, isRight] of Object.entries(limitTypes)) {
      const value = node[keyword] ?? null;
      if (value === null) continue;
      const problem = isRight(value) ? patternProblem(keyword, value) : `is no value that ${keyword} can have`;
      if (problem === undefined) limits[keyword] = value;
      else this.report([...at, keyword], problem);
    }
    for (const keyword of junctors) {
      const parts = node[keyword];
      if (!Array.isArray(parts) || (isIntOrString && keyword === 'anyOf' && isIntOrStringChoice(parts))) continue;
      limits[keyword] = (parts as readonly Json[]).map((part, i) =>
        this.#nested(part, [...at, keyword, i], depth + 1, isIntOrString && i === 0),
      );
    }
    if (isObject(node.not)) limits.not = this.#nested(node.not, [...at, 'not'], depth + 1, false);
    return limits;
  }

  /** What stands in a junctor: limits, and those of fields and items. */
  #nested(given: Json, at: Path, depth: number, mayChoose: boolean): JsonObject {
    if (!this.#enter(given, at, depth)) return {};
    const node = given as JsonObject;
    for (const keyword of spineOnly) {
      if ((node[keyword] ?? null) !== null)
        this.report([...at, keyword], 'must not stand inside allOf, anyOf, oneOf or not');
    }
    const nested: Record<string, Json | undefined> = { ...this.#limits(node, at, depth, mayChoose) };
    if (isObject(node.items)) nested.items = this.#nested(node.items, [...at, 'items'], depth + 1, false);
    if (isObject(node.properties)) {
      const fields = Object.entries(node.properties).map(([name, one]): [string, Json] => [
        name,
        this.#nested(one ?? null, [...at, 'properties', name], depth + 1, false),
      ]);
      nested.properties = Object.fromEntries(fields);
    }
    return nested;
  }

  /** True for a node that can be gone into. */
  #enter(node: Json | undefined, at: Path, depth: number): boolean {
    if (!isObject(node)) {
      this.report(at, 'must be a schema: a map');
      return false;
    }
    if (depth <= deepest && ++this.#nodes <= largest) return true;
    if (!this.#isOver) {
      const what = depth > deepest ? `more than ${deepest} levels` : `more than ${largest} parts`;
      this.report(at, `is part of a schema of ${what}, which is not read`);
    }
    this.#isOver = true;
    return false;
  }
}

const patternProblem = (keyword: string, value: Json): string | undefined =>
  keyword === 'pattern' ? regexSyntaxProblem(String(value)) : undefined;

function readRules(given: Json | undefined, at: Path): CelRule[] {
  if (!Array.isArray(given)) return [];
  return (given as readonly Json[]).flatMap((one, i): CelRule[] => {
    if (!isObject(one) || typeof one.rule !== 'string' || one.rule.trim() === '') return [];
    const text = (key: string) => (typeof one[key] === 'string' && one[key] !== '' ? one[key] : undefined);
    return [
      {
        rule: one.rule,
        message: text('message'),
        messageExpression: text('messageExpression'),
        reason: text('reason'),
        fieldPath: text('fieldPath'),
        at: [...at, i],
      },
    ];
  });
}
