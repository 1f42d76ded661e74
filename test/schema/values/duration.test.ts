import { describe, expect, it } from 'vitest';
import {
  checkDurations,
  durationProblem,
  durationRangeProblem,
  parseDuration,
} from '../../../src/schema/values/duration.ts';
import { goAnswers } from '../go-answers.ts';
import { reported } from './reported.ts';

const amounts = [
  ...[
    '0',
    '1',
    '00',
    '007',
    '5',
    '60',
    '1000',
    '1.5',
    '1.',
    '.5',
    '0.',
    '.0',
    '.',
    '1.5.5',
    '1,5',
    '1e3',
    '0x1',
    '1_0',
  ],
  ...[
    '0.1',
    '0.3333333333333333333',
    '0.9999999999999999999',
    '1.000000001',
    '0.0000000001',
    '33.333',
    '9007199.254740993',
  ],
];
const unitNames = ['ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h', 'd', 'S', 'min', ''];
const texts = [
  ...amounts.flatMap((amount) => unitNames.map((unit) => amount + unit)),
  ...[
    '',
    ' ',
    '1s ',
    ' 1s',
    '1 s',
    '+',
    '-',
    '+1s',
    '-1s',
    '--1s',
    '+-1s',
    '-0',
    '+0',
    '-.5s',
    '+.s',
    '-1.5h30m',
    '1s-1s',
    's1',
  ],
  ...[
    '1h30m',
    '1h1h',
    '1s1ms1us1ns',
    '1ns1h',
    '1.5h.5m',
    '3h2m1.5s',
    '1m1',
    '1ms1m',
    '1mms',
    '1hs',
    '1h 30m',
    '1h+30m',
  ],
  ...['2562047h47m16.854775807s', '2562047h47m16.854775808s', '-2562047h47m16.854775808s', '2562048h', '9999999999h'],
  ...['9223372036854775807ns', '9223372036854775808ns', '-9223372036854775808ns', '-9223372036854775809ns'],
  ...['99999999999999999999ns', '0.99999999999999999999999999h', '1.99999999999999999999s', '9007199254740993ns'],
  ...['١s', '1\u0000s', '1s\n', 'infinity', 'NaN', 'P1D', '1:30', '0.s', '-.s', '.5.s', '1µ', '1u', '1n', '1µss', '1K'],
];

/** Where a number of 53 bits cannot say what Go says. */
const exceptions: readonly (readonly [reason: string, matches: (text: string) => boolean])[] = [
  ['more digits than count: Go cuts off what we round', (text) => /\.9{19,}m$/.test(text)],
];

describe('parseDuration reads as Go does', () => {
  const answers = goAnswers('durations', texts);

  it('each text', () => {
    const wrong = answers.filter(({ text, nanoseconds }) => {
      const ours = parseDuration(text);
      if (exceptions.some(([, matches]) => matches(text))) return false;
      return nanoseconds === undefined ? ours !== undefined : ours !== Number(nanoseconds);
    });
    expect(wrong).toEqual([]);
  });

  it('a megabyte in no time', () => {
    const start = performance.now();
    for (const part of ['1', '1.', '.1', '1h', '1.5h', '.']) {
      expect(parseDuration(`${part.repeat(1e6 / part.length)}x`)).toBeUndefined();
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

it.each([
  ['1ms', undefined],
  ['1h30m', undefined],
  ['1.5s', undefined],
  ['soon', 'must be a duration such as 250ms, 1.5s or 1h, not "soon"'],
  ['', 'must be a duration such as 250ms, 1.5s or 1h, not ""'],
  ['5', 'must be a duration such as 250ms, 1.5s or 1h, not "5"'],
  ['0s', 'must be at least 1ms, not 0s'],
  ['-1s', 'must be at least 1ms, not -1s'],
  ['999us', 'must be at least 1ms, not 999us'],
  ['1.5ms', 'must be whole milliseconds, not 1.5ms'],
  ['1s1ns', 'must be whole milliseconds, not 1s1ns'],
])('durationProblem of %j', (text, problem) => {
  expect(durationProblem(text)).toBe(problem);
});

it.each([
  ['1s', undefined],
  ['60s', undefined],
  ['1m', undefined],
  ['999ms', 'must be from 1s to 1m, not 999ms'],
  ['61s', 'must be from 1s to 1m, not 61s'],
  ['x', 'must be a duration such as 250ms, 1.5s or 1h, not "x"'],
])('durationRangeProblem of %j', (text, problem) => {
  expect(durationRangeProblem(text, '1s', '1m')).toBe(problem);
});

it('checkDurations looks at those named, and says nothing of those that are not there', () => {
  const settings = { interval: '1us', idle: 'x', other: 'y' };
  expect(
    reported((field) =>
      checkDurations<'interval' | 'idle' | 'absent'>(settings, ['interval', 'idle', 'absent'], field),
    ),
  ).toEqual(['interval: must be at least 1ms, not 1us', 'idle: must be a duration such as 250ms, 1.5s or 1h, not "x"']);
});
