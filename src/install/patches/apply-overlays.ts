import { textAt, valueAt } from '../../resources/fields.ts';
import type { Json, JsonObject, Path } from '../../resources/json.ts';
import { applyPatch } from './overlays.ts';

/** What overlays make of objects. */
export interface Overlaid {
  readonly objects: readonly JsonObject[];
  /** What finds nothing to change, or to take away. */
  readonly warnings: readonly string[];
  /** What is to set something at a path that leads nowhere: it is left out. */
  readonly errors: readonly string[];
}

/**
 * Changes objects as the overlays of an instance say, one after another.
 *
 * @param tell a message about what is at a path within the overlays
 */
export function applyOverlays(
  objects: readonly JsonObject[],
  overlays: readonly Json[],
  tell: (path: Path, message: string) => string,
): Overlaid {
  const warnings: string[] = [];
  const errors: string[] = [];
  let result = objects;
  for (const [i, overlay] of overlays.entries()) {
    const kind = textAt(overlay, 'kind');
    const name = textAt(overlay, 'name');
    const isTarget = (object: JsonObject) => object.kind === kind && textAt(object, 'metadata', 'name') === name;
    if (!result.some(isTarget)) {
      const why =
        kind && name
          ? `there is no ${kind} ${name} among what is rendered`
          : 'it needs the kind and the name of an object';
      warnings.push(tell([i], `has no effect: ${why}`));
    }
    const patches = valueAt(overlay, 'patches');
    for (const [n, patch] of (Array.isArray(patches) ? patches : []).entries()) {
      const path = textAt(patch, 'path');
      result = result.map((object) => {
        if (!isTarget(object)) return object;
        const { object: changed, problem, isHarmless } = applyPatch(object, path, valueAt(patch, 'value'));
        if (problem !== undefined) {
          const text = `${JSON.stringify(path)} in ${kind} ${name}: ${problem}`;
          (isHarmless ? warnings : errors).push(tell([i, 'patches', n, 'path'], text));
        }
        return changed;
      });
    }
  }
  return { objects: result, warnings, errors };
}
