import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { injectorConfigs } from '../injector-config.ts';
import {
  NamespaceInjectionEnabledByDefault,
  NamespaceMultipleInjectionLabels,
  NamespaceNotInjected,
  PodMissingProxy,
} from '../messages/injection.ts';

const injection = 'istio-injection';
const revision = 'istio.io/rev';
const dataplane = 'istio.io/dataplane-mode';

export default defineAnalyzer({
  id: 'injection.Analyzer',
  summary: 'Namespaces say whether they are injected, and the Pods of those that are have a sidecar',
  reads: ['Namespace', 'Pod', 'ConfigMap'],
  emits: [NamespaceNotInjected, PodMissingProxy, NamespaceMultipleInjectionLabels, NamespaceInjectionEnabledByDefault],
  run(mesh, report) {
    const { rootNamespace } = mesh.config;
    const byDefault = injectorConfigs(mesh.each('ConfigMap'), rootNamespace).get('default')?.enableNamespacesByDefault;

    for (const namespace of mesh.each('Namespace')) {
      const { name, labels } = namespace;
      if (name === 'istio-system') continue;
      const ways = waysIntoTheMesh(labels);
      if (ways.length > 1) {
        const shown = ways.map((label) => `${label}=${labels[label]}`);
        report(NamespaceMultipleInjectionLabels, namespace.at('metadata', 'labels', ways.at(-1)!), {
          namespace: name,
          labels: shown,
        });
      }
      if (labels[dataplane] === 'ambient' || labels[injection] || labels[revision] !== undefined) continue;
      // The root namespace is for configuration.
      if (name === rootNamespace) continue;
      const message = byDefault ? NamespaceInjectionEnabledByDefault : NamespaceNotInjected;
      report(message, namespace.at('metadata', 'name'), { namespace: name });
    }

    for (const pod of mesh.each('Pod')) {
      const labels = mesh.find('Namespace', pod.namespace)?.labels ?? {};
      if (pod.namespace === rootNamespace || !isInjected(labels) || staysOut(pod) || hasProxy(pod)) continue;
      report(PodMissingProxy, pod.at('spec', 'containers'), { pod: pod.fullName });
    }
  },
});

/** The labels that bring a namespace into the mesh. One that turns injection off settles it. */
function waysIntoTheMesh(labels: Readonly<Record<string, string>>): string[] {
  const off = labels[injection] !== undefined && labels[injection] !== 'enabled';
  return (off ? [injection] : [injection, revision, dataplane]).filter((label) => labels[label] !== undefined);
}

const isInjected = (labels: Readonly<Record<string, string>>): boolean =>
  labels[dataplane] !== 'ambient' &&
  (labels[injection] === 'enabled' || (!labels[injection] && labels[revision] !== undefined));

/** A Pod may decline the sidecar, and one on the host's network is never given one. */
const staysOut = (pod: Resource<BodyOf<'Pod'>>): boolean =>
  (pod.spec.hostNetwork ?? false) ||
  (pod.labels['sidecar.istio.io/inject'] ?? pod.annotations['sidecar.istio.io/inject'])?.toLowerCase() === 'false';

const hasProxy = ({ spec: { containers = [], initContainers = [] } }: Resource<BodyOf<'Pod'>>): boolean =>
  [...containers, ...initContainers].some(({ name, image }) => name === 'istio-proxy' && image);
