import { expect, it } from 'vitest';
import { ageText } from '../../src/base/age.ts';

const [second, minute, hour, day, year] = [1e3, 60e3, 3600e3, 86_400e3, 365 * 86_400e3] as const;

it.each([
  [-5 * second, '0s'],
  [999, '0s'],
  [119 * second, '119s'],
  [2 * minute, '2m'],
  [200 * second, '3m20s'],
  [10 * minute + 5 * second, '10m'],
  [179 * minute, '179m'],
  [3 * hour, '3h'],
  [7 * hour + 59 * minute, '7h59m'],
  [47 * hour, '47h'],
  [2 * day + 5 * hour, '2d5h'],
  [8 * day, '8d'],
  [year, '365d'],
  [2 * year + 3 * day, '2y3d'],
  [9 * year, '9y'],
])('%d ms is %s', (milliseconds, text) => {
  expect(ageText(milliseconds)).toBe(text);
});
