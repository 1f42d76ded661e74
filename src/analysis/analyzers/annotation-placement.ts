import { nearest } from '../../base/nearest.ts';
import type { Resource } from '../../resources/resource.ts';
import { annotationChecks } from '../../schema/annotations/checks.ts';
import type { Report } from '../analyzer.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { annotationCatalogue, isIstioAnnotation, istioLabels } from '../annotation-catalogue.ts';
import {
  DeprecatedAnnotation,
  InvalidAnnotation,
  MisplacedAnnotation,
  UnknownAnnotation,
} from '../messages/annotations.ts';

const kinds = ['Namespace', 'Service', 'Pod', 'Deployment'] as const;
const emits = [MisplacedAnnotation, UnknownAnnotation, InvalidAnnotation, DeprecatedAnnotation] as const;

export default defineAnalyzer({
  id: 'annotations.K8sAnalyzer',
  summary: 'Istio annotations of Kubernetes resources exist, are on the right kind and have valid values',
  reads: kinds,
  emits,
  run(mesh, report) {
    for (const kind of kinds) {
      for (const resource of mesh.each(kind)) {
        for (const [name, value] of Object.entries(resource.annotations)) {
          if (isIstioAnnotation(name)) check(resource, name, value, report);
        }
      }
    }
  },
});

function check(resource: Resource<unknown>, annotation: string, value: string, report: Report<(typeof emits)[number]>) {
  const at = resource.at('metadata', 'annotations', annotation);
  const facts = annotationCatalogue.get(annotation);
  if (facts === undefined) {
    const isLabel = istioLabels.has(annotation);
    const suggestion = isLabel ? undefined : nearest(annotation, annotationCatalogue.keys());
    report(UnknownAnnotation, at, { annotation, isLabel, suggestion });
    return;
  }
  // Who has also set the label of the same name knows, and keeps the annotation for older versions.
  const replaced = annotation === 'sidecar.istio.io/inject' && resource.labels[annotation] !== undefined;
  if (facts.instead !== undefined && !replaced)
    report(DeprecatedAnnotation, at, { annotation, instead: facts.instead });
  if (facts.on.includes('Any')) return;
  if (!facts.on.includes(resource.kind)) {
    report(MisplacedAnnotation, at, { annotation, kind: resource.kind, belongsOn: facts.on });
    return;
  }
  const problem = annotationChecks.get(annotation)?.(value);
  if (problem !== undefined) report(InvalidAnnotation, at, { annotation, problem });
}
