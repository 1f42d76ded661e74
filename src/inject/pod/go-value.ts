import { entry } from '../../base/map-entry.ts';
import { FieldMap } from '../../render/functions/formats/json-value.ts';

import {
  boolType,
  type GoType,
  listOf,
  type Method,
  mapOf,
  named,
  pointerTo,
  stringType,
} from '../../render/template/model/types.ts';
import {
  asType,
  Dictionary,
  int64Type,
  List,
  Pointer,
  Scalar,
  Struct,
  scalarTypes,
  type Value,
} from '../../render/template/model/values.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { intOrStringType, intOrStringValue, quantityType, quantityValue, resourceMethods } from './go-special.ts';
import { goTimeType, goTimeValue } from './go-time.ts';
import { type BasicType, type Field, type MapType, metadataType, type ObjectType, type PodType } from './pod-types.ts';

/**
 * A part of a Pod as Go's templates see it: structs with Go's names of fields, pointers, typed lists and maps. A struct's
 * fields are made when a template asks for them. What has another type than it should counts as not there: `checkPod` says
 * so before.
 *
 * @param type of the value
 */
export function goValue(json: Json | undefined, type: PodType): Value {
  switch (type.kind) {
    case 'object':
      return new Struct(goType(type), new ObjectFields(isObject(json) ? json : {}, type));
    case 'pointer': {
      const target = json === null || json === undefined ? undefined : goValue(json, type.element);
      return new Pointer(goType(type), target);
    }
    case 'list': {
      const items = Array.isArray(json) ? json.map((item: Json) => goValue(item, type.element)) : null;
      return new List(goType(type), items);
    }
    case 'map':
      return dictionary(json, type);
    case 'quantity':
      return quantityValue(json);
    case 'intOrString':
      return intOrStringValue(json);
    case 'time':
      return goTimeValue(json);
    case 'any':
      return new Struct(goType(type), new Map());
    default:
      return basicValue(json, type);
  }
}

/** The fields of a struct, by their names in Go. */
class ObjectFields {
  readonly #made = new Map<string, Value>();

  constructor(
    readonly json: JsonObject,
    private readonly type: ObjectType,
  ) {}

  get(name: string): Value {
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const field = this.type.byGo.get(name);
    if (field === undefined) return undefined;
    const value = goValue(field.json === undefined ? this.json : this.json[field.json], field.type);
    this.#made.set(name, value);
    return value;
  }
}

function dictionary(json: Json | undefined, type: MapType): Dictionary {
  if (!isObject(json)) return new Dictionary(goType(type), null);
  const entries = new Map<string, Value>();
  for (const key in json) entries.set(key, goValue(json[key], type.element));
  return new Dictionary(goType(type), entries);
}

function basicValue(json: Json | undefined, type: BasicType): Value {
  switch (type.kind) {
    case 'string':
      return asType(goType(type), typeof json === 'string' ? json : '');
    case 'bool':
      return json === true;
    default:
      return new Scalar(goType(type), typeof json === 'number' && Number.isInteger(json) ? BigInt(json) : 0n);
  }
}

const made = new Map<PodType, GoType>();

/** The Go type that the values of a type have. */
export const goType = (type: PodType): GoType => entry(made, type, () => makeType(type));

function makeType(type: PodType): GoType {
  switch (type.kind) {
    case 'string':
      return type.name === 'string' ? stringType : named(type.name, stringType);
    case 'bool':
      return boolType;
    case 'int32':
      return scalarTypes.int32!;
    case 'int64':
      return int64Type;
    case 'quantity':
      return quantityType;
    case 'intOrString':
      return intOrStringType;
    case 'time':
      return goTimeType;
    case 'pointer': {
      const pointer = pointerTo(goType(type.element));
      return type.element.kind === 'object' ? { ...pointer, text: () => 'nil' } : pointer;
    }
    case 'list':
      return listOf(goType(type.element));
    case 'map': {
      const map = mapOf(goType(type.key), goType(type.element));
      return type.name === map.name ? map : named(type.name, map, { methods: resourceMethods });
    }
    case 'any':
      return { kind: 'struct', name: type.name, fields: [] };
    case 'object':
      return new StructType(type);
  }
}

/** A struct's Go type, whose fields' types are made when they are needed. */
class StructType implements GoType {
  readonly kind = 'struct';
  readonly name: string;
  #fields: GoType['fields'];
  #methods: GoType['methods'];

  constructor(private readonly type: ObjectType) {
    this.name = type.name;
  }

  get fields(): NonNullable<GoType['fields']> {
    this.#fields ??= this.type.own.map(({ go, type }) => ({ name: go, type: goType(type) }));
    return this.#fields;
  }

  get underlying(): GoType {
    return this;
  }

  /** Those of ObjectMeta, by which other types have its fields. */
  get methods(): NonNullable<GoType['methods']> {
    this.#methods ??= Object.fromEntries(this.type === metadataType ? this.type.own.map(getter) : []);
    return this.#methods;
  }

  /** The struct's JSON: its fields in order, empty ones left out as they ask for. */
  readonly json = (value: Struct): FieldMap => {
    const json = value.fields instanceof ObjectFields ? value.fields.json : {};
    const entries = new FieldMap();
    for (const [name, field] of this.type.byJson) {
      const content = json[name];
      if (!field.omitsEmpty || !isEmpty(content, field)) entries.set(name, goValue(content, field.type));
    }
    return entries;
  };
}

const getter = ({ go }: Field): readonly [string, Method] => [
  `Get${go}`,
  { takes: [], run: (value: Struct) => value.fields.get(go) },
];

/** What Go's encoding/json takes for empty: of pointers, only nil. */
function isEmpty(json: Json | undefined, { type }: Field): boolean {
  if (json === null || json === undefined) return true;
  switch (type.kind) {
    case 'string':
      return json === '';
    case 'bool':
      return json === false;
    case 'int32':
    case 'int64':
      return json === 0;
    case 'list':
      return Array.isArray(json) && json.length === 0;
    case 'map':
      return isObject(json) && Object.keys(json).length === 0;
    default:
      return false;
  }
}
