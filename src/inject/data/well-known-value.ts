import { parseDuration } from '../../base/duration.ts';
import { FieldMap, type JsonType } from '../../render/functions/formats/json-value.ts';
import type { MessageGoType } from '../../render/functions/proxy-config-json.ts';
import { durationOf } from '../../render/functions/time/duration.ts';
import { fromJson } from '../../render/template/model/json.ts';
import {
  boolType,
  float64Type,
  type GoType,
  type Method,
  named,
  stringType,
} from '../../render/template/model/types.ts';
import {
  anyMapType,
  asType,
  int64Type,
  isTrue,
  Pointer,
  Scalar,
  Struct,
  scalarTypes,
  type Value,
} from '../../render/template/model/values.ts';
import type { Json } from '../../resources/json.ts';
import { type EnumType, type ScalarType, type WellKnownType, zeroOf } from './message-types.ts';

const int32Type = scalarTypes.int32!;

/** The Go types of a message's scalars. */
export const scalarGoTypes: Readonly<Record<ScalarType['kind'], GoType>> = {
  string: stringType,
  bool: boolType,
  int32: int32Type,
  int64: int64Type,
  uint32: scalarTypes.uint32!,
  double: float64Type,
};

/** A scalar of a message for templates; one that is absent has its type's zero value. */
export function scalarValue(json: Json | undefined, type: ScalarType): Value {
  const content = (json ?? zeroOf(type)) as string | number | boolean;
  return typeof content === 'number' && type.kind !== 'double'
    ? asType(scalarGoTypes[type.kind], BigInt(content))
    : content;
}

/** The Go type of an enum, whose values print as their names. */
export function enumGoType({ name, numbers }: EnumType): GoType {
  const names = new Map([...numbers].map(([value, number]) => [BigInt(number), value]));
  const text = ({ value }: Scalar): string => names.get(value as bigint) ?? String(value);
  const methods: Readonly<Record<string, Method>> = {
    String: { takes: [], run: text },
    Number: { takes: [], run: ({ value }: Scalar) => new Scalar(int32Type, value) },
  };
  return named(name, int32Type, { text, methods });
}

/** A well-known message: its fields, and what makes them of its JSON. */
interface Form {
  readonly fields: Readonly<Record<string, GoType>>;
  values(json: Json): Readonly<Record<string, Value>>;
  /** What it prints as, and its JSON as a message. */
  text(value: Struct): string;
  json(value: Struct): Value;
  readonly methods?: Readonly<Record<string, Method>>;
}

const nanosecondsOf = (value: Struct | Pointer): bigint => {
  if (value instanceof Pointer) return 0n;
  const part = (name: string): bigint => (value.fields.get(name) as Scalar).value as bigint;
  return part('Seconds') * 1_000_000_000n + part('Nanos');
};

const bareText = (value: Value): string => String(value instanceof Scalar ? value.value : value);

const wrapperOf = (type: ScalarType): Form => ({
  fields: { Value: scalarGoTypes[type.kind] },
  values: (json) => ({ Value: scalarValue(json, type) }),
  text: (value) => `value:${bareText(value.fields.get('Value'))}`,
  // Integers of 64 bits are texts in the JSON of messages.
  json: (value) => (type.kind === 'int64' ? bareText(value.fields.get('Value')) : value.fields.get('Value')),
});

const durationForm: Form = {
  fields: { Seconds: int64Type, Nanos: int32Type },
  values: (json) => {
    const nanoseconds = BigInt(parseDuration(String(json)) ?? 0);
    return {
      Seconds: asType(int64Type, nanoseconds / 1_000_000_000n),
      Nanos: asType(int32Type, nanoseconds % 1_000_000_000n),
    };
  },
  text: (value) =>
    ['Seconds', 'Nanos']
      .map((name) => [name.toLowerCase(), bareText(value.fields.get(name))])
      .filter(([, part]) => part !== '0')
      .map(([name, part]) => `${name}:${part}`)
      .join(' '),
  json: (value) => value.fields.get('json'),
  methods: { AsDuration: { takes: [], run: (value: Struct | Pointer) => durationOf(nanosecondsOf(value)) } },
};

/** Any object. Go's has its values wrapped one by one; here `AsMap` gives them, and `Fields` too. */
const structForm: Form = {
  fields: { Fields: anyMapType },
  values: (json) => ({ Fields: fromJson(json) }),
  text: () => '',
  json: (value) => value.fields.get('Fields'),
  methods: {
    AsMap: {
      takes: [],
      run: (value: Struct | Pointer) => (value instanceof Pointer ? new Map() : value.fields.get('Fields')),
    },
  },
};

const formOf = (type: WellKnownType): Form =>
  type.kind === 'duration' ? durationForm : type.kind === 'struct' ? structForm : wrapperOf(type.of);

/** The Go type of pointers to a well-known message. */
export function wellKnownPointer(type: WellKnownType): GoType {
  const { fields, methods: own, text, json } = formOf(type);
  const zeros = formOf(type).values(type.kind === 'struct' ? {} : type.kind === 'duration' ? '0s' : zeroOf(type.of));
  const getters = Object.keys(fields).map((name): [string, Method] => [
    `Get${name}`,
    { takes: [], run: (value: Struct | Pointer) => (value instanceof Pointer ? zeros[name] : value.fields.get(name)) },
  ]);
  const methods = {
    ...Object.fromEntries(getters),
    String: { takes: [], run: (value: Struct | Pointer) => (value instanceof Pointer ? '<nil>' : text(value)) },
    ...own,
  };
  const struct: MessageGoType & JsonType = {
    kind: 'struct',
    name: type.name,
    fields: Object.entries(fields).map(([name, field]) => ({ name, type: field })),
    text,
    messageJson: json,
    // These have no MarshalJSON: alone, they are written as any struct.
    json: (value: Struct) => {
      const entries = Object.keys(fields).map((name) => [name.toLowerCase(), value.fields.get(name)] as const);
      return new FieldMap(entries.filter(([, content]) => isTrue(content ?? null)));
    },
    methods,
  };
  return { kind: 'ptr', name: `*${type.name}`, element: struct, methods };
}

/** A pointer to a well-known message. */
export function wellKnownValue(json: Json | undefined, type: WellKnownType, pointer: GoType): Value {
  if (json === undefined || json === null) return new Pointer(pointer, undefined);
  const values = formOf(type).values(json);
  const fields = new Map<string, Value>(Object.entries(values));
  if (typeof json === 'string') fields.set('json', json);
  return new Pointer(pointer, new Struct(pointer.element!, fields));
}
