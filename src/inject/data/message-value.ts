import { entry } from '../../base/map-entry.ts';
import { FieldMap, type JsonType } from '../../render/functions/formats/json-value.ts';
import type { MessageGoType } from '../../render/functions/proxy-config-json.ts';
import { fromJson } from '../../render/template/model/json.ts';
import { type GoType, listOf, type Method, mapOf, stringType } from '../../render/template/model/types.ts';
import { anyType, Dictionary, List, Pointer, Scalar, Struct, type Value } from '../../render/template/model/values.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { choiceName, type MessageField, type MessageFieldType, type MessageType, zeroOf } from './message-types.ts';
import { enumGoType, scalarGoTypes, scalarValue, wellKnownPointer, wellKnownValue } from './well-known-value.ts';

const shared = new WeakMap<JsonObject, Pointer>();

/**
 * A message as Go's templates see it: a pointer to a struct with Go's names of fields and its Get… methods, which a nil
 * pointer has as well. Fields are made when a template asks for them, once for all that share a message.
 *
 * @param message in the form that `readMessage` gives; undefined for nil
 */
export function messageValue(message: JsonObject | undefined, type: MessageType): Pointer {
  const pointer = messagePointer(type);
  if (message === undefined) return new Pointer(pointer, undefined);
  let made = shared.get(message);
  if (made?.type !== pointer) {
    made = new Pointer(pointer, new Struct(pointer.element!, new MessageFields(message, type)));
    shared.set(message, made);
  }
  return made;
}

/** The fields of a message's struct, by their names in Go; those of a oneof are in a struct of their own. */
class MessageFields {
  readonly #made = new Map<string, Value>();

  constructor(
    readonly message: JsonObject,
    readonly type: MessageType,
  ) {}

  get(name: string): Value {
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const value = this.#make(name);
    if (value !== undefined) this.#made.set(name, value);
    return value;
  }

  #make(name: string): Value {
    for (const field of this.type.fields.values()) {
      if (field.oneof === undefined && field.go === name) return this.value(field);
      if (field.oneof === name && this.message[field.json] !== undefined) return this.#choice(field);
    }
    return this.type.oneofs.has(name) ? null : undefined;
  }

  value = (field: MessageField): Value => fieldValue(this.message[field.json], field.type);

  #choice(field: MessageField): Value {
    const type = { kind: 'struct', name: choiceName(this.type, field) } as const;
    const struct: GoType = { ...type, fields: [{ name: field.go, type: goType(field.type) }] };
    const pointer: GoType = { kind: 'ptr', name: `*${struct.name}`, element: struct };
    return new Pointer(pointer, new Struct(struct, new Map([[field.go, this.value(field)]])));
  }
}

function fieldValue(json: Json | undefined, type: MessageFieldType): Value {
  switch (type.kind) {
    case 'message':
      return messageValue(isObject(json) ? json : undefined, type);
    case 'list': {
      const items = Array.isArray(json) ? json.map((item: Json) => fieldValue(item, type.element)) : null;
      return new List(goType(type), items);
    }
    case 'map': {
      if (!isObject(json)) return new Dictionary(goType(type), null);
      const entries = Object.entries(json).map(([key, entry]) => [key, fieldValue(entry, type.element)] as const);
      return new Dictionary(goType(type), new Map(entries));
    }
    case 'enum':
      return new Scalar(goType(type), BigInt(type.numbers.get(String(json ?? zeroOf(type))) ?? 0));
    case 'duration':
    case 'wrapper':
    case 'struct':
      return wellKnownValue(json, type, goType(type));
    default:
      return scalarValue(json, type);
  }
}

const made = new Map<MessageFieldType, GoType>();

/** The Go type that values of a message's field have: of messages, a pointer. */
const goType = (type: MessageFieldType): GoType => entry(made, type, () => makeGoType(type));

/** The Go type of pointers to a message. */
export const messagePointer = (type: MessageType): GoType => goType(type);

function makeGoType(type: MessageFieldType): GoType {
  switch (type.kind) {
    case 'message': {
      const struct = new MessageStruct(type);
      return new MessagePointer(struct);
    }
    case 'list':
      return listOf(goType(type.element));
    case 'map':
      return mapOf(stringType, goType(type.element));
    case 'enum':
      return enumGoType(type);
    case 'duration':
    case 'wrapper':
    case 'struct':
      return wellKnownPointer(type);
    default:
      return scalarGoTypes[type.kind];
  }
}

class MessagePointer implements GoType {
  readonly kind = 'ptr';
  readonly name: string;

  constructor(readonly element: MessageStruct) {
    this.name = `*${element.name}`;
  }

  get methods(): Readonly<Record<string, Method>> {
    return this.element.methods;
  }
}

/** A message's struct, whose fields' types and methods are made when they are needed. */
class MessageStruct implements MessageGoType, JsonType {
  readonly kind = 'struct';
  readonly name: string;
  #fields: GoType['fields'];
  #methods: Readonly<Record<string, Method>> | undefined;

  constructor(private readonly type: MessageType) {
    this.name = type.name;
  }

  get underlying(): GoType {
    return this;
  }

  get fields(): NonNullable<GoType['fields']> {
    this.#fields ??= [
      ...new Map(
        [...this.type.fields.values()].map(({ oneof, go, type }) => [
          oneof ?? go,
          { name: oneof ?? go, type: oneof === undefined ? goType(type) : anyType },
        ]),
      ).values(),
    ];
    return this.#fields;
  }

  get methods(): Readonly<Record<string, Method>> {
    this.#methods ??= this.#getters();
    return this.#methods;
  }

  #getters(): Readonly<Record<string, Method>> {
    return Object.fromEntries([
      ...[...this.type.oneofs].map((name) => [`Get${name}`, getter((fields) => fields?.get(name) ?? null)]),
      ...[...this.type.fields.values()].map((field) => [
        `Get${field.go}`,
        getter((fields) => fields?.value(field) ?? fieldValue(undefined, field.type)),
      ]),
    ]);
  }

  /** As `messageJson`: istio.io/api gives messages a MarshalJSON. */
  get json(): (value: Struct) => Value {
    return this.messageJson;
  }

  readonly messageJson = (value: Struct): Value => {
    const { message } = value.fields as MessageFields;
    return protoJson(message, this.type);
  };
}

/** A value of a message's JSON, of a message its fields in order, without those that are zero (protobuf.dev, ProtoJSON). */
function protoJson(json: Json, type: MessageFieldType): Value {
  switch (type.kind) {
    case 'message': {
      const entries = new FieldMap();
      for (const [name, field] of type.fields) {
        const content = (json as JsonObject)[name];
        if (content === undefined || (field.oneof === undefined && isZero(content, field.type))) continue;
        entries.set(name, protoJson(content, field.type));
      }
      return entries;
    }
    case 'list':
      return (json as readonly Json[]).map((item) => protoJson(item, type.element));
    case 'map':
      return new Map(Object.entries(json as JsonObject).map(([key, item]) => [key, protoJson(item!, type.element)]));
    // Integers of 64 bits are texts.
    case 'wrapper':
      return type.of.kind === 'int64' ? String(json) : fromJson(json);
    default:
      return fromJson(json);
  }
}

const getter = (get: (fields: MessageFields | undefined) => Value): Method => ({
  takes: [],
  run: (value: Struct | Pointer) => get(value instanceof Pointer ? undefined : (value.fields as MessageFields)),
});

function isZero(json: Json, type: MessageFieldType): boolean {
  switch (type.kind) {
    case 'list':
      return Array.isArray(json) && json.length === 0;
    case 'map':
      return isObject(json) && Object.keys(json).length === 0;
    case 'message':
    case 'duration':
    case 'wrapper':
    case 'struct':
      return false;
    default:
      return json === zeroOf(type);
  }
}
