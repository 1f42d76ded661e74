import type { KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { Owner } from './owner.ts';
import { isEnding } from './until-gone.ts';

/** Namespaces that objects live in: they have to be there first, whichever component brings them. */
export function neededNamespaces(wanted: readonly JsonObject[], owner: Owner): string[] {
  const used = wanted.map((object) => textAt(object, 'metadata', 'namespace'));
  return [...new Set([owner.namespace, ...used])].filter((name) => name !== '');
}

export interface Namespaces {
  /** Those that are not there, as objects to apply: without labels but that of the network, as istioctl makes them. */
  readonly missing: readonly JsonObject[];
  /** Those of them that are there still, and being deleted, with all they hold. */
  readonly ending: readonly JsonObject[];
}

/** @param network label of the owner's namespace; empty for none */
export async function readNamespaces(
  api: KubeApi,
  names: readonly string[],
  { owner, network, signal }: { owner: Owner; network: string; signal: AbortSignal },
): Promise<Namespaces> {
  const found = await Promise.all(names.map((name) => api.get({ group: '', kind: 'Namespace', name }, { signal })));
  const ending = found.filter((one) => one !== undefined && isEnding(one)) as JsonObject[];
  const missing = names.filter((_, i) => found[i] === undefined || isEnding(found[i]));
  return {
    ending,
    missing: missing.map((name) => {
      const labels =
        name === owner.namespace && network !== '' ? { labels: { 'topology.istio.io/network': network } } : {};
      return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...labels } };
    }),
  };
}
