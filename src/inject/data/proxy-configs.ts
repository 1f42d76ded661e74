import { isObject, type JsonObject } from '../../resources/json.ts';
import { withProxyConfig } from './mesh-config.ts';

/** ProxyConfig resources of a cluster (networking.istio.io), which configure proxies beside the mesh config. */
export interface ProxyConfigs {
  readonly resources: readonly JsonObject[];
  /** Of Pods that name none. */
  readonly defaultNamespace: string;
}

/** A Pod, as far as it decides which resources are for it. */
export interface ConfiguredPod {
  /** Empty where the manifest names none. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The resources for a Pod: those of less weight than its own annotation, and those of more, which select it by labels. */
export interface ProxyConfigsOfPod {
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
}

/**
 * Which resources configure a Pod, in the order in which they are applied: that of the mesh's root namespace, that of the Pod's
 * namespace, and the one that selects the Pod. Of several alike only the oldest counts (Istio, pilot/pkg/model: EffectiveProxyConfig).
 */
export function proxyConfigsOf(
  { resources, defaultNamespace }: ProxyConfigs,
  rootNamespace: string,
  pod: ConfiguredPod,
): ProxyConfigsOfPod {
  const namespace = pod.namespace || defaultNamespace;
  const oldestFirst = resources.toSorted((a, b) => (age(a) < age(b) ? -1 : 1));
  const of = (home: string, isWanted: (selector: Selector | undefined) => boolean) =>
    oldestFirst.filter((one) => metadataOf(one).namespace === home && isWanted(selectorOf(one))).slice(0, 1);
  const selectsAll = (selector: Selector | undefined): boolean => selector === undefined;
  const selectsPod = (selector: Selector | undefined): boolean =>
    Object.keys(selector ?? {}).length > 0 &&
    Object.entries(selector ?? {}).every(([name, value]) => pod.labels[name] === value);
  return {
    before: [...of(rootNamespace, selectsAll), ...(namespace === rootNamespace ? [] : of(namespace, selectsAll))],
    after: of(namespace, selectsPod),
  };
}

/** A mesh config with such resources applied to its proxies' configuration. Throws InjectionError for values of the wrong type. */
export const withProxyConfigs = (mesh: JsonObject, resources: readonly JsonObject[]): JsonObject =>
  resources.reduce((config, resource) => withProxyConfig(config, inMeshConfig(resource)), mesh);

/** What a resource says, in the words of the mesh config. */
function inMeshConfig({ spec }: JsonObject): JsonObject {
  const { concurrency, image, environmentVariables } = isObject(spec) ? spec : {};
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(image !== undefined && { image }),
    ...(environmentVariables !== undefined && { proxyMetadata: environmentVariables }),
  };
}

type Selector = JsonObject;

function selectorOf({ spec }: JsonObject): Selector | undefined {
  const selector = isObject(spec) && isObject(spec.selector) ? spec.selector : undefined;
  return selector && (isObject(selector.matchLabels) ? selector.matchLabels : {});
}

const metadataOf = ({ metadata }: JsonObject): JsonObject => (isObject(metadata) ? metadata : {});
/** When it was made, and its name for those of the same second. */
function age(object: JsonObject): string {
  const { creationTimestamp = '', name = '' } = metadataOf(object);
  return `${creationTimestamp} ${name}`;
}
