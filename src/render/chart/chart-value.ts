import { FieldMap, type JsonType } from '../functions/formats/json-value.ts';
import { boolType, listOf, pointerTo, stringType, structOf } from '../template/model/types.ts';
import {
  Dictionary,
  List,
  Pointer,
  Struct,
  stringListType,
  stringMapType,
  strings,
  type Value,
} from '../template/model/values.ts';
import type { Metadata } from './metadata.ts';

/** The fields that templates see, in Go's names and order, and the names that they have in JSON. */
const stringFields: readonly (readonly [field: string, json: keyof Metadata & string])[] = [
  ['Name', 'name'],
  ['Home', 'home'],
  ['Version', 'version'],
  ['Description', 'description'],
  ['Icon', 'icon'],
  ['APIVersion', 'apiVersion'],
  ['Condition', 'condition'],
  ['Tags', 'tags'],
  ['AppVersion', 'appVersion'],
  ['KubeVersion', 'kubeVersion'],
  ['Type', 'type'],
];

const tagged = (name: string, fields: readonly (readonly [string, string, JsonType])[]): JsonType => ({
  ...structOf(
    name,
    fields.map(([field, , type]) => ({ name: field, type })),
  ),
  json: (value: Struct) =>
    new FieldMap(
      fields
        .map(([field, json]) => [json, value.fields.get(field)] as const)
        .filter(([, content]) => !isLeftOut(content)),
    ),
});

const isLeftOut = (value: Value): boolean =>
  value === undefined ||
  value === '' ||
  value === false ||
  (value instanceof List && !value.items?.length) ||
  (value instanceof Dictionary && !value.entries?.size);

const maintainerType = tagged('chart.Maintainer', [
  ['Name', 'name', stringType],
  ['Email', 'email', stringType],
  ['URL', 'url', stringType],
]);
const maintainerPointer = pointerTo(maintainerType);
const dependencyType = tagged('chart.Dependency', [
  ['Name', 'name', stringType],
  ['Version', 'version', stringType],
  ['Repository', 'repository', stringType],
  ['Condition', 'condition', stringType],
  ['Tags', 'tags', stringListType],
  ['Enabled', 'enabled', boolType],
  ['Alias', 'alias', stringType],
]);
const dependencyPointer = pointerTo(dependencyType);

const typed: readonly (readonly [string, string, JsonType])[] = [
  ['Name', 'name', stringType],
  ['Home', 'home', stringType],
  ['Sources', 'sources', stringListType],
  ['Version', 'version', stringType],
  ['Description', 'description', stringType],
  ['Keywords', 'keywords', stringListType],
  ['Maintainers', 'maintainers', listOf(maintainerPointer)],
  ['Icon', 'icon', stringType],
  ['APIVersion', 'apiVersion', stringType],
  ['Condition', 'condition', stringType],
  ['Tags', 'tags', stringType],
  ['AppVersion', 'appVersion', stringType],
  ['Deprecated', 'deprecated', boolType],
  ['Annotations', 'annotations', stringMapType],
  ['KubeVersion', 'kubeVersion', stringType],
  ['Dependencies', 'dependencies', listOf(dependencyPointer)],
  ['Type', 'type', stringType],
];
const chartType = tagged('struct { chart.Metadata; IsRoot bool }', [...typed, ['IsRoot', 'IsRoot', boolType]]);

/** A list of texts; Go's nil where there are none. */
const texts = (items: readonly string[]): List =>
  items.length === 0 ? new List(stringListType, null) : strings(items);

/** `.Chart` of a template. */
export function chartValue(metadata: Metadata, isRoot: boolean): Struct {
  const fields = new Map<string, Value>(stringFields.map(([field, json]) => [field, metadata[json] as string]));
  fields.set('Sources', texts(metadata.sources));
  fields.set('Keywords', texts(metadata.keywords));
  fields.set('Deprecated', metadata.deprecated);
  fields.set('Annotations', new Dictionary(stringMapType, metadata.annotations.size > 0 ? metadata.annotations : null));
  fields.set(
    'Maintainers',
    pointers(maintainerPointer, maintainerType, metadata.maintainers, ({ name, email, url }) => [
      ['Name', name],
      ['Email', email],
      ['URL', url],
    ]),
  );
  fields.set(
    'Dependencies',
    pointers(dependencyPointer, dependencyType, metadata.dependencies, (dependency) => [
      ['Name', dependency.alias || dependency.name],
      ['Version', dependency.version],
      ['Repository', dependency.repository],
      ['Condition', dependency.condition],
      ['Tags', texts(dependency.tags)],
      ['Enabled', true],
      ['Alias', dependency.alias],
    ]),
  );
  fields.set('IsRoot', isRoot);
  return new Struct(chartType, fields);
}

const pointers = <T>(
  pointer: JsonType,
  type: JsonType,
  items: readonly T[],
  fieldsOf: (item: T) => readonly (readonly [string, Value])[],
): List =>
  new List(
    listOf(pointer),
    items.length === 0 ? null : items.map((item) => new Pointer(pointer, new Struct(type, new Map(fieldsOf(item))))),
  );
