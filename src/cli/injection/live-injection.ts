import { MeshwrightError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Captured } from '../../inject/injection-settings.ts';
import { webhookEnvironment } from '../../inject/webhook-environment.ts';
import {
  injectionWebhook,
  labelOf,
  objectName,
  objectsOfTag,
  type Revisions,
  revisionNames,
  webhookOfRevision,
} from '../../install/tags/revisions.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { SourceFile } from '../../resources/document.ts';
import { textAt } from '../../resources/fields.ts';
import { defined, isObject, type JsonObject } from '../../resources/json.ts';
import { defaultRevision, revisionLabel, tagLabel } from '../../resources/revision-labels.ts';
import type { Io } from '../io.ts';

/** What of a cluster's injection is asked for. */
export interface LiveInjectionRequest {
  readonly istioNamespace: string;
  /** A revision or a tag; absent for what serves namespaces that name none. */
  readonly revision?: string | undefined;
  /** A MutatingWebhookConfiguration, whose revision counts. */
  readonly webhookConfig?: string | undefined;
  readonly injectConfigMapName?: string | undefined;
  readonly meshConfigMapName?: string | undefined;
  /** Of workloads that name none; by default the context's. */
  readonly namespace?: string | undefined;
  /** What files say, which is not read. */
  readonly given: Pick<Captured, 'config' | 'values' | 'mesh'>;
}

/** Who injects in a cluster. */
export interface LiveInjector {
  /** Undefined where webhooks may not be listed. */
  readonly webhook: JsonObject | undefined;
  readonly revision: string;
  readonly tags: readonly string[];
}

/** @throws MeshwrightError where there is no such revision or webhook; KubeError */
export async function findLiveInjector(
  api: KubeApi,
  request: LiveInjectionRequest,
  limits?: CallOptions,
): Promise<LiveInjector> {
  const revisions = await readWebhooks(api, limits);
  if (revisions === undefined) return { webhook: undefined, revision: request.revision ?? defaultRevision, tags: [] };
  const webhook = servingWebhook(revisions, request);
  const revision = labelOf(webhook, revisionLabel);
  const alike = revisions.webhooks.filter((one) => labelOf(one, revisionLabel) === revision);
  return { webhook, revision, tags: alike.map((one) => labelOf(one, tagLabel)).filter(Boolean) };
}

/** istiod keeps its settings elsewhere: its ConfigMap is not there. */
export class NoConfigMap extends MeshwrightError {}

/**
 * What a cluster's istiod injects: its ConfigMaps' texts, the variables that the webhook asks for, and whether Nodes run native
 * sidecars.
 *
 * @throws NoConfigMap; MeshwrightError where one lacks what it should have, or the webhook's URL is none; KubeError
 */
export async function readLiveInjection(
  io: Pick<Io, 'note'>,
  api: KubeApi,
  { webhook, revision, tags }: LiveInjector,
  request: LiveInjectionRequest,
  limits?: CallOptions,
): Promise<Captured> {
  const { istioNamespace, given, injectConfigMapName, meshConfigMapName } = request;
  const suffix = revision === defaultRevision ? '' : `-${revision}`;
  const configMap = (name: string, keys: readonly ('config' | 'values' | 'mesh')[]) =>
    keys.every((key) => given[key] !== undefined)
      ? {}
      : readConfigMap(api, { istioNamespace, name, revision }, keys, limits);
  const [injector, mesh, nodesAreNew, resources] = await Promise.all([
    configMap(injectConfigMapName ?? `istio-sidecar-injector${suffix}`, ['config', 'values']),
    configMap(meshConfigMapName ?? `istio${suffix}`, ['mesh']),
    allNodesAreNew(io, api, limits),
    readProxyConfigs(io, api, limits),
  ]);
  return {
    ...injector,
    ...mesh,
    ...defined(given),
    revision,
    tags,
    nodesAreNew,
    ...(resources.length > 0 && { proxyConfigs: { resources, defaultNamespace: request.namespace || api.namespace } }),
    ...(webhook !== undefined && { environment: webhookEnvironment(pathOf(webhook)) }),
  };
}

/** Undefined where the user may not list webhooks, as one who works in a single namespace may not. */
async function readWebhooks(api: KubeApi, limits?: CallOptions): Promise<Revisions | undefined> {
  try {
    const kind = { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' };
    const { items } = await api.list({ ...kind, labelSelector: revisionLabel }, limits);
    return { webhooks: items, services: [] };
  } catch (error) {
    if (error instanceof KubeError && error.isForbidden) return undefined;
    throw error;
  }
}

/** The webhook that Pods go to: the one that is named, that of the tag or revision, or that of who names none. */
function servingWebhook(
  revisions: Revisions,
  { webhookConfig, revision, istioNamespace }: LiveInjectionRequest,
): JsonObject {
  if (webhookConfig !== undefined) {
    const names = revisions.webhooks.map(objectName);
    const named = revisions.webhooks.find((one) => objectName(one) === webhookConfig);
    if (named !== undefined) return named;
    const there = names.length === 0 ? 'there is none of Istio’s' : `there are ${names.join(', ')}`;
    throw new MeshwrightError(
      `the cluster has no MutatingWebhookConfiguration ${webhookConfig}: ${there}.${didYouMean(webhookConfig, names)}`,
    );
  }
  const wanted = revision ?? defaultRevision;
  const [ofTag] = objectsOfTag(revisions, wanted).webhooks;
  if (ofTag !== undefined) return ofTag;
  const names = revisionNames(revisions);
  if (revision === undefined && names.length > 0 && !names.includes(defaultRevision)) {
    throw new MeshwrightError(
      `nothing serves those who name no revision: name one of ${names.join(', ')} by --revision`,
    );
  }
  return webhookOfRevision(revisions, wanted, istioNamespace);
}

/** @throws MeshwrightError where its URL is escaped as no URL is */
function pathOf(configuration: JsonObject): string {
  const config = injectionWebhook(configuration)?.clientConfig;
  const url = textAt(config, 'url');
  if (!URL.canParse(url)) return textAt(config, 'service', 'path');
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch (error) {
    const name = objectName(configuration);
    throw new MeshwrightError(
      `MutatingWebhookConfiguration ${name}: the path of its URL, ${pathname}, has a % that begins no escape of UTF-8`,
      { cause: error },
    );
  }
}

/** @throws NoConfigMap, and MeshwrightError where one of the keys is missing */
async function readConfigMap(
  api: KubeApi,
  { istioNamespace, name, revision }: { istioNamespace: string; name: string; revision: string },
  keys: readonly string[],
  limits?: CallOptions,
): Promise<Record<string, SourceFile>> {
  const configMap = await api.get({ group: '', kind: 'ConfigMap', name, namespace: istioNamespace }, limits);
  if (configMap === undefined) {
    throw new NoConfigMap(
      `namespace ${istioNamespace} has no ConfigMap ${name}, which istiod of revision ${revision} injects by. Is istiod in another ` +
        'namespace (-i), or cluster (--context)? Files of it do, too: --injectConfigFile, --valuesFile, --meshConfigFile',
    );
  }
  const data = isObject(configMap.data) ? configMap.data : {};
  return Object.fromEntries(
    keys.map((key) => {
      const text = data[key];
      if (typeof text !== 'string') throw new MeshwrightError(`ConfigMap ${istioNamespace}/${name} has no ${key}`);
      return [key, { name: `${key} of ConfigMap ${istioNamespace}/${name}`, text, isLive: true }];
    }),
  );
}

/** What configures proxies beside the mesh config; none where the cluster does not know the kind. */
async function readProxyConfigs(
  io: Pick<Io, 'note'>,
  api: KubeApi,
  limits?: CallOptions,
): Promise<readonly JsonObject[]> {
  const kind = { group: 'networking.istio.io', kind: 'ProxyConfig' };
  if ((await api.kinds(limits)).find(kind) === undefined) return [];
  try {
    return (await api.list(kind, limits)).items;
  } catch (error) {
    if (!(error instanceof KubeError) || !error.isForbidden) throw error;
    io.note('warning: ProxyConfigs may not be listed: what they say of proxies is left out');
    return [];
  }
}

/** Native sidecars are for everybody since Kubernetes 1.33 (Istio, pkg/kube/inject: DetectNativeSidecar). */
const nativeSince = 33;

async function allNodesAreNew(io: Pick<Io, 'note'>, api: KubeApi, limits?: CallOptions): Promise<boolean> {
  try {
    const { items } = await api.list({ group: '', kind: 'Node' }, limits);
    const versions = items.map((node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion'));
    return versions.every((version) => Number(/^v?1\.(\d+)/.exec(version)?.[1]) >= nativeSince);
  } catch (error) {
    if (!(error instanceof KubeError) || !error.isForbidden) throw error;
    io.note(
      'warning: Nodes may not be listed, so it is not known whether they run native sidecars: proxies are containers like any other, ' +
        'but where Pods have the annotation sidecar.istio.io/nativeSidecar',
    );
    return false;
  }
}
