import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { ListOptions, ObjectList, Selection, ServedKind } from './api.ts';
import { KubeError } from './kube-error.ts';
import { acceptFor, collectionPath, permissionFor, selectionWords, withQuery } from './paths.ts';
import type { Requests } from './requests.ts';

/** Objects in one answer; kubectl's number. */
const page = 500;
/** How often a list is begun anew because the server has forgotten how it began. */
const mostRestarts = 3;

/** All objects of a kind, in pages, each with its apiVersion and kind, which lists leave out. */
export async function listObjects(
  requests: Requests,
  kind: ServedKind,
  selection: Selection,
  options: ListOptions,
): Promise<ObjectList> {
  // One deadline for all pages.
  const limits = { ...options, deadline: requests.deadlineOf(options) };
  for (let restarts = 0; ; restarts++) {
    try {
      return await listOnce(requests, kind, selection, limits);
    } catch (error) {
      // Between two pages so much has changed that the server cannot go on (410 Gone).
      const isGone = error instanceof KubeError && error.status === 410;
      if (!isGone || restarts >= mostRestarts) throw error;
    }
  }
}

async function listOnce(
  requests: Requests,
  kind: ServedKind,
  selection: Selection,
  options: ListOptions,
): Promise<ObjectList> {
  const { namespace, labelSelector, fieldSelector } = selection;
  const what = selectionWords('list', kind, selection);
  const permission = permissionFor('list', kind, namespace);
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const accept = acceptFor(selection, 'List');
  const items: JsonObject[] = [];
  let token: string | undefined;
  for (;;) {
    const path = withQuery(collectionPath(kind, namespace), {
      ...{ labelSelector, fieldSelector, limit: page },
      continue: token,
    });
    const answer = await requests.json({ method: 'GET', path, what, permission, accept }, options);
    // Lists of metadata have null for none.
    const found = answer.items ?? (selection.metadataOnly ? [] : undefined);
    if (!Array.isArray(found)) throw new KubeError(`cannot ${what}: the answer is no list`);
    if (!found.every(isStored)) throw new KubeError(`cannot ${what}: the answer holds what is no object with a name`);
    for (const item of found) {
      items.push({ ...(options.managedFields ? item : slim(item)), apiVersion, kind: kind.kind });
    }
    const { continue: next, resourceVersion } = isObject(answer.metadata) ? answer.metadata : {};
    token = text(next);
    if (token === undefined) return { items, resourceVersion: text(resourceVersion) ?? '' };
  }
}

/** Whether a value can be what a server has stored: each of these has a name. */
export const isStored = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.metadata) && typeof value.metadata.name === 'string';

/** The object without managedFields, which are about as long as all else and mean nothing here. */
export function slim(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata) || metadata.managedFields === undefined) return object;
  const { managedFields: _, ...others } = metadata;
  return { ...object, metadata: others };
}

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
