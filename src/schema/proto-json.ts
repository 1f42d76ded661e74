import { didYouMean } from '../base/nearest.ts';
import { isObject, type Json, type JsonObject, type Path, setField } from '../resources/json.ts';
import type { SchemaProblem } from './explain-errors.ts';
import { quote } from './values/value.ts';

/** A message of Protocol Buffers, read from JSON. */
export interface ProtoJson {
  /** The one form of it that the schema knows. What has none stays as it is, for the schema to refuse. */
  readonly value: Json;
  /** What is there and is not read, by the path it was written at. */
  readonly ignored: readonly SchemaProblem[];
  /** A path in `value` as it was written. */
  written(path: Path): Path;
}

/**
 * Reads a message as the lenient decoder does that istiod reads its own configuration with (golang/protobuf, jsonpb): null
 * is the same as no field, and in lists and maps the same as an empty value; fields may have their names in the .proto file
 * (`trust_domain`), numbers may be in quotes and enum values be numbers. It takes no notice of fields that it does not
 * know, and of those that exclude each other it takes the one that the schema lists last.
 *
 * @param schema the message's, self-contained: each `$ref` is `#/$defs/<name>`
 */
export function readProtoJson(given: Json, schema: JsonObject): ProtoJson {
  const reader = new Reader(schema);
  const value = given === null ? {} : reader.read(given, schema, []);
  return { value, ignored: reader.ignored, written: (path) => reader.written(value, path) };
}

class Reader {
  readonly ignored: SchemaProblem[] = [];
  /** For each message that was read: its fields by name, where they were written otherwise. */
  readonly #renamed = new Map<unknown, ReadonlyMap<string | number, string>>();

  constructor(private readonly root: JsonObject) {}

  read(value: Json, node: JsonObject, path: Path): Json {
    const schema = resolve(node, this.root);
    const { properties, additionalProperties, items } = schema;
    if (Array.isArray(value)) {
      return isObject(items) ? value.map((item: Json, i) => this.#readItem(item, items, [...path, i])) : value;
    }
    if (!isObject(value)) return readScalar(value, schema);
    if (isObject(properties)) return this.#readMessage(value, schema, properties, path);
    if (!isObject(additionalProperties)) return value;
    const map: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      setField(map, key, this.#readItem(item ?? null, additionalProperties, [...path, key]));
    }
    return map;
  }

  written(value: Json, path: Path): Path {
    let here: unknown = value;
    return path.map((step) => {
      const name = this.#renamed.get(here)?.get(step) ?? step;
      here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[step] : undefined;
      return name;
    });
  }

  #readItem(item: Json, schema: JsonObject, path: Path): Json {
    return item === null ? emptyValue(resolve(schema, this.root)) : this.read(item, schema, path);
  }

  #readMessage(given: JsonObject, schema: JsonObject, properties: JsonObject, path: Path): JsonObject {
    const fields = this.#fields(given, Object.keys(properties), path);
    for (const names of exclusive(schema)) this.#keepLast(fields, names, path);
    const message: Record<string, Json> = {};
    for (const [name, written] of fields) {
      message[name] = this.read(given[written]!, properties[name] as JsonObject, [...path, written]);
    }
    this.#renamed.set(message, fields);
    return message;
  }

  /** The fields that are there, by name, each with the name that it was written with. */
  #fields(given: JsonObject, known: readonly string[], path: Path): Map<string, string> {
    const fields = new Map<string, string>();
    for (const written in given) {
      const name = known.includes(written) ? written : jsonName(written);
      if (!known.includes(name)) {
        this.#ignore(
          [...path, written],
          `unknown field ${quote(written)}, which istiod ignores.${didYouMean(written, known)}`,
        );
      } else if (written !== name && Object.hasOwn(given, name)) {
        this.#ignore([...path, written], `is ignored: the same field is there as ${name}`);
      } else if (given[written] !== null) fields.set(name, written);
    }
    return fields;
  }

  /** Drops those of `names` that are there, but for the last. */
  #keepLast(fields: Map<string, string>, names: readonly string[], path: Path): void {
    const there = names.filter((name) => fields.has(name));
    const last = there.pop();
    for (const name of there) {
      this.#ignore([...path, fields.get(name)!], `is ignored, as it cannot be there together with ${last}`);
      fields.delete(name);
    }
  }

  #ignore(path: Path, message: string): void {
    this.ignored.push({ path, message });
  }
}

/** A node with what it refers to. */
function resolve(node: JsonObject, root: JsonObject): JsonObject {
  if (typeof node.$ref !== 'string') return node;
  const definitions = root.$defs as JsonObject;
  return resolve(definitions[node.$ref.slice('#/$defs/'.length)] as JsonObject, root);
}

/** The sets of fields of which one at most may be there: a oneof, which a schema says with an alternative for each. */
function exclusive({ oneOf, allOf }: JsonObject): string[][] {
  const alternatives = Array.isArray(oneOf) ? (oneOf as readonly JsonObject[]) : [];
  const names = alternatives.flatMap(({ required }) => (Array.isArray(required) ? (required as string[]) : []));
  return [names, ...(Array.isArray(allOf) ? (allOf as JsonObject[]).flatMap(exclusive) : [])];
}

/** The name in JSON of a field by its name in the .proto file: `enable_64bit_trace_id`, `mesh_mTLS`. */
const jsonName = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** Numbers of enum values that are not their places in the list (istio.io, ProxyConfig and OutboundTrafficPolicy). */
const enumNumbers = new Map([
  ['INHERIT', 1000],
  ['ALLOW_ANY_DYNAMIC_DNS', 3],
]);

const integer = /^\s*-?(?:0|[1-9]\d*)\s*$/;
const decimal = /^\s*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?\s*$/;

function readScalar(value: Json, schema: JsonObject): Json {
  if (typeof value === 'number' && Array.isArray(schema.enum)) {
    const names = schema.enum as readonly string[];
    return names.find((name, i) => (enumNumbers.get(name) ?? i) === value) ?? value;
  }
  if (typeof value !== 'string') return value;
  const [type] = typesOf(schema);
  const isNumber = (type === 'integer' && integer.test(value)) || (type === 'number' && decimal.test(value));
  return isNumber ? Number(value) : value;
}

/** What a null stands for in a list or map whose items are as `schema` says. */
export function emptyValue(schema: JsonObject): Json {
  const zeros: Readonly<Record<string, Json>> = {
    string: '',
    integer: 0,
    number: 0,
    boolean: false,
    object: {},
    array: [],
  };
  return Array.isArray(schema.enum) ? (schema.enum[0] as Json) : (zeros[typesOf(schema)[0] ?? ''] ?? null);
}

const typesOf = ({ type }: JsonObject): string[] => [type].flat().filter((one) => typeof one === 'string');
