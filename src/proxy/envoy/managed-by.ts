import { textAt, valueAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

const istioResource = /^\/apis\/networking\.istio\.io\/[^/]*\/[^/]*\/([^/]*)\/[^/]*\/([^/]*)$/;

/**
 * `name.namespace` of the Istio resource that a cluster or route comes from, by its metadata; '' where it comes from none,
 * `<unknown>` where from something else.
 */
export function managedBy(metadata: JsonObject | undefined): string {
  if (valueAt(metadata, 'filterMetadata', 'istio', 'config') === undefined) return '';
  const path = textAt(metadata, 'filterMetadata', 'istio', 'config');
  if (!path.startsWith('/apis/networking.istio.io/')) return '<unknown>';
  const [, namespace, name] = istioResource.exec(path) ?? [];
  return name === undefined ? '' : `${name}.${namespace}`;
}
