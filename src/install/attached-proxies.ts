import { append } from '../base/append.ts';
import { versionOfImage } from '../base/release-version.ts';
import { objectsAt, textAt } from '../resources/fields.ts';
import { injectedRevision, injectionStatus } from '../resources/injected-revision.ts';
import type { JsonObject } from '../resources/json.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../resources/revision-labels.ts';
import { ownerLabel } from './apply/owner.ts';
import { mapAt } from './settings/merge.ts';

/** A Pod whose proxy, or whose node's ztunnel, gets its configuration from a control plane. */
export interface AttachedProxy {
  readonly namespace: string;
  readonly pod: string;
  /** Empty for a Pod of ambient mode: its ztunnel is asked, not it. */
  readonly revision: string;
  /** Of the proxy's image; empty for a Pod of ambient mode. */
  readonly version: string;
}

/** What the CNI plugin writes on Pods whose traffic goes through ztunnel. */
const redirectionAnnotation = 'ambient.istio.io/redirection';

/** The Pods that were injected, and those of ambient mode, which are not part of an installation themselves. */
export const attachedProxies = (pods: readonly JsonObject[]): AttachedProxy[] =>
  pods.flatMap((pod) => {
    const metadata = mapAt(pod, 'metadata');
    const phase = textAt(pod, 'status', 'phase');
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (isOver || textAt(metadata, 'labels', ownerLabel.component) !== '') return [];
    const name = { namespace: textAt(metadata, 'namespace'), pod: textAt(metadata, 'name') };
    if (textAt(metadata, 'annotations', injectionStatus) !== '') {
      return [{ ...name, revision: revisionOf(metadata), version: proxyVersion(pod) }];
    }
    const isAmbient = textAt(metadata, 'annotations', redirectionAnnotation) === 'enabled';
    return isAmbient ? [{ ...name, revision: '', version: '' }] : [];
  });

const revisionOf = (metadata: JsonObject): string =>
  injectedRevision(mapAt(metadata, 'annotations')) || textAt(metadata, 'labels', revisionLabel) || defaultRevision;

/** A native sidecar is among the init containers. */
function proxyVersion(pod: JsonObject): string {
  const all = ['containers', 'initContainers'].flatMap((list) => objectsAt(pod, 'spec', list));
  const proxy = all.find((one) => textAt(one, 'name') === 'istio-proxy');
  return proxy === undefined ? '' : versionOfImage(textAt(proxy, 'image'));
}

/** Names of the Pods, by namespace. */
export function byNamespace(proxies: readonly AttachedProxy[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { namespace, pod } of proxies) append(found, namespace, pod);
  return found;
}

/** A name that leads to a revision: its tags, and the namespaces that ask for it. */
export interface RevisionUse {
  readonly tags: readonly string[];
  /** Namespaces whose Pods are injected by the revision, or a tag of it, when they start. */
  readonly namespaces: readonly string[];
}

/** What would point to nothing without a revision. */
export function revisionUse(
  revision: string,
  webhooks: readonly JsonObject[],
  namespaces: readonly JsonObject[],
): RevisionUse {
  const tags = webhooks
    .map((webhook) => mapAt(webhook, 'metadata', 'labels'))
    .filter((labels) => labels[revisionLabel] === revision && textAt(labels, tagLabel) !== '')
    .map((labels) => textAt(labels, tagLabel));
  const names = new Set([revision, ...tags]);
  const asking = namespaces.filter((one) => {
    const labels = mapAt(one, 'metadata', 'labels');
    const asked = textAt(labels, revisionLabel);
    if (textAt(labels, 'istio-injection') === 'enabled') return names.has(defaultRevision);
    return asked !== '' && names.has(asked);
  });
  return { tags: [...new Set(tags)].sort(), namespaces: asking.map((one) => textAt(one, 'metadata', 'name')).sort() };
}
