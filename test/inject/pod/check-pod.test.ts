import { describe, expect, it } from 'vitest';
import { checkPod } from '../../../src/inject/pod/check-pod.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const check = (spec: JsonObject, metadata: JsonObject = {}) => checkPod({ metadata, spec });
const container = (fields: JsonObject): JsonObject => ({ containers: [{ name: 'a', ...fields }] });

describe('a Pod', () => {
  it.each<[spec: JsonObject, metadata: JsonObject]>([
    [{ containers: [] }, {}],
    [
      { containers: null, unknown: 1 },
      { labels: null, creationTimestamp: '2026-11-23T08:00:00Z' },
    ],
    [container({ resources: { limits: { cpu: 1, memory: '1Gi' } }, livenessProbe: { httpGet: { port: 'http' } } }), {}],
    [container({ ports: [{ containerPort: 80 }], readinessProbe: { tcpSocket: { port: 80 } } }), {}],
  ])('may be %j', (spec, metadata) => {
    expect(() => check(spec, metadata)).not.toThrow();
  });

  it.each<[spec: JsonObject, metadata: JsonObject, message: string]>([
    [{ containers: {} }, {}, 'spec.containers: must be a list, not a map'],
    [{ containers: ['x'] }, {}, 'spec.containers[0]: must be a map, not "x"'],
    [
      container({ ports: [{ containerPort: '80' }] }),
      {},
      'spec.containers[0].ports[0].containerPort: must be a whole number of 32 bits, not "80"',
    ],
    [
      container({ ports: [{ containerPort: 3e9 }] }),
      {},
      'spec.containers[0].ports[0].containerPort: must be a whole number of 32 bits',
    ],
    [container({ env: [{ name: 'A', value: true }] }), {}, 'spec.containers[0].env[0].value: must be a text, not true'],
    [
      container({ resources: { limits: { cpu: 'much' } } }),
      {},
      'spec.containers[0].resources.limits.cpu: must be a quantity, like 100m or 128Mi, not "much"',
    ],
    [
      container({ livenessProbe: { httpGet: { port: 1.5 } } }),
      {},
      'spec.containers[0].livenessProbe.httpGet.port: must be a whole number or a text, not 1.5',
    ],
    [{ hostNetwork: 'true' }, {}, 'spec.hostNetwork: must be true or false, not "true"'],
    [{}, { labels: { a: 1 } }, 'metadata.labels.a: must be a text, not 1'],
    [{}, { annotations: [] }, 'metadata.annotations: must be a map, not a list'],
    [{}, { creationTimestamp: 'today' }, 'metadata.creationTimestamp: must be a time'],
    [{ terminationGracePeriodSeconds: 1.5 }, {}, 'spec.terminationGracePeriodSeconds: must be a whole number, not 1.5'],
  ])('may not be %j %j', (spec, metadata, message) => {
    expect(() => check(spec, metadata)).toThrow(message);
  });
});
