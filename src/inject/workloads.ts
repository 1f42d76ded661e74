import { valueAt } from '../resources/fields.ts';
import { isObject, type Json, type JsonObject, type Path } from '../resources/json.ts';
import { resourceType } from '../resources/kinds.ts';
import { podOwner } from './pod-owner.ts';
import { InjectionError, type Owner, type PodTemplate } from './pod-template.ts';
import { everyItem, type PathStep, type TemplatePlace, type WorkloadKinds } from './workload-kinds.ts';

/** A Pod, or an object that makes Pods of a template. Paths start at the document. */
export interface Workload {
  /** What templates see of the object that Pods belong to. */
  readonly owner: Owner;
  readonly object: JsonObject;
  readonly objectPath: Path;
  readonly metadataPath: Path;
  readonly specPath: Path;
  readonly template: PodTemplate;
}

/** An object of a kind that may have Pod templates and has none. */
export interface WithoutTemplate {
  readonly object: JsonObject;
  readonly objectPath: Path;
  readonly reason: string;
}

/** Why an object in a document cannot be injected. */
export interface Flaw extends WithoutTemplate {
  /** Of the value that is wrong; starts at the document. */
  readonly path: Path;
}

export interface Found {
  readonly workloads: Workload[];
  readonly without: WithoutTemplate[];
  readonly flaws: Flaw[];
}

/** The workloads that a document's value holds, Lists taken apart. */
export function workloadsOf(value: Json, kinds: WorkloadKinds): Found {
  const found: Found = { workloads: [], without: [], flaws: [] };
  collect(value, [], kinds, found);
  return found;
}

function collect(value: Json, at: Path, kinds: WorkloadKinds, found: Found): void {
  if (!isObject(value) || typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') return;
  const places = kinds.get(resourceType(value.apiVersion, value.kind).id);
  if (places !== undefined) for (const place of places) collectTemplates(value, at, place, found);
  else if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    for (const [i, item] of value.items.entries()) collect(item, [...at, 'items', i], kinds, found);
  }
}

/** One template at most, but for a place with every item of a list. */
function collectTemplates(object: JsonObject, objectPath: Path, place: TemplatePlace, found: Found): void {
  for (const { value, path } of valuesAt(object, place.path, objectPath)) {
    try {
      if (value === undefined || value === null) {
        const reason = missingTemplate(object, path.slice(objectPath.length), place);
        found.without.push({ object, objectPath, reason });
      } else found.workloads.push(workloadAt(object, objectPath, place, value, path));
    } catch (error) {
      if (!(error instanceof InjectionError)) throw error;
      found.flaws.push({ object, objectPath, reason: error.reason, path: [...objectPath, ...error.path] });
    }
  }
}

/** @throws InjectionError, whose path starts at the object, where it must have a template */
function missingTemplate(object: JsonObject, path: Path, { insteadOf, isOptional }: TemplatePlace): string {
  if (insteadOf !== undefined && isObject(valueAt(object, ...insteadOf)))
    return `${insteadOf.join('.')} stands for a template`;
  if (isOptional) return `it has no Pod template at ${path.join('.')}`;
  throw new InjectionError('has no Pod template: write metadata and spec of its Pods here', path);
}

function workloadAt(
  object: JsonObject,
  objectPath: Path,
  { metadataElsewhere }: TemplatePlace,
  template: Json,
  path: Path,
): Workload {
  const inObject = path.slice(objectPath.length);
  const own = mapAt(template, 'metadata', inObject);
  const other = metadataElsewhere && mapAt(object, metadataElsewhere, []);
  const elsewhere = metadataElsewhere && (isEmpty(own) || isInjected(other)) ? metadataElsewhere : undefined;
  const metadata = elsewhere ? other : own;
  return {
    owner: inObject.length === 0 ? podOwner(object) : ownerOf(object),
    object,
    objectPath,
    metadataPath: elsewhere ? [...objectPath, ...elsewhere] : [...path, 'metadata'],
    specPath: [...path, 'spec'],
    template: { metadata: metadata ?? {}, spec: mapAt(template, 'spec', inObject) ?? {} },
  };
}

const isEmpty = (map: JsonObject | undefined): boolean => map === undefined || Object.keys(map).length === 0;

const isInjected = (metadata: JsonObject | undefined): boolean =>
  isObject(metadata?.annotations) && Object.hasOwn(metadata.annotations, 'sidecar.istio.io/status');

/** The map at a key or path of a map, if there is one. @throws InjectionError where it, or what leads there, is none */
function mapAt(value: Json, keys: string | readonly string[], at: Path): JsonObject | undefined {
  let here: Json | undefined = value;
  let path = at;
  for (const key of [keys].flat()) {
    here = expectMap(here, path)?.[key];
    path = [...path, key];
  }
  return expectMap(here, path);
}

function expectMap(value: Json | undefined, path: Path): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new InjectionError('must be a map', path);
  return value;
}

const ownerOf = ({ apiVersion, kind, metadata }: JsonObject): Owner => {
  const { name, namespace }: JsonObject = isObject(metadata) ? metadata : {};
  return { apiVersion: apiVersion as string, kind: kind as string, name: text(name), namespace: text(namespace) };
};

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

interface Placed {
  readonly value: Json | undefined;
  readonly path: Path;
}

/** The values that a path with steps for every item leads to; where it leads nowhere, the place that it would lead to. */
function valuesAt(value: Json, steps: readonly PathStep[], at: Path): Placed[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [{ value, path: at }];
  if (step === everyItem) {
    return Array.isArray(value) ? value.flatMap((item, i) => valuesAt(item, rest, [...at, i])) : [];
  }
  const inner: Json | undefined = Array.isArray(value)
    ? value[step as number]
    : isObject(value) && Object.hasOwn(value, step)
      ? value[step]
      : undefined;
  const path = [...at, step];
  return inner === undefined ? [{ value: undefined, path }] : valuesAt(inner, rest, path);
}

/** The object in a document that a path leads to, which it does: that of a workload. */
export const objectAt = (value: Json, path: Path): JsonObject =>
  path.reduce<Json>((inner, step) => (inner as JsonObject)[step]!, value) as JsonObject;

/** A document's value with another at a path, whose maps are made where there are none. What is given stays as it is. */
export function withValueAt(value: Json | undefined, [step, ...rest]: Path, inner: Json): Json {
  if (step === undefined) return inner;
  if (typeof step === 'number') {
    const list = value as readonly Json[];
    return list.with(step, withValueAt(list[step], rest, inner));
  }
  const map: JsonObject = isObject(value) ? value : {};
  return { ...map, [step]: withValueAt(map[step], rest, inner) };
}
