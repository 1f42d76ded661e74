import { expect, test } from 'vitest';
import type { WorkloadGroup } from '../../../src/schema/compiled/networking.istio.io/WorkloadGroup.js';
import rules from '../../../src/schema/rules/workload-group.ts';
import { problemsOf } from '../../support/rules.ts';

const cases: readonly [string, WorkloadGroup, readonly string[]][] = [
  ['a template', { template: {}, metadata: { labels: { app: 'till' } } }, []],
  ['an HTTP probe', { probe: { httpGet: { port: 80, httpHeaders: [{ name: 'X-Probe', value: '1' }] } } }, []],
  ['a TCP probe', { probe: { tcpSocket: { port: 80 } } }, []],
  ['a command', { probe: { exec: { command: ['true'] } } }, []],
  ['a probe of nothing', { probe: { periodSeconds: 3 } }, ['spec.probe: must have httpGet, tcpSocket or exec']],
  [
    'a gRPC probe',
    { probe: { grpc: { port: 80 } } },
    ['spec.probe.grpc: is refused by istiod: use httpGet, tcpSocket or exec'],
  ],
  ['no command', { probe: { exec: { command: [] } } }, ['spec.probe.exec.command: must not be empty']],
  [
    'headers',
    { probe: { httpGet: { port: 80, httpHeaders: [{ name: 'X_Probe' }, {}] } } },
    [
      expect.stringMatching(/^spec\.probe\.httpGet\.httpHeaders\[0\]\.name: .*"X_Probe"/),
      expect.stringMatching(/^spec\.probe\.httpGet\.httpHeaders\[1\]\.name: .*empty/),
    ],
  ],
  [
    'labels',
    { metadata: { labels: { 'a b': 'c' } } },
    [expect.stringMatching(/^spec\.metadata\.labels\["a b"\]: "a b" is no label key/)],
  ],
];

test.each(cases)('WorkloadGroup: %s', (_, spec, expected) => {
  expect(problemsOf(rules, spec)).toEqual(expected);
});
