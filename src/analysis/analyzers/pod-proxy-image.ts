import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { imageTypeOf } from '../../schema/annotations/proxy-config.ts';
import type { MeshView } from '../analyzer.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { injectorConfigs } from '../injector-config.ts';
import { PodsIstioProxyImageMismatchInNamespace } from '../messages/injection.ts';

export default defineAnalyzer({
  id: 'injection.ImageAnalyzer',
  summary: 'Pods run the proxy image that injection would give them',
  reads: ['Namespace', 'Pod', 'ConfigMap', 'ProxyConfig'],
  emits: [PodsIstioProxyImageMismatchInNamespace],
  run(mesh, report) {
    const injectors = injectorConfigs(mesh.each('ConfigMap'), mesh.config.rootNamespace);
    if (injectors.size === 0) return;
    for (const namespace of mesh.each('Namespace')) {
      const label = ['istio.io/rev', 'istio-injection'].find((name) => namespace.labels[name] !== undefined);
      if (label === undefined || (label === 'istio-injection' && namespace.labels[label] !== 'enabled')) continue;
      const revision = label === 'istio.io/rev' ? namespace.labels[label] || 'default' : 'default';
      const expected = injectors.get(revision)?.proxyImage;
      if (expected === undefined) continue;
      const pods = mesh
        .in('Pod', namespace.name)
        .filter((pod) => runsAnother(pod, expected, () => imageType(pod, mesh)))
        .map((pod) => pod.name)
        .sort();
      if (pods.length === 0) continue;
      report(PodsIstioProxyImageMismatchInNamespace, namespace.at('metadata', 'labels', label), {
        namespace: namespace.name,
        pods,
        expected,
      });
    }
  },
});

/** True when a proxy of the Pod has neither the expected image nor its variant, `<image>-<type>`. */
function runsAnother(pod: Resource<BodyOf<'Pod'>>, expected: string, variant: () => string): boolean {
  // The annotation takes the image out of the injector's hands.
  if (pod.annotations['sidecar.istio.io/proxyImage']) return false;
  const { containers = [], initContainers = [] } = pod.spec;
  return [...containers, ...initContainers].some(({ name, image = '' }) => {
    if (name !== 'istio-proxy' || image === expected) return false;
    return !image.startsWith(`${expected}-`) || image !== `${expected}-${variant()}`;
  });
}

/**
 * The image type for a Pod: the most specific setting counts, from the Pod's annotations to ProxyConfigs for the
 * workload, the namespace and the mesh, and the mesh config. Empty for the plain image.
 */
function imageType(pod: Resource<BodyOf<'Pod'>>, mesh: MeshView<'ProxyConfig'>): string {
  const { rootNamespace, defaultConfig } = mesh.config;
  const local = mesh.in('ProxyConfig', pod.namespace);
  const settings = [
    pod.annotations['sidecar.istio.io/proxyImageType'],
    imageTypeOf(pod.annotations['proxy.istio.io/config']),
    ...local.filter((config) => selects(config, pod)).map(type),
    ...local.filter((config) => config.spec.selector === undefined).map(type),
    ...mesh.in('ProxyConfig', rootNamespace).map(type),
    defaultConfig?.image?.imageType,
  ];
  const found = settings.find((setting) => setting) ?? '';
  return found === 'default' ? '' : found;
}

const type = (config: Resource<BodyOf<'ProxyConfig'>>): string | undefined => config.spec.image?.imageType;

const selects = ({ spec: { selector } }: Resource<BodyOf<'ProxyConfig'>>, pod: Resource<BodyOf<'Pod'>>): boolean =>
  selector !== undefined && matchesLabels(selector.matchLabels, pod.labels);
