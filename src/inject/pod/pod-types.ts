import { entry } from '../../base/map-entry.ts';
import { capitalized, declarationsOf, partsOf } from '../type-table.ts';
import { kubernetesTypes } from './kubernetes-types.ts';

/** The type of a value in a Pod, as Go declares it. */
export type PodType = BasicType | SpecialType | PointerType | ListType | MapType | ObjectType;

/** `name` is Go's: another than `kind` for types with names of their own (`v1.Protocol`). */
export interface BasicType {
  readonly kind: 'string' | 'bool' | 'int32' | 'int64';
  readonly name: string;
}

/** A type with a form of its own in JSON. */
export interface SpecialType {
  readonly kind: 'quantity' | 'intOrString' | 'time' | 'any';
  readonly name: string;
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly name: string;
  readonly element: PodType;
}

export interface ListType {
  readonly kind: 'list';
  readonly name: string;
  readonly element: PodType;
}

/** A map with text for keys, of the type `key`. */
export interface MapType {
  readonly kind: 'map';
  readonly name: string;
  readonly key: BasicType;
  readonly element: PodType;
}

export interface Field {
  /** The name in JSON; undefined for an embedded struct. */
  readonly json: string | undefined;
  readonly go: string;
  readonly type: PodType;
  /** True where JSON leaves it out when it is empty. */
  readonly omitsEmpty: boolean;
  /** True for a list that a strategic merge patch merges, by its items' field `mergeKey` or, without, as a set. */
  readonly isMerged: boolean;
  readonly mergeKey: string | undefined;
}

/** A struct. Its fields are read from the table when they are needed first. */
export class ObjectType {
  readonly kind = 'object';
  readonly name: string;
  #own: readonly Field[] | undefined;
  #byJson: ReadonlyMap<string, Field> | undefined;
  #byGo: ReadonlyMap<string, Field> | undefined;

  constructor(
    private readonly title: string,
    private readonly read: () => readonly Field[],
  ) {
    this.name = qualified(title);
  }

  /** Those that are declared, embedded structs among them. */
  get own(): readonly Field[] {
    this.#own ??= this.read();
    return this.#own;
  }

  /** All fields by their names in JSON, in order: with those of embedded structs. */
  get byJson(): ReadonlyMap<string, Field> {
    this.#byJson ??= new Map(this.own.flatMap((field) => flattened(field).map((one) => [one.json!, one] as const)));
    return this.#byJson;
  }

  /** All fields by their names in Go: with embedded structs, and the fields of those. */
  get byGo(): ReadonlyMap<string, Field> {
    this.#byGo ??= new Map(
      this.own.flatMap((field) => [field, ...flattened(field)].map((one) => [one.go, one] as const)),
    );
    return this.#byGo;
  }

  toString(): string {
    return this.title;
  }
}

const flattened = (field: Field): readonly Field[] =>
  field.json === undefined ? (field.type as ObjectType).own.flatMap(flattened) : [field];

/** A type's name as Go prints it: those of Kubernetes' packages v1 have no package in the table. */
const qualified = (name: string): string => (name.includes('.') ? name : `v1.${name}`);

const specialKinds: Readonly<Record<string, SpecialType['kind']>> = {
  'resource.Quantity': 'quantity',
  'intstr.IntOrString': 'intOrString',
  Time: 'time',
  FieldsV1: 'any',
};
const basicKinds: readonly string[] = ['string', 'bool', 'int32', 'int64'] satisfies BasicType['kind'][];

const types = new Map<string, PodType>();
let declarations: ReadonlyMap<string, string> | undefined;

/** The table's declarations; those of named types are the types that they stand for. */
function readTable(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [head, body] of declarationsOf(kubernetesTypes)) {
    if (!head.startsWith('= ')) found.set(head, body);
    else for (const name of partsOf(body)) found.set(name, head);
  }
  return found;
}

/** A type by its name in the table. */
const typeNamed = (name: string): PodType => entry(types, name, () => makeType(name));

function makeType(name: string): PodType {
  if (name.startsWith('*')) {
    const element = typeNamed(name.slice(1));
    return { kind: 'pointer', name: `*${element.name}`, element };
  }
  if (name.startsWith('[]')) {
    const element = typeNamed(name.slice(2));
    return { kind: 'list', name: `[]${element.name}`, element };
  }
  if (name.startsWith('map[')) {
    const end = name.indexOf(']');
    const [key, element] = [typeNamed(name.slice(4, end)) as BasicType, typeNamed(name.slice(end + 1))];
    return { kind: 'map', name: `map[${key.name}]${element.name}`, key, element };
  }
  if (basicKinds.includes(name)) return { kind: name as BasicType['kind'], name };
  const special = specialKinds[name];
  if (special !== undefined) return { kind: special, name: qualified(name) };
  declarations ??= readTable();
  const body = declarations.get(name)!;
  if (body.startsWith('= ')) return { ...(typeNamed(body.slice(2)) as BasicType | MapType), name: qualified(name) };
  return new ObjectType(name, () => partsOf(body).map(readField));
}

const fieldPattern = /^(\w+)(?:=(\w+))?(\?)? (\S+)(?: (merge)(?:\+retainKeys)?(?: by (\w+))?)?$/;

function readField(text: string): Field {
  if (text.startsWith('+')) {
    const name = text.slice(1);
    const type = typeNamed(name);
    return { json: undefined, go: name, type, omitsEmpty: false, isMerged: false, mergeKey: undefined };
  }
  const [, json = '', go, optional, type = '', merge, mergeKey] = fieldPattern.exec(text)!;
  return {
    json,
    go: go ?? capitalized(json),
    type: typeNamed(type),
    omitsEmpty: optional !== undefined,
    isMerged: merge !== undefined,
    mergeKey,
  };
}

const objectNamed = (name: string): ObjectType => typeNamed(name) as ObjectType;

/** Of a Pod, without its status. */
export const podType = objectNamed('Pod');
export const metadataType = objectNamed('ObjectMeta');
export const specType = objectNamed('PodSpec');
export const containerType = objectNamed('Container');
export const httpGetType = objectNamed('HTTPGetAction');
export const tcpSocketType = objectNamed('TCPSocketAction');
export const grpcType = objectNamed('GRPCAction');

/** What a pointer points to; other types as they are. */
export const pointee = (type: PodType): PodType => (type.kind === 'pointer' ? type.element : type);

/** How a value of Go without content is written in JSON. */
export function zeroJson(type: PodType): '' | 0 | false | null | '0' {
  switch (type.kind) {
    case 'string':
      return '';
    case 'int32':
    case 'int64':
    case 'intOrString':
      return 0;
    case 'bool':
      return false;
    case 'quantity':
      return '0';
    default:
      return null;
  }
}
