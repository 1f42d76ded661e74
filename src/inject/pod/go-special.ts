import type { JsonType } from '../../render/functions/formats/json-value.ts';
import { type Method, stringType } from '../../render/template/model/types.ts';
import {
  type Dictionary,
  int64,
  int64Type,
  Scalar,
  Struct,
  scalarTypes,
  type Value,
} from '../../render/template/model/values.ts';
import type { Json } from '../../resources/json.ts';
import { canonicalQuantity, readQuantity, scaledQuantity } from './quantity.ts';

/** A value that is known by its JSON: a quantity, or an int-or-string. */
class KnownByJson extends Struct {
  constructor(
    type: JsonType,
    readonly json: string | number,
    fields: ReadonlyMap<string, Value> = new Map(),
  ) {
    super(type, fields);
  }
}

const read = ({ json }: KnownByJson) => readQuantity(json)!;
const method = (run: (value: KnownByJson) => Value): Method => ({ takes: [], run });
const quantityText = (value: KnownByJson): string => canonicalQuantity(read(value));

/** `resource.Quantity`. Unlike Go's, one that stands in a map prints as its text, too. */
export const quantityType: JsonType = {
  kind: 'struct',
  name: 'resource.Quantity',
  fields: [],
  text: quantityText,
  json: quantityText,
  methods: {
    String: method(quantityText),
    Value: method((value) => int64(scaledQuantity(read(value), 0))),
    MilliValue: method((value) => int64(scaledQuantity(read(value), -3))),
    IsZero: method((value) => read(value).digits === 0n),
    Sign: method((value) => (read(value).digits === 0n ? 0n : read(value).digits < 0n ? -1n : 1n)),
    AsApproximateFloat64: method((value) => Number(read(value).digits) * 10 ** read(value).power),
  },
};

/** A quantity for templates; what is none is 0. */
export function quantityValue(json: Json | undefined): Value {
  const isQuantity = (typeof json === 'string' || typeof json === 'number') && readQuantity(json) !== undefined;
  return new KnownByJson(quantityType, isQuantity ? json : '0');
}

const named = (name: string): Method => ({
  takes: [],
  run: ({ entries }: Dictionary) => entries?.get(name) ?? quantityValue('0'),
});

/** The methods of `v1.ResourceList`. */
export const resourceMethods: Readonly<Record<string, Method>> = {
  Cpu: named('cpu'),
  Memory: named('memory'),
  Storage: named('storage'),
  Pods: named('pods'),
  StorageEphemeral: named('ephemeral-storage'),
};

const intOrStringKind = { kind: 'int64', name: 'intstr.Type', underlying: int64Type } as const;
const intOrStringText = ({ json }: KnownByJson): string => String(json);

/** `intstr.IntOrString` */
export const intOrStringType: JsonType = {
  kind: 'struct',
  name: 'intstr.IntOrString',
  fields: [
    { name: 'Type', type: intOrStringKind },
    { name: 'IntVal', type: scalarTypes.int32! },
    { name: 'StrVal', type: stringType },
  ],
  text: intOrStringText,
  json: ({ json }: KnownByJson): Value => (typeof json === 'number' ? BigInt(json) : json),
  methods: {
    String: method(intOrStringText),
    IntValue: { takes: [], run: ({ json }: KnownByJson) => BigInt(/^[-+]?\d+$/.test(String(json)) ? json : 0) },
  },
};

/** A port's number or name for templates; what is neither is 0. */
export function intOrStringValue(json: Json | undefined): Value {
  const content = typeof json === 'string' || (typeof json === 'number' && Number.isInteger(json)) ? json : 0;
  const isText = typeof content === 'string';
  return new KnownByJson(
    intOrStringType,
    content,
    new Map<string, Value>([
      ['Type', new Scalar(intOrStringKind, isText ? 1n : 0n)],
      ['IntVal', new Scalar(scalarTypes.int32!, isText ? 0n : BigInt(content))],
      ['StrVal', isText ? content : ''],
    ]),
  );
}
