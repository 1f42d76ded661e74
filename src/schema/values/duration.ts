import { millisecond, parseDuration } from '../../base/duration.ts';
import type { Field } from '../rules/rule.ts';
import { type Problem, quote } from './value.ts';

export { millisecond, parseDuration, second } from '../../base/duration.ts';

/** A duration of whole milliseconds, 1 at least. */
export function durationProblem(text: string): Problem {
  const duration = parseDuration(text);
  if (duration === undefined) return `must be a duration such as 250ms, 1.5s or 1h, not ${quote(text)}`;
  if (duration < millisecond) return `must be at least 1ms, not ${text}`;
  return duration % millisecond === 0 ? undefined : `must be whole milliseconds, not ${text}`;
}

/** A duration from `minimum` to `maximum`, both given as texts. */
export function durationRangeProblem(text: string, minimum: string, maximum: string): Problem {
  const duration = parseDuration(text);
  if (duration === undefined) return durationProblem(text);
  return duration < parseDuration(minimum)! || duration > parseDuration(maximum)!
    ? `must be from ${minimum} to ${maximum}, not ${text}`
    : undefined;
}

/** Reports each of the durations named `names` in `settings` that `durationProblem` refuses. */
export function checkDurations<Name extends string>(
  settings: { readonly [Each in Name]?: string },
  names: readonly Name[],
  field: Field,
): void {
  for (const name of names) {
    const duration: string | undefined = settings[name];
    if (duration !== undefined) field.at(name).check(durationProblem(duration));
  }
}
