import { UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { formatSteps, isSelector, parsePath, selectItem } from './path.ts';

/**
 * The value at the end of a path as `--set` writes it.
 *
 * @throws UsageError for what is no path, or leads nowhere
 */
export function valueAtPath(tree: JsonObject, path: string, flag: string): Json {
  const steps = parsePath(path);
  if (typeof steps === 'string') throw new UsageError(`${flag} ${path}: the path cannot be read: ${steps}`);
  let here: Json | undefined = tree;
  for (const [i, step] of steps.entries()) {
    const at: Json | undefined = here;
    if (isSelector(step)) {
      const index: number | undefined = Array.isArray(at) ? selectItem(at, step) : undefined;
      here = index === undefined ? undefined : (at as readonly Json[])[index];
    } else here = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    if (here === undefined) {
      const guess = isObject(at) && !isSelector(step) ? didYouMean(step, Object.keys(at)) : '';
      throw new UsageError(`${flag} ${path}: there is no ${formatSteps(steps.slice(0, i + 1))}.${guess}`);
    }
  }
  return here;
}
