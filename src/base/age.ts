const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** Spans of time, by the first that is longer: the unit that is shown, and a lesser one, which is left out where it is 0. */
const steps: readonly (readonly [
  below: number,
  unit: number,
  suffix: string,
  lesser?: number,
  lesserSuffix?: string,
])[] = [
  [2 * minute, 1, 's'],
  [10 * minute, minute, 'm', 1, 's'],
  [3 * hour, minute, 'm'],
  [8 * hour, hour, 'h', minute, 'm'],
  [2 * day, hour, 'h'],
  [8 * day, day, 'd', hour, 'h'],
  [2 * year, day, 'd'],
  [8 * year, year, 'y', day, 'd'],
  [Number.POSITIVE_INFINITY, year, 'y'],
];

/** A span of time as kubectl shows ages: `57s`, `3m20s`, `2d5h`; the longer, the coarser. */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [, unit, suffix, lesser, lesserSuffix] = steps.find(([below]) => seconds < below)!;
  const rest = lesser === undefined ? 0 : Math.floor((seconds % unit) / lesser);
  return `${Math.floor(seconds / unit)}${suffix}${rest === 0 ? '' : `${rest}${lesserSuffix}`}`;
}
