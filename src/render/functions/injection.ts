import { FunctionError } from '../template/errors.ts';
import { formatValue, sprint } from '../template/fmt/print.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { boolType, type GoType, intType, stringType } from '../template/model/types.ts';
import {
  anyType,
  Dictionary,
  entriesOf,
  fieldOf,
  indirect,
  itemsOf,
  Scalar,
  Struct,
  stringMapType,
  type Value,
} from '../template/model/values.ts';
import { readJsonText } from './formats/json-reader.ts';
import { writeJson } from './formats/json-writer.ts';
import { kubernetesYaml } from './formats/to-yaml.ts';
import { sprigFunctions } from './functions.ts';
import { excludePort, imageVersion, withNetwork } from './injection-texts.ts';
import { messageJson } from './proxy-config-json.ts';
import { lower } from './strings.ts';
import { formatDuration, parseDuration } from './time/duration.ts';

type Texts = ReadonlyMap<string, string>;

/** A field of a Go struct, whether it is one here or a map from Go's names of fields. */
function field(value: Value, name: string): Value {
  const owner = indirect(value);
  if (owner instanceof Struct) return fieldOf(owner, name);
  return entriesOf(owner)?.get(name);
}

const textField = (value: Value, name: string): string => {
  const text = field(value, name);
  return text === undefined || text === null ? '' : formatValue(text);
};

/** Labels or annotations; none of nil. */
const texts = (value: Value): Texts => (entriesOf(indirect(value)) ?? new Map()) as Texts;
/** Go checks that a value is one, so that another kind of map is an error. */
const mapOfTexts = stringMapType as GoType<Dictionary>;
const stringMap = (entries: Texts): Dictionary => new Dictionary(stringMapType, entries);

/** What the function makes; where it cannot, what istiod falls back to after it has logged. */
function orElse<T>(make: () => T, fallback: T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof FunctionError) return fallback;
    throw error;
  }
}

const merged = (maps: readonly Value[]): Dictionary =>
  new Dictionary(stringMapType, maps.length === 0 ? null : new Map(maps.flatMap((map) => [...texts(map)])));

/** A duration of a proto message: its JSON (`5s`), or its fields. */
function durationText(value: Value): string {
  const duration = indirect(value);
  if (duration === null || duration === undefined) return '0s';
  if (typeof duration === 'string') return formatDuration(parseDuration(duration));
  if (duration instanceof Scalar) return formatDuration(duration.value as bigint);
  const part = (name: string): bigint => {
    const number = field(duration, name);
    return BigInt((number instanceof Scalar ? number.value : (number ?? 0)) as bigint | number);
  };
  return formatDuration(part('Seconds') * 1_000_000_000n + part('Nanos'));
}

/** TCP ports of the containers that `counts` is true for, joined by commas. */
function containerPorts(containers: Value, counts: (name: string) => boolean): string {
  return (itemsOf(indirect(containers)) ?? [])
    .filter((container) => counts(textField(container, 'Name')))
    .flatMap((container) => itemsOf(field(container, 'Ports')) ?? [])
    .filter((port) => !['UDP', 'SCTP'].includes(textField(port, 'Protocol')))
    .map((port) => sprint([field(port, 'ContainerPort')]))
    .join(',');
}

/** A value without nil in it, nor maps and lists that only held nil; nil where nothing is left. */
function withoutNil(value: Value): Value {
  if (value === null || value === undefined) return null;
  const isList = Array.isArray(value);
  if (!isList && !(value instanceof Map)) return value;
  const cleaned = isList ? (value as readonly Value[]).map(withoutNil) : [...value].map(([, one]) => withoutNil(one));
  const before = isList ? (value as readonly Value[]) : [...value.values()];
  if (cleaned.every((one, i) => one !== null && one === before[i])) return value;

  if (cleaned.every((one) => one === null)) return null;
  if (isList) return cleaned.filter((one) => one !== null);
  const keys = [...value.keys()];
  return new Map(keys.map((key, i) => [key, cleaned[i]] as const).filter(([, one]) => one !== null));
}

const resource = 'resource.opentelemetry.io/';

/** What OTEL_RESOURCE_ATTRIBUTES is to be, where a provider of the mesh wants OpenTelemetry's names. */
function resourceAttributes(mesh: Value, annotations: Texts, labels: Texts, namespace: string, list: Value): string {
  const providers = itemsOf(field(mesh, 'ExtensionProviders')) ?? [];
  const isWanted = providers.some((provider) => {
    const otel = field(provider, 'Opentelemetry') ?? field(field(provider, 'Provider') ?? null, 'Opentelemetry');
    return textField(otel ?? null, 'ServiceAttributeEnrichment') === 'OTEL_SEMANTIC_CONVENTIONS';
  });
  if (!isWanted) return '';
  const containers = itemsOf(indirect(list)) ?? [];
  const image = containers.length === 1 ? textField(containers[0], 'Image') : '';
  const instance = containers.length === 0 ? '' : `${namespace}.$(POD_NAME).${textField(containers[0], 'Name')}`;
  const attributes: Readonly<Record<string, string>> = {
    'service.namespace': namespace,
    'service.version': labels.get('app.kubernetes.io/version') || imageVersion(image),
    'service.instance.id': instance,
  };
  return Object.entries(attributes)
    .map(([name, fallback]) => [name, annotations.get(resource + name) || fallback])
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

/** What Go pads to at most. */
const widest = 1_000_000;

const asIs = goFunction({ takes: [stringType], gives: stringType }, ([text]) => text);

/**
 * The functions that istiod 1.30 gives its injection templates, besides sprig's: Pods and messages
 * come as structs (or maps) with Go's names of fields.
 * @param environment what `env` finds
 */
export const injectionFunctions = (environment: ReadonlyMap<string, string> = new Map()): Functions => ({
  ...sprigFunctions,
  expandenv: goFunction({ takes: [stringType], gives: stringType }, ([text]) =>
    text.replace(
      /\$(?:\{(\w+)\}|(\w+))/g,
      (_all, braced?: string, bare?: string) => environment.get(braced ?? bare!) ?? '',
    ),
  ),
  env: goFunction(
    { takes: [stringType, stringType], gives: stringType },
    ([name, fallback]) => environment.get(name) || fallback,
  ),
  formatDuration: goFunction({ takes: [anyType], gives: stringType }, ([duration]) => durationText(duration)),
  isset: goFunction({ takes: [mapOfTexts, stringType], gives: boolType }, ([map, key]) => texts(map).has(key)),
  excludeInboundPort: goFunction({ takes: [anyType, stringType], gives: stringType }, ([port, excluded]) =>
    excludePort(sprint([port]), excluded),
  ),
  includeInboundPorts: goFunction({ takes: [anyType], gives: stringType }, ([containers]) =>
    containerPorts(containers, () => true),
  ),
  applicationPorts: goFunction({ takes: [anyType], gives: stringType }, ([containers]) =>
    containerPorts(containers, (name) => name !== 'istio-proxy'),
  ),
  kubevirtInterfaces: asIs,
  excludeInterfaces: asIs,
  annotation: goFunction({ takes: [anyType, stringType, anyType], gives: stringType }, ([meta, name, fallback]) => {
    const annotations = texts(field(meta, 'Annotations'));
    return annotations.get(name) ?? sprint([fallback]);
  }),
  valueOrDefault: goFunction({ takes: [anyType, anyType] }, ([value, fallback]) =>
    value === '' || value === null ? fallback : value,
  ),
  toJSON: goFunction({ takes: [mapOfTexts], gives: stringType }, ([map]) =>
    entriesOf(map) === undefined || (map instanceof Dictionary && map.entries === null)
      ? '{}'
      : orElse(() => writeJson(map), '{}'),
  ),
  fromJSON: goFunction({ takes: [stringType] }, ([text]) => orElse<Value>(() => readJsonText(text), '{}')),
  structToJSON: goFunction({ takes: [anyType], gives: stringType }, ([value]) =>
    value === null ? '{}' : orElse(() => writeJson(value), '{}'),
  ),
  protoToJSON: goFunction({ takes: [anyType], gives: stringType }, ([value]) => messageJson(value)),
  toYaml: goFunction({ takes: [anyType], gives: stringType }, ([value]) => orElse(() => kubernetesYaml(value), '')),
  indent: goFunction({ takes: [intType, stringType], gives: stringType }, ([spaces, text]) =>
    text.replaceAll('\n', `\n${' '.repeat(Math.min(widest, Math.abs(Number(spaces))))}`),
  ),
  directory: goFunction({ takes: [stringType], gives: stringType }, ([path]) =>
    path.slice(0, path.lastIndexOf('/') + 1),
  ),
  contains: goFunction({ takes: [stringType, stringType], gives: boolType }, ([part, text]) => text.includes(part)),
  toLower: goFunction({ takes: [stringType], gives: stringType }, ([text]) => lower(text)),
  appendMultusNetwork: goFunction({ takes: [stringType, stringType], gives: stringType }, ([networks, network]) =>
    withNetwork(networks, network),
  ),
  omit: goFunction({ takes: [mapOfTexts], rest: stringType, gives: stringMapType }, ([map, ...keys]) =>
    stringMap(new Map([...texts(map)].filter(([key]) => !keys.includes(key)))),
  ),
  strdict: goFunction({ takes: [], rest: stringType, gives: stringMapType }, (pairs) => {
    const entries = new Map<string, string>();
    for (let i = 0; i < pairs.length; i += 2) entries.set(pairs[i]!, pairs[i + 1] ?? '');
    return stringMap(entries);
  }),
  toJsonMap: goFunction({ takes: [], rest: mapOfTexts, gives: stringType }, (maps) => writeJson(merged(maps))),
  mergeMaps: goFunction({ takes: [], rest: mapOfTexts, gives: stringMapType }, (maps) => merged(maps)),
  omitNil: goFunction({ takes: [anyType] }, ([value]) => withoutNil(value)),
  otelResourceAttributes: goFunction(
    { takes: [anyType, mapOfTexts, mapOfTexts, stringType, anyType], gives: stringType },
    ([mesh, annotations, labels, namespace, containers]) =>
      resourceAttributes(mesh, texts(annotations), texts(labels), namespace, containers),
  ),
});
