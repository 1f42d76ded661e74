import type { Resource } from '../../resources/resource.ts';
import type { Suppression } from './suppression.ts';

/** Istio's own: codes separated by commas, or `*` (istio.io, Resource Annotations). */
const annotation = 'galley.istio.io/analyze-suppress';

/** The suppressions that resources carry as an annotation; each holds for its own resource. */
export function annotationSuppressions(resources: Iterable<Resource>): Suppression[] {
  const found: Suppression[] = [];
  for (const resource of resources) {
    const value = resource.annotations[annotation];
    if (!value) continue;
    for (const code of value.split(',').map((text) => text.trim())) {
      found.push({
        codes: [code],
        text: `${annotation}: ${code}`,
        get at() {
          return { resource, position: resource.position(['metadata', 'annotations', annotation]) };
        },
        covers: (finding) =>
          finding.resource.origin === resource.origin && finding.resource.cluster === resource.cluster,
      });
    }
  }
  return found;
}
