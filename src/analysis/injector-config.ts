import type { BodyOf } from '../resources/kinds.ts';
import type { Resource } from '../resources/resource.ts';
import { boolean, object, string } from '../resources/shape.ts';

const values = object({
  global: object({ hub: string, tag: string, proxy: object({ image: string }) }),
  sidecarInjectorWebhook: object({ enableNamespacesByDefault: boolean }),
});

/** What istiod's injector is set to, for one revision of Istio. */
export interface InjectorConfig {
  /** True when namespaces without any injection label are injected. */
  readonly enableNamespacesByDefault: boolean;
  /** The image that injected sidecars get; undefined where the ConfigMap does not tell. */
  readonly proxyImage: string | undefined;
}

const prefix = 'istio-sidecar-injector';

/**
 * The injectors by revision, `default` for the one without. An installation keeps its Helm values as JSON in the
 * ConfigMap `istio-sidecar-injector[-<revision>]`; where several namespaces have one, the root namespace's counts.
 */
export function injectorConfigs(
  configMaps: Iterable<Resource<BodyOf<'ConfigMap'>>>,
  rootNamespace: string,
): ReadonlyMap<string, InjectorConfig> {
  const byRevision = new Map<string, InjectorConfig>();
  for (const { name, namespace, body } of configMaps) {
    if (name !== prefix && !name.startsWith(`${prefix}-`)) continue;
    const revision = name.slice(prefix.length + 1) || 'default';
    if (namespace !== rootNamespace && byRevision.has(revision)) continue;
    byRevision.set(revision, parse(body.data?.values ?? ''));
  }
  return byRevision;
}

function parse(json: string): InjectorConfig {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    // What cannot be read says nothing.
  }
  const { global = {}, sidecarInjectorWebhook = {} } = values(given) ?? {};
  return {
    enableNamespacesByDefault: sidecarInjectorWebhook.enableNamespacesByDefault ?? false,
    proxyImage: imageName(global.proxy?.image, global.hub, global.tag),
  };
}

/** The injection template takes an image with a slash as it is, and completes any other with hub and tag. */
function imageName(image: string | undefined, hub: string | undefined, tag: string | undefined): string | undefined {
  if (image?.includes('/')) return image;
  return image && hub && tag ? `${hub}/${image}:${tag}` : undefined;
}
