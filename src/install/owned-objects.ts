import type { CallOptions, KindName, KubeApi, ListOptions } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { revisionLabel, tagLabel } from '../resources/revision-labels.ts';
import { identityOf } from './apply/object-reference.ts';
import { componentLabel, isOwnedBy, type Owner, ownerLabel } from './apply/owner.ts';
import { applyStages, isDefinition } from './apply/stages.ts';
import { components } from './components.ts';
import { ownedKinds } from './owned-kinds.ts';
import { mapAt } from './settings/merge.ts';

/**
 * What to look for: what one IstioOperator owns at one revision (`uninstall -f`); what a revision consists of, whoever owns it
 * (`uninstall --revision`); or all that any installation has made (`--purge`), which alone takes along what revisions share:
 * component Base with the definitions, and users' tags.
 */
export type Ownership = { readonly owner: Owner } | { readonly revision: string } | 'all';

export interface OwnedObjects {
  /**
   * In the order of application; each with its apiVersion and kind, definitions with their metadata alone. What controllers made
   * of them is not among them.
   */
  readonly objects: readonly JsonObject[];
  /** Kinds that could not be listed, with why: `cannot list secrets in all namespaces: …`. */
  readonly warnings: readonly string[];
}

/** What users have made by `tag set`, which carries no installation's labels, and leads to nothing without one. */
const ofTags: Sought = {
  labelSelector: `${tagLabel},${revisionLabel}`,
  kinds: ownedKinds.filter(({ kind }) => kind === 'Service' || kind.endsWith('WebhookConfiguration')),
};
const none: OwnedObjects = { objects: [], warnings: [] };

/** What a revision has for itself: every component but Base. */
const ofRevision = (ownership: Exclude<Ownership, 'all'>): string => {
  const revision = 'owner' in ownership ? ownership.owner.revision : ownership.revision;
  const own = components.map(({ key }) => componentLabel(key)).filter((label) => label !== 'Base');
  return `${ownerLabel.component} in (${own}),${ownerLabel.namespace},${ownerLabel.revision}=${revision}`;
};

/**
 * Lists what an installation owns, by its labels.
 *
 * @throws KubeError when the server cannot be reached, or no kind at all can be listed
 */
export async function ownedObjects(
  api: KubeApi,
  ownership: Ownership,
  options: CallOptions = {},
): Promise<OwnedObjects> {
  const isAll = ownership === 'all';
  const owner = !isAll && 'owner' in ownership ? ownership.owner : undefined;
  const [{ objects, warnings }, tags] = await Promise.all([
    installedObjects(api, { labelSelector: isAll ? ownerLabel.component : ofRevision(ownership) }, options),
    isAll ? installedObjects(api, ofTags, options) : none,
  ]);
  const isMeant = (object: JsonObject) =>
    isAll || (!isDefinition(object) && (owner === undefined || isOwnedBy(object, owner)));
  const found = new Map([...objects.filter(isMeant), ...tags.objects].map((object) => [identityOf(object), object]));
  return { objects: applyStages([...found.values()]).flat(), warnings };
}

/** What to look for. */
export interface Sought {
  readonly labelSelector: string;
  /** By default all kinds that installations are made of. */
  readonly kinds?: readonly KindName[];
  /** True to read definitions whole, which are a megabyte; else their metadata alone. Default false. */
  readonly wholeDefinitions?: boolean;
  /** Where to look when not all namespaces may be read. */
  readonly namespaces?: readonly string[];
}

/** Objects by their labels, all kinds side by side. Rejects as ownedObjects. */
export async function installedObjects(api: KubeApi, sought: Sought, options: ListOptions): Promise<OwnedObjects> {
  const { signal, deadline } = options;
  const served = await api.kinds({ signal, deadline });
  const kinds = (sought.kinds ?? ownedKinds).filter((kind) => served.find(kind)?.verbs.includes('list'));
  const lists = await Promise.all(kinds.map((kind) => listKind(api, kind, sought, options)));
  const refusals = lists.filter((one) => one instanceof KubeError);
  if (refusals.length > 0 && refusals.length === lists.length) throw refusals[0]!;
  const objects = lists.flatMap((one) => (one instanceof KubeError ? [] : one));
  return {
    objects: objects.filter((object) => !isMadeByController(object)),
    warnings: refusals.map(({ message }) => message),
  };
}

/** The objects of a kind, or why they cannot be read. */
async function listKind(
  api: KubeApi,
  kind: KindName,
  { labelSelector, namespaces = [], wholeDefinitions = false }: Sought,
  options: ListOptions,
): Promise<readonly JsonObject[] | KubeError> {
  const metadataOnly = kind.kind === 'CustomResourceDefinition' && !wholeDefinitions;
  const list = async (namespace?: string): Promise<readonly JsonObject[]> =>
    (await api.list({ ...kind, labelSelector, namespace, metadataOnly }, options)).items;
  try {
    return await list();
  } catch (error) {
    if (!(error instanceof KubeError) || error.isUnreachable) throw error;
    // Gone between discovery and now.
    if (error.status === 404) return [];
    const mayTryNamespaces = error.isForbidden && namespaces.length > 0;
    if (!mayTryNamespaces || !(await api.kinds(options)).find(kind)?.isNamespaced) return error;
    try {
      return (await Promise.all(namespaces.map(list))).flat();
    } catch (second) {
      if (!(second instanceof KubeError) || second.isUnreachable) throw second;
      return error;
    }
  }
}

function isMadeByController(object: JsonObject): boolean {
  const { ownerReferences } = mapAt(object, 'metadata');
  return Array.isArray(ownerReferences) && ownerReferences.some((one) => isObject(one) && one.controller === true);
}
