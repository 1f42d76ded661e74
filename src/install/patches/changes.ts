import { MeshwrightError } from '../../base/errors.ts';
import { listed } from '../../base/listed.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { type ComponentInstance, kubernetesSettings, placeOf } from '../components.ts';
import type { Origins } from '../origins.ts';
import { textAt, valueAt } from '../settings/merge.ts';
import { withKubernetesSettings } from './kubernetes-settings.ts';
import { applyPatch } from './overlays.ts';

/**
 * The objects of an instance with the changes that its `k8s` asks for: settings, then overlays. What finds nothing to change
 * is told in `told`.
 *
 * @param operator the merged IstioOperator
 * @throws MeshwrightError for an overlay whose path leads nowhere
 */
export function withChanges(
  objects: readonly JsonObject[],
  instance: ComponentInstance,
  operator: JsonObject,
  origins: Origins,
  told: string[],
): readonly JsonObject[] {
  const k8s = [...placeOf(instance), 'k8s'];
  const revision = textAt(operator, 'spec', 'values', 'revision');
  const patched = withKubernetesSettings(objects, instance, revision);
  for (const { field, target } of patched.idle) {
    told.push(origins.tell([...k8s, field], `has no effect: there is no ${target} among what is rendered`));
  }
  let result = patched.objects;
  const errors: string[] = [];
  for (const [i, overlay] of list(valueAt(kubernetesSettings(instance), 'overlays')).entries()) {
    const kind = textAt(overlay, 'kind');
    const name = textAt(overlay, 'name');
    const isTarget = (object: JsonObject) => object.kind === kind && textAt(object, 'metadata', 'name') === name;
    if (!result.some(isTarget)) {
      told.push(
        origins.tell([...k8s, 'overlays', i], `has no effect: there is no ${kind} ${name} among what is rendered`),
      );
    }
    for (const [n, patch] of list(valueAt(overlay, 'patches')).entries()) {
      const path = textAt(patch, 'path');
      result = result.map((object) => {
        if (!isTarget(object)) return object;
        const outcome = applyPatch(object, path, valueAt(patch, 'value'));
        if (typeof outcome !== 'string') return outcome;
        const place = [...k8s, 'overlays', i, 'patches', n, 'path'];
        errors.push(origins.tell(place, `${JSON.stringify(path)} in ${kind} ${name}: ${outcome}`));
        return object;
      });
    }
  }
  if (errors.length > 0) throw new MeshwrightError(listed('overlays change what is not there', errors));
  return result;
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
