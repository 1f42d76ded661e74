import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../resources/json.ts';
import type { ApplyOptions, KubeApi } from './api.ts';
import { kindOf } from './discovery.ts';
import { KubeError } from './kube-error.ts';

/** What applying an object does, or did. */
export interface AppliedObject {
  readonly change: 'created' | 'changed' | 'unchanged';
  /** As it is afterwards. */
  readonly object: JsonObject;
}

/**
 * Applies some objects, one after the other; but first has the server check all of them, so that nothing is written when one is
 * refused, and leaves alone what would stay as it is.
 *
 * @throws KubeError
 */
export async function applyChanges(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: ApplyOptions,
): Promise<AppliedObject[]> {
  const planned = await Promise.all(objects.map((object) => plan(api, object, options)));
  if (options.dryRun) return planned;
  const applied: AppliedObject[] = [];
  for (const [i, { change, object }] of planned.entries()) {
    applied.push({ change, object: change === 'unchanged' ? object : await api.apply(objects[i]!, options) });
  }
  return applied;
}

async function plan(api: KubeApi, object: JsonObject, options: ApplyOptions): Promise<AppliedObject> {
  const kind = kindOf(object);
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { name, namespace } = metadata;
  if (kind === undefined || typeof name !== 'string') {
    throw new KubeError('cannot apply what is no Kubernetes object: it needs apiVersion, kind and metadata.name');
  }
  const target = { ...kind, name, ...(typeof namespace === 'string' && { namespace }) };
  const [before, after] = await Promise.all([
    api.get(target, options),
    api.apply(object, { ...options, dryRun: true }),
  ]);
  if (before === undefined) return { change: 'created', object: after };
  return { change: isDeepStrictEqual(said(before), said(after)) ? 'unchanged' : 'changed', object: after };
}

/** All but what the server counts itself. */
function said(object: JsonObject): JsonObject {
  const { resourceVersion: _, generation: __, ...metadata } = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata };
}
