import { MeshwrightError } from '../../base/errors.ts';
import { versionOfImage } from '../../base/release-version.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { monitoringPortOf } from '../../resources/monitoring-port.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../../resources/revision-labels.ts';

/** An istiod that runs in a cluster. */
export interface IstiodPod {
  readonly namespace: string;
  readonly name: string;
  /** `default` for an installation that was given none. */
  readonly revision: string;
  /** Where it tells of its own state. */
  readonly monitoringPort: number;
  readonly pod: JsonObject;
}

/** Which istiods are meant. */
export interface IstiodChoice {
  /** Where Istio's control plane is. */
  readonly istioNamespace: string;
  /** A revision, or a tag that stands for one; without it all are meant. */
  readonly revision?: string | undefined;
  /** Labels of istiod's Pods; istioctl's name for it is --xds-label. */
  readonly selector?: string | undefined;
}

const webhooks = { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration', version: 'v1' };

/** The istiods that run, by name; none is no error. Rejects with KubeError. */
async function runningIstiods(
  api: KubeApi,
  { istioNamespace: namespace, revision, selector = 'app=istiod' }: IstiodChoice,
  options: CallOptions = {},
): Promise<IstiodPod[]> {
  const labelSelector = revision === undefined ? selector : `${selector},${revisionLabel}=${revision}`;
  const fieldSelector = 'status.phase=Running';
  const pods = { group: '', kind: 'Pod', version: 'v1', namespace, labelSelector, fieldSelector };
  const { items } = await api.list(pods, options);
  return items.filter((pod) => textAt(pod, 'metadata', 'deletionTimestamp') === '').map(istiodOf);
}

/** What a Pod of istiod says of itself. */
export function istiodOf(pod: JsonObject): IstiodPod {
  return {
    namespace: textAt(pod, 'metadata', 'namespace'),
    name: textAt(pod, 'metadata', 'name'),
    revision: textAt(pod, 'metadata', 'labels', revisionLabel) || defaultRevision,
    monitoringPort: monitoringPortOf(pod),
    pod,
  };
}

/** The version that an istiod's image names. */
export function imageVersion({ pod }: IstiodPod): string {
  const containers = objectsAt(pod, 'spec', 'containers');
  const container = containers.find(({ name }) => name === 'discovery') ?? containers[0];
  return versionOfImage(textAt(container, 'image'));
}

/**
 * The istiods that are meant, by name, one at least.
 *
 * @throws MeshwrightError where none runs, and says what may be the matter; KubeError where the cluster does not tell
 */
export async function findIstiods(api: KubeApi, choice: IstiodChoice, options: CallOptions = {}): Promise<IstiodPod[]> {
  const found = await runningIstiods(api, choice, options);
  if (found.length > 0) return found;
  const { items } = await api.list(webhooks, options).catch(() => ({ items: [] }));
  const tagged = revisionOfTag(items, choice.revision);
  const byTag = tagged === undefined ? [] : await runningIstiods(api, { ...choice, revision: tagged }, options);
  if (byTag.length > 0) return byTag;
  throw new MeshwrightError(`${absence(choice)}${elsewhere(items)}`);
}

/** The revision that a tag stands for (istio.io, Stable revision labels). */
function revisionOfTag(configurations: readonly JsonObject[], tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const named = configurations.find((one) => textAt(one, 'metadata', 'labels', tagLabel) === tag);
  return textAt(named, 'metadata', 'labels', revisionLabel) || undefined;
}

function absence({ istioNamespace, revision, selector }: IstiodChoice): string {
  const which = revision === undefined ? 'no istiod' : `no istiod of revision "${revision}"`;
  const labelled = selector === undefined ? '' : ` with labels ${selector}`;
  return `${which} runs${labelled} in namespace ${istioNamespace}: Istio is not installed there, or not ready (-i names another namespace)`;
}

/** A control plane outside of the cluster shows in the URL that injection is asked at. */
function elsewhere(configurations: readonly JsonObject[]): string {
  const urls = configurations
    .filter((one) => textAt(one, 'metadata', 'labels', revisionLabel) !== '')
    .flatMap((one) => objectsAt(one, 'webhooks').map((webhook) => textAt(webhook, 'clientConfig', 'url')))
    .filter((url) => URL.canParse(url));
  if (urls[0] === undefined) return '';
  return `. Injection is asked at ${new URL(urls[0]).host}: if that is the control plane, --xds-address names its xDS port, as ${new URL(urls[0]).hostname}:15012`;
}
