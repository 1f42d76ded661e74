import { expect, it } from 'vitest';
import { durationText } from '../../src/base/duration.ts';

it.each([
  [0, '0s'],
  [25, '25ms'],
  [1000, '1s'],
  [1500, '1.5s'],
  [60_000, '1m0s'],
  [61_500, '1m1.5s'],
  [3_600_000, '1h0m0s'],
  [3_725_000, '1h2m5s'],
])('%d ms is %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));
