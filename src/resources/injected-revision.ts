import { textAt } from './fields.ts';
import type { Json } from './json.ts';
import { revisionLabel } from './revision-labels.ts';

/** What an injector writes on each Pod that it injects, as JSON. */
export const injectionStatus = 'sidecar.istio.io/status';

/**
 * The revision that gave a Pod its proxy, as istioctl finds it: injection writes it in an annotation, for which istiod has one
 * on gateways and waypoints that it deploys, too, and in its status. The Pod's label of that name is what was asked for, by its
 * author, and may be a tag.
 *
 * @returns empty where neither annotation says it
 */
export function injectedRevision(annotations: Json | undefined): string {
  const revision = textAt(annotations, revisionLabel);
  if (revision !== '') return revision;
  try {
    return textAt(JSON.parse(textAt(annotations, injectionStatus)), 'revision');
  } catch {
    // None, somebody else's, or one that was cut off.
    return '';
  }
}
