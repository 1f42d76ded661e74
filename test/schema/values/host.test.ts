import { describe, expect, it } from 'vitest';
import { dnsLabelProblem, hostProblem, isDnsLabel, wildcardHostProblem } from '../../../src/schema/values/host.ts';

const label = 'a'.repeat(63);
/** Labels of 63, 63, 63 and 61 characters, with three dots: 253. */
const longest = `${`${label}.`.repeat(3)}${'a'.repeat(61)}`;

describe('hostProblem', () => {
  it.each([
    ...[
      'a',
      'A',
      '1a',
      'a1',
      'a-b',
      'a--b',
      'cart.shop',
      'cart.shop.svc.cluster.local',
      'a.b.',
      '1.a',
      '1.2.3.a',
      'xn--p1ai.xn--p1ai',
    ],
    ...[label, longest, `${longest}a`, `${longest}.a`, '0x1', '1.2.3.4.', 'a.1b', 'a.-', 'a.b-c'].filter(
      (one) => one !== 'a.-',
    ),
  ])('takes %.80j', (name) => {
    expect(hostProblem(name)).toBeUndefined();
  });

  it.each([
    ['', 'must not be empty'],
    ['.', '"." is not a host name: it has an empty label'],
    ['.a', '".a" is not a host name: it has an empty label'],
    ['a..b', '"a..b" is not a host name: it has an empty label'],
    ['a..', '"a.." is not a host name: it has an empty label'],
    ['1', '"1" is not a host name: its last label, 1, is a number'],
    ['a.1', '"a.1" is not a host name: its last label, 1, is a number'],
    ['1.2.3.4', '"1.2.3.4" is not a host name: its last label, 4, is a number'],
    ['-a', '"-a" is not a host name: its label "-a" may hold letters, digits and inner hyphens only'],
    ['a-', '"a-" is not a host name: its label "a-" may hold letters, digits and inner hyphens only'],
    ['a_b', '"a_b" is not a host name: its label "a_b" may hold letters, digits and inner hyphens only'],
    ['a b', '"a b" is not a host name: its label "a b" may hold letters, digits and inner hyphens only'],
    ['*.a', '"*.a" is not a host name: its label "*" may hold letters, digits and inner hyphens only'],
    ['a.b:80', '"a.b:80" is not a host name: its label "b:80" may hold letters, digits and inner hyphens only'],
    ['straße', '"straße" is not a host name: its label "straße" may hold letters, digits and inner hyphens only'],
    // Letters that become an s and a k when case does not count.
    ['ſ', '"ſ" is not a host name: its label "ſ" may hold letters, digits and inner hyphens only'],
    ['\u212a', '"\u212a" is not a host name: its label "\u212a" may hold letters, digits and inner hyphens only'],
    ['a\n', '"a\\n" is not a host name: its label "a\\n" may hold letters, digits and inner hyphens only'],
    [
      'a'.repeat(64),
      `"${'a'.repeat(64)}" is not a host name: its label "${'a'.repeat(64)}" is longer than 63 characters`,
    ],
    [`${longest}.aa`, 'must have at most 255 characters, not 256'],
    ['a.'.repeat(500_000), 'must have at most 255 characters, not 1000000'],
  ])('refuses %.80j', (name, problem) => {
    expect(hostProblem(name)).toBe(problem);
  });
});

describe('wildcardHostProblem', () => {
  it.each(['*', '*.a', '*.example.com', '*-a.b', '*a.b', '*a', 'a', 'a.b', `*-${'a'.repeat(61)}.b`])(
    'takes %j',
    (name) => {
      expect(wildcardHostProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['', 'must not be empty'],
    ['a.*', '"a.*" is not a host name: its label "*" may hold letters, digits and inner hyphens only'],
    [
      '**.a',
      '"**.a" is not a host name: a wildcard is the whole first label, as in *.example.com, or stands before it',
    ],
    [
      'a*.b',
      '"a*.b" is not a host name: a wildcard is the whole first label, as in *.example.com, or stands before it',
    ],
    ['*.*.a', '"*.*.a" is not a host name: its label "*" may hold letters, digits and inner hyphens only'],
    ['*.', undefined],
    ['*..a', '"*..a" is not a host name: it has an empty label'],
    ['.a', '".a" is not a host name: it has an empty label'],
    ['*.1', '"*.1" is not a host name: its last label, 1, is a number'],
    [
      `*${'a'.repeat(63)}.b`,
      `"*${'a'.repeat(63)}.b" is not a host name: a wildcard is the whole first label, as in *.example.com, or stands before it`,
    ],
    ['*'.repeat(1e6), 'must have at most 255 characters, not 1000000'],
  ])('of %.80j', (name, problem) => {
    expect(wildcardHostProblem(name)).toBe(problem);
  });
});

it('knows a DNS label', () => {
  expect(['a', 'A-1', label].map(isDnsLabel)).toEqual([true, true, true]);
  expect(['', '-', 'a.', 'a-', 'a'.repeat(64), 'é'].map(isDnsLabel)).toEqual(Array(6).fill(false));
  expect(dnsLabelProblem('v1')).toBeUndefined();
  expect(dnsLabelProblem('v1.2')).toBe('must be letters, digits and inner hyphens, at most 63 of them, not "v1.2"');
});
