import { describe, expect, it } from 'vitest';
import { helmFunctions } from '../../../src/render/functions/functions.ts';
import { Template } from '../../../src/render/template/template.ts';

const render = (pipeline: string): string =>
  new Template('t').funcs(helmFunctions).parse(`{{ (${pipeline}) | toString }}`).execute(new Map());

/** Functions that only Helm 4 has; the answers are those of Helm 4.3. */
const cases: readonly (readonly [pipeline: string, answer: string])[] = [
  ['mustToDuration "1h30m"', '1h30m0s'],
  ['mustToDuration " 2.5 "', '2.5s'],
  ['mustToDuration 90', '1m30s'],
  ['mustToDuration -1.5', '-1.5s'],
  ['mustToDuration "-1.5h" | typeOf', 'time.Duration'],
  ['mustToDuration (mustToDuration "3s")', '3s'],
  ['mustToDuration (int64 3)', '3s'],
  ['mustToDuration "1e3"', '16m40s'],
  ['mustToDuration 9223372036.854775807', '-2562047h47m16.854775808s'],
  ['mustToDuration -9223372036', '-2562047h47m16s'],
  ['durationSeconds "1m1.5s"', '61.5'],
  ['durationSeconds "what"', '0'],
  ['durationSeconds nil', '0'],
  ['durationSeconds (list)', '0'],
  ['durationSeconds true', '0'],
  ['durationSeconds 9223372037', '0'],
  ['durationSeconds ""', '0'],
  ['durationSeconds "Inf"', '0'],
  ['durationSeconds "NaN"', '0'],
  ['durationMilliseconds "-1.9999s"', '-1999'],
  ['durationMicroseconds "1ms"', '1000'],
  ['durationNanoseconds 1.5', '1500000000'],
  ['durationNanoseconds "9223372036.854775807"', '-9223372036854775808'],
  ['durationMilliseconds 1 | typeOf', 'int64'],
  ['durationMinutes 100', '1.6666666666666665'],
  ['durationHours "1h1m1s"', '1.0169444444444444'],
  ['durationDays "36h"', '1.5'],
  ['durationDays "1h1m1s"', '0.04237268518518519'],
  ['durationWeeks "1h1m1s"', '0.006053240740740741'],
  ['durationWeeks 604800', '1'],
  ['durationRoundTo "2h13m" "30m"', '2h0m0s'],
  ['durationRoundTo "-2h15m" "30m"', '-2h30m0s'],
  ['durationRoundTo "2h15m" "30m"', '2h30m0s'],
  ['durationRoundTo "2562047h" "1h47m16.854775807s"', '2562047h0m8.2538503s'],
  ['durationRoundTo "2562047h47m" "2562047h"', '2562047h0m0s'],
  ['durationRoundTo "-2562047h47m" "2562047h"', '-2562047h0m0s'],
  ['durationRoundTo "x" "1h"', '0s'],
  ['durationRoundTo "1h" "x"', '1h0m0s'],
  ['durationRoundTo 90 -60', '1m30s'],
  ['durationTruncateTo "2h29m" "30m"', '2h0m0s'],
  ['durationTruncateTo "-2h29m" "30m"', '-2h0m0s'],
  ['durationTruncateTo "2h29m" 0', '2h29m0s'],
  ['durationTruncateTo 125 60 | typeOf', 'time.Duration'],
  ['mustToYaml (dict "a" 1)', 'a: 1'],
  ['mustToToml (dict "a" 1)', 'a = 1\n'],
  ['mustToToml 1', '1'],
];
const failing: typeof cases = [
  ['mustToDuration "x"', 'could not parse duration "x"'],
  ['mustToDuration nil', 'invalid duration'],
  ['mustToDuration (list)', 'unsupported duration type []interface {}'],
  ['mustToDuration ""', 'empty duration'],
  ['mustToDuration "1e300"', 'duration seconds overflow: 1e+300'],
];

describe('functions of Helm 4', () => {
  it.each(cases)('%s', (pipeline, answer) => {
    expect(render(pipeline)).toBe(answer);
  });

  it.each(failing)('%s fails', (pipeline, message) => {
    expect(() => render(pipeline)).toThrow(message);
  });
});
