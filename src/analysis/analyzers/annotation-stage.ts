import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { annotationCatalogue, isIstioAnnotation } from '../annotation-catalogue.ts';
import { AlphaAnnotation } from '../messages/annotations.ts';

/** Set by the injector itself where Istio's CNI plugin does the work of the init container. */
const setForCni: ReadonlySet<string> = new Set([
  'sidecar.istio.io/interceptionMode',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
]);
const nothing: ReadonlySet<string> = new Set();

export default defineAnalyzer({
  id: 'annotations.AlphaAnalyzer',
  summary: 'No Kubernetes resource relies on an annotation of an alpha feature',
  reads: ['Namespace', 'Service', 'Pod', 'Deployment'],
  emits: [AlphaAnnotation],
  run(mesh, report) {
    const check = (resource: Resource<unknown>, ignored: ReadonlySet<string>): void => {
      for (const annotation of Object.keys(resource.annotations)) {
        if (ignored.has(annotation) || !isIstioAnnotation(annotation)) continue;
        const facts = annotationCatalogue.get(annotation);
        if (facts === undefined || facts.stage !== undefined) continue;
        report(AlphaAnnotation, resource.at('metadata', 'annotations', annotation), { annotation });
      }
    };
    for (const kind of ['Namespace', 'Service', 'Deployment'] as const) {
      for (const resource of mesh.each(kind)) check(resource, nothing);
    }
    for (const pod of mesh.each('Pod')) {
      const cni = !(pod.spec.initContainers ?? []).some(({ name }) => name === 'istio-init');
      check(pod, cni ? setForCni : nothing);
    }
  },
});
