import { remembered } from '../../base/remembered.ts';
import type { Field } from '../rules/rule.ts';
import { type Problem, quote } from './value.ts';

/** Nanoseconds in each unit of a duration (Go, time.ParseDuration). */
const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
export const millisecond = 1e6;
export const second = 1e9;

const whole = /^([-+]?)(?:0|((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+))$/;
const part = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g;

/**
 * A duration as Go's time.ParseDuration reads it (`1.5s`, `1h30m`, `-2ms`, `0`), in nanoseconds, fractions of one cut
 * off; undefined for what it refuses, which includes more than 2⁶³ ns. Exact up to 104 days, 2⁵³ ns.
 */
export const parseDuration = remembered((text: string): number | undefined => {
  const match = whole.exec(text);
  if (match === null) return undefined;
  const [, sign, parts = ''] = match;
  let sum = 0;
  for (const [, integer = '', fraction = '', unit = ''] of parts.matchAll(part)) {
    const scale = units[unit]!;
    sum += Number(integer) * scale + Math.floor(Number(`0.${fraction || 0}`) * scale + 1e-6);
  }
  if (sum >= 2 ** 63) return undefined;
  return sign === '-' ? -sum : sum;
});

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
