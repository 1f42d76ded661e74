import { SourceDocument, type SourceFile } from './document.ts';
import { isObject, type Json, type JsonObject, type Path } from './json.ts';
import { Resource, type ResourceOptions } from './resource.ts';
import { readYaml } from './yaml/read.ts';

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
  for (const read of readYaml(file.text)) {
    const { value, problem, duplicateKeys } = read;
    if (problem !== undefined) result.problems.push({ file: file.name, document: read.index, ...problem });
    else if (value !== undefined && value !== null) {
      const document = new SourceDocument(file, read);
      addResources(value, document, [], duplicateKeys ? { ...options, duplicateKeys } : options, result);
    }
  }
  return result;
}

function addResources(
  value: Json,
  document: SourceDocument,
  base: Path,
  options: ResourceOptions,
  to: ReadResult,
): void {
  // A kustomization says how to build manifests and is never applied; it need not even have metadata.
  if (isObject(value) && String(value.apiVersion).startsWith('kustomize.config.k8s.io/')) return;
  const flaw = notAnObject(value);
  if (flaw !== undefined) {
    const { line, column } = document.position(base);
    to.problems.push({ file: document.file.name, document: document.index, line, column, message: flaw });
    return;
  }
  const object = value as JsonObject;
  if (isList(object)) {
    for (const [i, item] of object.items.entries()) addResources(item, document, [...base, 'items', i], options, to);
  } else to.resources.push(new Resource(object, document, base.length === 0 ? options : inList(options, base)));
}

/** Options for an item of a List: its own share of the document's duplicate keys, with paths from the item. */
function inList(options: ResourceOptions, base: Path): ResourceOptions {
  const mine = options.duplicateKeys?.filter(({ path }) => base.every((step, i) => path[i] === step));
  if (!mine) return { ...options, base };
  return { ...options, base, duplicateKeys: mine.map((key) => ({ ...key, path: key.path.slice(base.length) })) };
}

/** A List, or one kind's list (`PodList`), as `kubectl get -o yaml` prints it. */
const isList = (object: JsonObject): object is { items: readonly Json[] } & JsonObject =>
  (object.kind as string).endsWith('List') && Array.isArray(object.items);

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

/** Why `value` is no Kubernetes object, or undefined when it is one. */
function notAnObject(value: Json): string | undefined {
  if (!isObject(value)) return 'a Kubernetes object was expected here: a map with apiVersion, kind and metadata';
  const absent = !isText(value.apiVersion) ? 'apiVersion' : !isText(value.kind) ? 'kind' : undefined;
  if (absent !== undefined) return `this is not a Kubernetes object: ${absent} is missing or not a string`;
  if (isList(value)) return undefined;
  if (!isObject(value.metadata)) return `this ${value.kind} has no metadata map`;
  return undefined;
}
