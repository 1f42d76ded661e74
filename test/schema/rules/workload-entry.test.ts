import { expect, test } from 'vitest';
import type { WorkloadEntry } from '../../../src/schema/compiled/networking.istio.io/WorkloadEntry.js';
import rules from '../../../src/schema/rules/workload-entry.ts';
import { problemsOf } from '../../support/rules.ts';

const cases: readonly [string, WorkloadEntry, readonly string[]][] = [
  ['an IP address', { address: 'fd00::1', ports: { http: 80 }, labels: { app: 'till' } }, []],
  ['a host', { address: 'till.example.com' }, []],
  ['a socket', { address: 'unix:///var/run/till' }, []],
  ['neither address nor network, which the schema refuses', {}, []],
  [
    'a network',
    { network: 'east' },
    ['warning spec.address: is missing: the network "east" alone says where the workload is'],
  ],
  ['an empty address', { address: '' }, ['spec.address: must not be empty without network']],
  ['an empty network', { network: '' }, ['spec.address: must not be empty without network']],
  [
    'an address that is none',
    { address: '10.1.2.3/8' },
    ['spec.address: must be an IP address, a host name or unix:// and a path, not "10.1.2.3/8"'],
  ],
  [
    'a wildcard',
    { address: '*.example.com' },
    ['spec.address: must be an IP address, a host name or unix:// and a path, not "*.example.com"'],
  ],
  [
    'labels',
    { address: '10.1.2.3', labels: { app: 'a b' } },
    ['spec.labels.app: must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "a b"'],
  ],
];

test.each(cases)('WorkloadEntry: %s', (_, spec, expected) => {
  expect(problemsOf(rules, spec)).toEqual(expected);
});
