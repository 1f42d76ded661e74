import { describe, expect, it } from 'vitest';
import { missingFields } from '../../../src/install/verify/missing-fields.ts';
import { verdictOn } from '../../../src/install/verify/verify-objects.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const paths = (wanted: JsonObject, live: JsonObject) =>
  missingFields(wanted, live).map(({ type, path }) => `${type} ${path}`);

describe('missing fields', () => {
  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['what is there besides', { a: 1 }, { a: 1, b: 2 }, []],
    ['an absent field', { a: { b: 1 } }, { a: {} }, ['added a.b']],
    ['another value', { a: { b: 1 } }, { a: { b: 2 } }, ['changed a.b']],
    ['an empty value that the server drops', { a: { annotations: {}, args: [], x: '', y: null } }, { a: {} }, []],
    [
      'a quantity in other words',
      { limits: { cpu: '1000m', memory: '1Gi' } },
      { limits: { cpu: '1', memory: '1073741824' } },
      [],
    ],
    ['another quantity', { limits: { cpu: '1' } }, { limits: { cpu: '2' } }, ['changed limits.cpu']],
    [
      'an item by its name, in another place',
      { containers: [{ name: 'b', image: 'x' }] },
      { containers: [{ name: 'a' }, { name: 'b', image: 'x' }] },
      [],
    ],
    [
      'an item that is not there',
      { containers: [{ name: 'b' }] },
      { containers: [{ name: 'a' }] },
      ['added containers[name:b]'],
    ],
    [
      'a field of an item',
      { env: [{ name: 'A', value: '1' }] },
      { env: [{ name: 'A', value: '2' }] },
      ['changed env[name:A].value'],
    ],
    [
      'an item too many in a list without keys',
      { rules: [{ verbs: ['get'] }] },
      { rules: [{ verbs: ['get'] }, { verbs: ['*'] }] },
      ['removed rules[1]'],
    ],
    ['a word too many', { verbs: ['get'] }, { verbs: ['get', 'list'] }, ['removed verbs[1]']],
    [
      'a port that the server chooses',
      { ports: [{ name: 'a', port: 80, targetPort: 0 }] },
      { ports: [{ name: 'a', port: 80, targetPort: 80 }] },
      [],
    ],
    ['another type', { a: { b: 1 } }, { a: [1] }, ['changed a']],
  ])('%s', (_, wanted, live, expected) => {
    expect(paths(wanted, live)).toEqual(expected);
  });
});

describe('verdict', () => {
  const deployment = (replicas: number, status: JsonObject = {}): JsonObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'istiod', namespace: 'istio-system', generation: 1 },
    spec: { replicas },
    status: { observedGeneration: 1, ...status },
  });
  const done = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'istiod', namespace: 'istio-system' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'istiod', apiVersion: 'apps/v1' } },
  };
  const webhook = (caBundle?: string): JsonObject => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'v' },
    webhooks: [
      {
        name: 'a',
        failurePolicy: caBundle === undefined ? 'Ignore' : 'Fail',
        clientConfig: { service: { name: 's' }, ...(caBundle && { caBundle }) },
      },
    ],
  });
  const secret = (value: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    data: { key: value },
  });

  it.each<[string, JsonObject, JsonObject | undefined, readonly JsonObject[], object]>([
    ['ready', deployment(1), deployment(1, done), [], { state: 'ok' }],
    ['absent', deployment(1), undefined, [], { state: 'missing' }],
    [
      'not ready',
      deployment(1),
      deployment(1, { replicas: 1, updatedReplicas: 1 }),
      [],
      { state: 'notReady', message: '0 of 1 replicas are available' },
    ],
    [
      'different',
      deployment(2),
      deployment(1, done),
      [],
      { state: 'different', changes: [{ path: 'spec.replicas', before: 1, after: 2 }] },
    ],
    ['scaled', deployment(2), deployment(1, done), [autoscaler], { state: 'ok' }],
    ['what istiod sets', webhook(), webhook('Y2E='), [], { state: 'ok' }],
    [
      'a Secret whose text the server keeps otherwise',
      { ...secret('a'), stringData: { b: 'c' } },
      secret('a'),
      [],
      { state: 'ok' },
    ],
  ])('%s', (_, wanted, live, others, expected) => {
    expect(verdictOn(wanted, live, [wanted, ...others])).toMatchObject(expected);
  });

  it('tells nothing of what a Secret holds', () => {
    const verdict = verdictOn(secret('hidden-1'), secret('hidden-2'), []);
    expect(verdict).toMatchObject({ state: 'different', changes: [{ path: 'data.key', isHidden: true }] });
    expect(JSON.stringify(verdict)).not.toContain('hidden-');
  });
});
