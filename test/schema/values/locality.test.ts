import { describe, expect, test } from 'vitest';
import type { LocalityLoadBalancerSetting } from '../../../src/schema/compiled/networking.istio.io/DestinationRule.js';
import { Field, type RuleProblem } from '../../../src/schema/rules/rule.ts';
import { checkLocalityLbSetting } from '../../../src/schema/values/locality.ts';

function problemsOf(setting: LocalityLoadBalancerSetting | undefined, hasOutlierDetection = true): string[] {
  const problems: RuleProblem[] = [];
  checkLocalityLbSetting(setting, new Field('test', problems), hasOutlierDetection);
  return problems.map(({ path, message, isWarning }) => `${isWarning ? 'warning ' : ''}${path.join(' ')}: ${message}`);
}

const all = { '*': 100 };

const cases: readonly [string, LocalityLoadBalancerSetting, readonly string[]][] = [
  ['nothing', {}, []],
  ['shares', { distribute: [{ from: 'us/east/*', to: { 'us/east/*': 80, 'us/west': 20 } }] }, []],
  ['narrow before wide', { distribute: ['us/a/1', 'us/a/*', 'us/*', '*'].map((from) => ({ from, to: all })) }, []],
  [
    'wide before narrow',
    { distribute: ['us/a', 'us/a/*', 'us/a/1', 'us'].map((from) => ({ from, to: all })) },
    [
      'distribute 1 from: "us/a/*" overlaps with "us/a"',
      'distribute 2 from: "us/a/1" overlaps with "us/a"',
      'distribute 3 from: "us" overlaps with "us/a"',
    ],
  ],
  [
    'anything before the rest',
    { distribute: ['*', 'us'].map((from) => ({ from, to: all })) },
    ['distribute 1 from: "us" overlaps with "*"'],
  ],
  [
    'targets in any order',
    { distribute: [{ from: '*', to: { 'us/a': 30, 'us/*': 30, eu: 40 } }] },
    ['distribute 0 to us/*: "us/*" overlaps with "us/a"'],
  ],
  [
    'localities that are none',
    { distribute: ['us/', 'us*/a', '*/*', ''].map((from) => ({ from, to: all })) },
    [
      'distribute 0 from: must be region, region/zone or region/zone/subzone, not "us/"',
      'distribute 1 from: may have a wildcard at its end only, not as in "us*/a"',
      'distribute 2 from: may have a wildcard at its end only, not as in "*/*"',
      'distribute 3 from: must be region, region/zone or region/zone/subzone, not ""',
    ],
  ],
  [
    'shares that are none',
    { distribute: [{ from: 'us', to: { eu: 0, us: 101 } }] },
    [
      'distribute 0 to eu: must be a share from 1 to 100, not 0',
      'distribute 0 to us: must be a share from 1 to 100, not 101',
    ],
  ],
  [
    'shares of less than all',
    { distribute: [{ from: 'us', to: { eu: 30 } }, { from: 'eu' }] },
    [
      'distribute 0 to: must have shares that add up to 100, not to 30',
      'distribute 1 to: must have shares that add up to 100, not to 0',
    ],
  ],
  ['failover', { failover: [{ from: 'us', to: 'eu' }], failoverPriority: ['rack'] }, []],
  ['failover by labels', { failoverPriority: ['topology.kubernetes.io/region'] }, []],
  [
    'failover to where it fails',
    {
      failover: [
        { from: 'us', to: 'us' },
        { from: 'us/a', to: '*' },
      ],
    },
    [
      'failover 0 to: must be another region than the one it is for, "us"',
      'failover 1 from: must be a region without zone or wildcard, not "us/a"',
      'failover 1 to: must be a region without zone or wildcard, not "*"',
    ],
  ],
  [
    'failover by regions twice',
    { failover: [{ from: 'us', to: 'eu' }], failoverPriority: ['rack', 'topology.istio.io/subzone'] },
    ['failoverPriority 1: must not be "topology.istio.io/subzone" beside failover'],
  ],
  [
    'shares and failover',
    { distribute: [{ from: '*', to: all }], failover: [{ from: 'us', to: 'eu' }] },
    ['failover: must not be there beside distribute'],
  ],
];

describe('checkLocalityLbSetting', () => {
  test.each(cases)('%s', (_, setting, expected) => {
    expect(problemsOf(setting)).toEqual(expected);
  });

  test('failover needs outlier detection', () => {
    const why = 'has no effect without outlierDetection, which tells that a locality fails';
    expect(problemsOf({ failover: [{ from: 'us', to: 'eu' }] }, false)).toEqual([`warning failover: ${why}`]);
    expect(problemsOf({ failoverPriority: ['rack'] }, false)).toEqual([`warning failoverPriority: ${why}`]);
    expect(problemsOf({ distribute: [{ from: '*', to: all }] }, false)).toEqual([]);
    expect(problemsOf(undefined, false)).toEqual([]);
  });
});
