import { listNames } from '../base/list-names.ts';
import type { CallOptions, KindName, KubeApi, ServedKind, ServedKinds } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import { fullResource } from '../kube/paths.ts';
import { textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../resources/revision-labels.ts';
import { resourceKinds } from '../schema/resource-kinds.ts';
import { identityOf } from './apply/object-reference.ts';
import { ownerLabel } from './apply/owner.ts';
import { isDefinition } from './apply/stages.ts';
import { type AttachedProxy, attachedProxies, type RevisionUse, revisionUse } from './attached-proxies.ts';
import { type Ownership, ownedObjects } from './owned-objects.ts';
import { helmRelease } from './preflight/cluster-state.ts';

/** What goes when an installation is removed, and who still needs it. */
export interface Removal {
  /** In the order of application. */
  readonly objects: readonly JsonObject[];
  /** Kinds whose objects could not be listed, so that they may stay. */
  readonly unlisted: readonly string[];
  /** Pods whose proxies, or whose nodes' ztunnels, would be left without a control plane. */
  readonly proxies: readonly AttachedProxy[];
  /** Tags, beside those that go, and namespaces that lead to what goes. */
  readonly use: RevisionUse;
  /** Resources of users that go with their definitions, by kind. */
  readonly resources: ReadonlyMap<string, number>;
  /** What could not be found out, and what stays although it should not. */
  readonly warnings: readonly string[];
}

/**
 * Finds out what would go. Reads only.
 *
 * @throws KubeError when the server cannot be reached, or what is installed cannot be listed at all
 */
export async function removalOf(api: KubeApi, ownership: Ownership, options: CallOptions = {}): Promise<Removal> {
  const { objects, warnings: unlisted } = await ownedObjects(api, ownership, options);
  const warnings = stayingReleases(objects);
  const list = async (kind: KindName): Promise<readonly JsonObject[]> => {
    try {
      return (await api.list(kind, options)).items;
    } catch (error) {
      if (!(error instanceof KubeError) || error.isUnreachable) throw error;
      warnings.push(error.message);
      return [];
    }
  };
  const [pods, webhooks, namespaces, resources] = await Promise.all([
    list({ group: '', kind: 'Pod' }),
    list({ group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' }),
    list({ group: '', kind: 'Namespace' }),
    Promise.all(defined(await api.kinds(options), objects).map(async (kind) => [kind.kind, await list(kind)] as const)),
  ]);
  const revisions =
    ownership === 'all' ? undefined : 'owner' in ownership ? ownership.owner.revision : ownership.revision;
  const goes = new Set(objects.map(identityOf));
  const stays = webhooks.filter((one) => !goes.has(identityOf(one)));
  const removed = revisions === undefined ? revisionsAmong(objects) : [revisions];
  return {
    ...{ objects, unlisted, warnings },
    proxies: attachedProxies(pods).filter((one) => isServed(one, objects, revisions)),
    use: {
      tags: removed.flatMap((one) => revisionUse(one, stays, []).tags),
      namespaces: [...new Set(removed.flatMap((one) => revisionUse(one, webhooks, namespaces).namespaces))].sort(),
    },
    resources: new Map(resources.map(([kind, items]) => [kind, items.length] as const).filter(([, n]) => n > 0)),
  };
}

/** Charts label only some of what Helm installs by them as an installation's, and Helm keeps its releases on record. */
function stayingReleases(objects: readonly JsonObject[]): string[] {
  const all = objects.map((one) => textAt(one, 'metadata', 'annotations', helmRelease));
  const names = [...new Set(all)].filter((name) => name !== '').sort();
  if (names.length === 0) return [];
  return [
    `Helm has installed some of this (${listNames(names)}): only "helm uninstall" removes all that these releases have, roles and ` +
      'service accounts too',
  ];
}

/** Pods of ambient mode are served by the ztunnel of their node, whichever revision that is of. */
const isServed = ({ revision }: AttachedProxy, objects: readonly JsonObject[], removed: string | undefined): boolean =>
  revision === ''
    ? objects.some((one) => textAt(one, 'metadata', 'labels', ownerLabel.component) === 'Ztunnel')
    : removed === undefined || revision === removed;

const revisionsAmong = (objects: readonly JsonObject[]): string[] => {
  const labels = objects.map((one) => textAt(one, 'metadata', 'labels', revisionLabel));
  return [...new Set([defaultRevision, ...labels])].filter(Boolean);
};

/** Istio's kinds whose definitions are among the objects: definitions are listed with their metadata alone. */
function defined(served: ServedKinds, objects: readonly JsonObject[]): ServedKind[] {
  const names = new Set(objects.filter(isDefinition).map((one) => textAt(one, 'metadata', 'name')));
  const all = resourceKinds.map((id) => id.split('/') as [group: string, kind: string]);
  return all
    .map(([group, kind]) => served.find({ group, kind }))
    .filter((kind) => kind !== undefined)
    .filter((kind) => names.has(fullResource(kind)));
}

/** Gateways of an installation: traffic through them ends with them. */
export const gatewaysAmong = (objects: readonly JsonObject[]): string[] =>
  objects
    .filter((one) => one.kind === 'Deployment')
    .filter((one) => /^(In|E)gressGateways$/.test(textAt(one, 'metadata', 'labels', ownerLabel.component)))
    .map((one) => textAt(one, 'metadata', 'name'));

/** The revisions that a cluster has control planes or injectors of; tags are none. */
export async function installedRevisions(api: KubeApi, options: CallOptions = {}): Promise<string[]> {
  const labelSelector = `${revisionLabel},!${tagLabel}`;
  const group = 'admissionregistration.k8s.io';
  const [webhooks, istiods] = await Promise.all([
    api.list({ group, kind: 'MutatingWebhookConfiguration', labelSelector }, options),
    api.list({ group: 'apps', kind: 'Deployment', labelSelector: `app=istiod,${labelSelector}` }, options),
  ]);
  const all = [...webhooks.items, ...istiods.items].map((one) => textAt(one, 'metadata', 'labels', revisionLabel));
  return [...new Set(all)].sort();
}
