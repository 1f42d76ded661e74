import { entry } from '../../base/map-entry.ts';
import { capitalized, declarationsOf, partsOf } from '../type-table.ts';
import { meshMessages } from './mesh-messages.ts';

/** The type of a value in a message of Protocol Buffers; `name` is Go's. */
export type MessageFieldType = ScalarType | EnumType | WellKnownType | ListType | MapType | MessageType;

export interface ScalarType {
  readonly kind: 'string' | 'bool' | 'int32' | 'int64' | 'uint32' | 'double';
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  /** The values' names, and their numbers. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** A message with a form of its own in JSON: a duration, a wrapper around `of`, any object. */
export interface WellKnownType {
  readonly kind: 'duration' | 'wrapper' | 'struct';
  readonly name: string;
  readonly of: ScalarType;
}

export interface ListType {
  readonly kind: 'list';
  readonly element: MessageFieldType;
}

/** A map with text for keys. */
export interface MapType {
  readonly kind: 'map';
  readonly element: MessageFieldType;
}

export interface MessageField {
  readonly json: string;
  readonly go: string;
  readonly type: MessageFieldType;
  /** Go's name of the oneof that the field is of. */
  readonly oneof: string | undefined;
}

/** A message. Its fields are read from the table when they are needed first. */
export class MessageType {
  readonly kind = 'message';
  #fields: ReadonlyMap<string, MessageField> | undefined;
  #oneofs: ReadonlySet<string> | undefined;

  constructor(
    readonly name: string,
    private readonly read: () => readonly MessageField[],
  ) {}

  /** By their names in JSON, in order. */
  get fields(): ReadonlyMap<string, MessageField> {
    this.#fields ??= new Map(this.read().map((field) => [field.json, field]));
    return this.#fields;
  }

  /** Go's names of its oneofs. */
  get oneofs(): ReadonlySet<string> {
    this.#oneofs ??= new Set([...this.fields.values()].flatMap(({ oneof }) => oneof ?? []));
    return this.#oneofs;
  }
}

const scalars: readonly string[] = [
  'string',
  'bool',
  'int32',
  'int64',
  'uint32',
  'double',
] satisfies ScalarType['kind'][];

const wellKnown: Readonly<Record<string, Omit<WellKnownType, 'name'>>> = {
  'durationpb.Duration': { kind: 'duration', of: { kind: 'string' } },
  'structpb.Struct': { kind: 'struct', of: { kind: 'string' } },
  'wrapperspb.BoolValue': { kind: 'wrapper', of: { kind: 'bool' } },
  'wrapperspb.Int32Value': { kind: 'wrapper', of: { kind: 'int32' } },
  'wrapperspb.Int64Value': { kind: 'wrapper', of: { kind: 'int64' } },
};

/** A type's name as Go prints it: those of the package v1alpha1 have no package in the table. */
const qualified = (name: string): string => (name.includes('.') ? name : `v1alpha1.${name}`);

let declarations: ReadonlyMap<string, string> | undefined;
const types = new Map<string, MessageFieldType>();

const typeNamed = (name: string): MessageFieldType => entry(types, name, () => makeType(name));

function makeType(name: string): MessageFieldType {
  if (name.startsWith('*')) return typeNamed(name.slice(1));
  if (name.startsWith('[]')) return { kind: 'list', element: typeNamed(name.slice(2)) };
  if (name.startsWith('map[')) return { kind: 'map', element: typeNamed(name.slice('map[string]'.length)) };
  if (scalars.includes(name)) return { kind: name as ScalarType['kind'] };
  const known = wellKnown[name];
  if (known !== undefined) return { ...known, name };
  declarations ??= declarationsOf(meshMessages);
  const values = declarations.get(`= ${name}`);
  if (values !== undefined) {
    const numbers = partsOf(values).map((part, i) => {
      const [value = '', number = i] = part.split('=');
      return [value, Number(number)] as const;
    });
    return { kind: 'enum', name: qualified(name), numbers: new Map(numbers) };
  }
  const fields = declarations.get(name)!;
  return new MessageType(qualified(name), () => partsOf(fields).map(readField));
}

function readField(text: string): MessageField {
  const [, oneof, json = '', go, type = ''] = /^(?:\((\w+)\))?(\w+)(?:=(\w+))? (\S+)$/.exec(text)!;
  return { json, go: go ?? capitalized(json), type: typeNamed(type), oneof };
}

const messageNamed = (name: string): MessageType => typeNamed(name) as MessageType;

export const meshConfigType = messageNamed('MeshConfig');
export const proxyConfigType = messageNamed('ProxyConfig');
export const defaultProvidersType = messageNamed('MeshConfig_DefaultProviders');

/** Go's name of the struct that holds a field of a oneof: with a `_` where a type of the message has the same name. */
export function choiceName(message: MessageType, { go }: MessageField): string {
  const name = `${message.name}_${go}`;
  const short = name.replace('v1alpha1.', '');
  return declarations?.has(short) || declarations?.has(`= ${short}`) ? `${name}_` : name;
}

/** What a field that is not there reads as. */
export function zeroOf(type: MessageFieldType): string | number | boolean | null {
  switch (type.kind) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'enum':
      return [...type.numbers.keys()][0]!;
    case 'int32':
    case 'int64':
    case 'uint32':
    case 'double':
      return 0;
    default:
      return null;
  }
}
