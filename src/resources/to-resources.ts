import { entry } from '../base/map-entry.ts';
import { SourceDocument, type SourceFile } from './document.ts';
import { isObject, type Json, type JsonObject, type Path } from './json.ts';
import { isFileFormat } from './kinds.ts';
import { Resource, type ResourceOptions } from './resource.ts';
import { type DuplicateKey, yamlDocuments } from './yaml/read.ts';

/** A document, or a whole file, that could not be read: the rest of the input still counts. */
export interface ReadProblem {
  readonly file: string;
  readonly message: string;
  /** Which document of the file, from 0; absent when the file as a whole cannot be read. */
  readonly document?: number;
  readonly line?: number;
  readonly column?: number;
}

export interface ReadResult {
  readonly resources: Resource[];
  readonly problems: ReadProblem[];
}

/** The resources in `file`, Lists taken apart. Never throws: what cannot be read is in `problems`. */
export function toResources(file: SourceFile, options: ResourceOptions = {}): ReadResult {
  const result: ReadResult = { resources: [], problems: [] };
  for (const read of eachResource(file, options)) {
    if (read instanceof Resource) result.resources.push(read);
    else result.problems.push(read);
  }
  return result;
}

/** As `toResources`, one at a time and in the file's order. */
export function* eachResource(file: SourceFile, options: ResourceOptions = {}): Generator<Resource | ReadProblem> {
  for (const read of yamlDocuments(file.text)) {
    const { value, problem, duplicateKeys } = read;
    if (problem !== undefined) yield { file: file.name, document: read.index, ...problem };
    else if (value !== undefined && value !== null) {
      const document = new SourceDocument(file, read);
      const itsOptions = duplicateKeys ? { ...options, duplicateKeys } : options;
      if (isObject(value) && isList(value)) yield* itemsOf((value.items ?? []) as Json[], document, [], itsOptions);
      else {
        const single = resourceOf(value, document, [], itsOptions);
        if (single !== undefined) yield single;
      }
    }
  }
}

function* itemsOf(
  items: readonly Json[],
  document: SourceDocument,
  base: Path,
  options: ResourceOptions,
): Generator<Resource | ReadProblem> {
  const keys = duplicatesByItem(options, base);
  for (const [i, item] of items.entries()) {
    const itsOptions = keys === undefined ? options : { ...options, duplicateKeys: keys.get(i) ?? [] };
    const at = [...base, 'items', i];
    if (isObject(item) && isList(item)) yield* itemsOf((item.items ?? []) as Json[], document, at, itsOptions);
    else {
      const single = resourceOf(item, document, at, itsOptions);
      if (single !== undefined) yield single;
    }
  }
}

/** The resource that `value` is, or why it is none; undefined for what is not to be applied. */
function resourceOf(
  value: Json,
  document: SourceDocument,
  base: Path,
  options: ResourceOptions,
): Resource | ReadProblem | undefined {
  // A kustomization says how to build manifests and is never applied; it need not even have metadata.
  if (isObject(value) && String(value.apiVersion).startsWith('kustomize.config.k8s.io/')) return undefined;
  const flaw = notAnObject(value);
  if (flaw !== undefined) {
    const { line, column } = document.position(base);
    return { file: document.file.name, document: document.index, line, column, message: flaw };
  }
  return new Resource(withMetadata(value as JsonObject), document, base.length === 0 ? options : inList(options, base));
}

/** Files need no metadata; that of an object there is, or it would be none. */
const withMetadata = (object: JsonObject): JsonObject =>
  isObject(object.metadata) ? object : { ...object, metadata: {} };

/** Which of the duplicate keys are within each item of the List at `base`; undefined where there are none. */
function duplicatesByItem({ duplicateKeys }: ResourceOptions, base: Path): Map<number, DuplicateKey[]> | undefined {
  if (duplicateKeys === undefined) return undefined;
  const byItem = new Map<number, DuplicateKey[]>();
  for (const key of duplicateKeys) {
    const [items, index] = key.path.slice(base.length);
    if (items === 'items' && typeof index === 'number') entry(byItem, index, () => []).push(key);
  }
  return byItem;
}

/** Options for an item of a List, whose duplicate keys get paths from the item. */
function inList({ duplicateKeys, ...options }: ResourceOptions, base: Path): ResourceOptions {
  if (duplicateKeys === undefined) return { ...options, base };
  return {
    ...options,
    base,
    duplicateKeys: duplicateKeys.map((key) => ({ ...key, path: key.path.slice(base.length) })),
  };
}

/** A List, or one kind's list (`PodList`), as `kubectl get -o yaml` prints it. */
const isList = ({ apiVersion, kind, items }: JsonObject): boolean =>
  isText(apiVersion) && isText(kind) && (kind as string).endsWith('List') && (Array.isArray(items) || items === null);

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

/** Why `value` is no Kubernetes object, or undefined when it is one. */
function notAnObject(value: Json): string | undefined {
  if (!isObject(value)) return 'a Kubernetes object was expected here: a map with apiVersion, kind and metadata';
  const absent = !isText(value.apiVersion) ? 'apiVersion' : !isText(value.kind) ? 'kind' : undefined;
  if (absent !== undefined) return `this is not a Kubernetes object: ${absent} is missing or not a string`;
  const needsNone = isFileFormat(value.apiVersion as string) && (value.metadata ?? null) === null;
  if (!isObject(value.metadata) && !needsNone) return `this ${value.kind} has no metadata map`;
  return undefined;
}
