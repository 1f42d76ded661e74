import { MeshwrightError } from '../../base/errors.ts';
import { listed } from '../../base/listed.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import type { JsonObject, Path } from '../../resources/json.ts';
import { type ComponentInstance, kubernetesSettings, placeOf } from '../components.ts';
import type { Origins } from '../origins.ts';
import { withKubernetesSettings } from './kubernetes-settings.ts';

/** What the `k8s` of an instance makes of its objects. */
export interface Changed {
  readonly objects: readonly JsonObject[];
  /** What finds nothing to change, or to take away. */
  readonly warnings: readonly string[];
}

/**
 * The objects of an instance with the changes that its `k8s` asks for: settings, then overlays.
 *
 * @param operator the merged IstioOperator
 * @param force true to leave out overlays that are to set something at a path that leads nowhere, and warn of them
 * @throws MeshwrightError for such an overlay otherwise
 */
export async function withChanges(
  objects: readonly JsonObject[],
  instance: ComponentInstance,
  operator: JsonObject,
  origins: Origins,
  force: boolean,
): Promise<Changed> {
  const k8s = [...placeOf(instance), 'k8s'];
  const revision = textAt(operator, 'spec', 'values', 'revision');
  const patched = withKubernetesSettings(objects, instance, revision);
  const idle = patched.idle.map(({ field, target }) =>
    origins.tell([...k8s, field], `has no effect: there is no ${target} among what is rendered`),
  );
  const overlays = valueAt(kubernetesSettings(instance), 'overlays');
  if (!Array.isArray(overlays) || overlays.length === 0) return { objects: patched.objects, warnings: idle };

  // Few installations have any, and their regular expressions take time to load.
  const { applyOverlays } = await import('./apply-overlays.ts');
  const tell = (path: Path, message: string): string => origins.tell([...k8s, 'overlays', ...path], message);
  const { objects: changed, warnings, errors } = applyOverlays(patched.objects, overlays, tell);
  if (errors.length > 0 && !force) throw new MeshwrightError(listed('overlays change what is not there', errors));
  return { objects: changed, warnings: [...idle, ...warnings, ...errors] };
}
