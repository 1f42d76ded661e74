import { remembered } from './remembered.ts';

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

/** Milliseconds, 24 days: a timer of Node's that is to take longer rings at once. */
export const longestTimer = 2 ** 31 - 1;

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
  let exact = 0n;
  for (const [, integer = '', fraction = '', unit = ''] of parts.matchAll(part)) {
    const scale = units[unit]!;
    const nanoseconds = Math.floor(Number(`0.${fraction || 0}`) * scale + 1e-6);
    sum += Number(integer) * scale + nanoseconds;
    if (sum >= 2 ** 64) return undefined;
    exact += BigInt(integer) * BigInt(scale) + BigInt(nanoseconds);
  }
  // The longest durations there are round to the first that is too long.
  if (exact >= 2n ** 63n + (sign === '-' ? 1n : 0n)) return undefined;
  return sign === '-' ? -sum : sum;
});

/** Milliseconds as Go writes a duration: `1m0s`, `1.5s`, `25ms`, `0s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  if (milliseconds < 1000) return `${milliseconds}ms`;
  const [hours, minutes, seconds] = [
    Math.floor(milliseconds / 3_600_000),
    Math.floor(milliseconds / 60_000) % 60,
    (milliseconds % 60_000) / 1000,
  ];
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
