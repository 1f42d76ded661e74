import type { GoFunction } from '../../../src/render/template/model/function.ts';
import { decode as decodeBytes } from '../../../src/render/template/model/text.ts';
import {
  float64Type,
  type GoType,
  intType,
  listOf,
  mapOf,
  named,
  pointerTo,
  stringType,
  structOf,
} from '../../../src/render/template/model/types.ts';
import {
  anyMapType,
  anyType,
  Dictionary,
  int64,
  int64Type,
  List,
  Pointer,
  Scalar,
  Struct,
  scalarTypes,
  stringListType,
  stringMapType,
  strings,
  type Value,
} from '../../../src/render/template/model/values.ts';
import { functions } from './functions.ts';

/** go/data.go's Person. */
const personPointer: { type?: GoType } = {};
export const personType: GoType = structOf(
  'main.Person',
  [
    { name: 'Name', type: stringType },
    { name: 'Age', type: intType },
    { name: 'Tags', type: stringListType },
    { name: 'Labels', type: stringMapType },
    { name: 'Any', type: anyType },
    {
      name: 'Next',
      get type() {
        return personPointer.type!;
      },
    },
  ],
  {
    methods: {
      Greet: {
        takes: [stringType],
        run: (person: Struct, [word]: readonly string[]) => `${word}, ${person.fields.get('Name') ?? ''}`,
      },
      Sum: {
        takes: [intType],
        rest: intType,
        run: (person: Struct, [first, ...more]: readonly bigint[]) =>
          first! + BigInt(more.length) + ((person.fields.get('Age') as bigint | undefined) ?? 0n),
      },
      Fail: {
        takes: [],
        run: (person: Struct) => {
          throw new Error(`${person.fields.get('Name')} fails`);
        },
      },
    },
  },
);
personPointer.type = pointerTo(personType);
export const personPointerType = personPointer.type;

const celsiusType = named('main.Celsius', float64Type, {
  text: (value: Scalar) => `${(value.value as number).toFixed(1)}°C`,
});
const durationType = named('time.Duration', int64Type, { text: (value: Scalar) => `${value.value}ns` });
const settingsType = named('main.Settings', anyMapType);
const versionsType = named('main.Versions', stringListType, {
  methods: {
    Has: { takes: [stringType], run: (list: List, [version]: readonly string[]) => list.items!.includes(version!) },
  },
});

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const list = (type: GoType, value: Value): List => new List(listOf(type), value as readonly Value[]);
const dictionary = (type: GoType, value: Value): Dictionary => new Dictionary(type, value as Map<string, Value>);
const scalar = (kind: string) => (value: Value) => {
  const type = scalarTypes[kind]!;
  return new Scalar(type, kind === 'float32' ? Math.fround(Number(value)) : BigInt(value as string));
};

/** What `{"$name": value}` stands for, as in go/data.go. */
const typed: Readonly<Record<string, (value: Value) => Value>> = {
  int: (value) => BigInt(value as string),
  int64: (value) => int64(BigInt(value as string)),
  ...Object.fromEntries(
    ['int8', 'int16', 'int32', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float32'].map((kind) => [
      kind,
      scalar(kind),
    ]),
  ),
  float64: (value) => (value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value)),
  bytes: (value) => fromBase64(value as string),
  raw: (value) => decodeBytes(fromBase64(value as string)),
  strings: (value) => strings(value as string[]),
  ints: (value) => list(intType, value),
  floats: (value) => list(float64Type, value),
  maps: (value) => list(anyMapType, value),
  nilStrings: () => new List(stringListType, null),
  nilLabels: () => new Dictionary(stringMapType, null),
  labels: (value) => dictionary(stringMapType, value),
  counts: (value) => dictionary(mapOf(stringType, intType), value),
  byNumber: (value) =>
    new Dictionary(
      mapOf(intType, anyType),
      new Map([...(value as Map<string, Value>)].map(([key, item]) => [BigInt(key), item])),
    ),
  anyMap: (value) => dictionary(mapOf(anyType, anyType), value),
  settings: (value) => dictionary(settingsType, value),
  versions: (value) => new List(versionsType, value as readonly Value[]),
  celsius: (value) => new Scalar(celsiusType, value as number),
  duration: (value) => new Scalar(durationType, BigInt(value as string)),
  person: (value) => person(value as Map<string, Value>),
  personPointer: (value) =>
    new Pointer(personPointerType, value === null ? undefined : person(value as Map<string, Value>)),
  intPointer: (value) => new Pointer(pointerTo(intType), value === null ? undefined : BigInt(value as string)),
  function: (value) => functions[value as string] as GoFunction,
};

const person = (fields: Map<string, Value>): Struct => new Struct(personType, fields);

/** Values of JSON, with those of other types as `{"$int64": "5"}`. */
export function decodeData(json: unknown): Value {
  if (Array.isArray(json)) return json.map(decodeData);
  if (typeof json !== 'object' || json === null) return json as Value;
  const entries = Object.entries(json);
  const [[key, value] = ['', null]] = entries;
  if (entries.length === 1 && key.length > 1 && key.startsWith('$')) return typed[key.slice(1)]!(decodeData(value));
  return new Map(entries.map(([name, content]) => [name, decodeData(content)]));
}
