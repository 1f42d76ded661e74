import { MeshwrightError } from '../../base/errors.ts';
import { listed } from '../../base/listed.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { type ComponentInstance, kubernetesSettings, placeOf } from '../components.ts';
import type { Origins } from '../origins.ts';
import { withKubernetesSettings } from './kubernetes-settings.ts';
import { applyPatch } from './overlays.ts';

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
export function withChanges(
  objects: readonly JsonObject[],
  instance: ComponentInstance,
  operator: JsonObject,
  origins: Origins,
  force: boolean,
): Changed {
  const k8s = [...placeOf(instance), 'k8s'];
  const revision = textAt(operator, 'spec', 'values', 'revision');
  const patched = withKubernetesSettings(objects, instance, revision);
  const warnings = patched.idle.map(({ field, target }) =>
    origins.tell([...k8s, field], `has no effect: there is no ${target} among what is rendered`),
  );
  const errors: string[] = [];
  let result = patched.objects;
  for (const [i, overlay] of list(valueAt(kubernetesSettings(instance), 'overlays')).entries()) {
    const kind = textAt(overlay, 'kind');
    const name = textAt(overlay, 'name');
    const isTarget = (object: JsonObject) => object.kind === kind && textAt(object, 'metadata', 'name') === name;
    if (!result.some(isTarget)) {
      const why =
        kind && name
          ? `there is no ${kind} ${name} among what is rendered`
          : 'it needs the kind and the name of an object';
      warnings.push(origins.tell([...k8s, 'overlays', i], `has no effect: ${why}`));
    }
    for (const [n, patch] of list(valueAt(overlay, 'patches')).entries()) {
      const path = textAt(patch, 'path');
      const place = [...k8s, 'overlays', i, 'patches', n, 'path'];
      result = result.map((object) => {
        if (!isTarget(object)) return object;
        const outcome = applyPatch(object, path, valueAt(patch, 'value'));
        if (outcome.problem !== undefined) {
          const told = outcome.isHarmless ? warnings : errors;
          told.push(origins.tell(place, `${JSON.stringify(path)} in ${kind} ${name}: ${outcome.problem}`));
        }
        return outcome.object;
      });
    }
  }
  if (errors.length > 0 && !force) throw new MeshwrightError(listed('overlays change what is not there', errors));
  return { objects: result, warnings: [...warnings, ...errors] };
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
