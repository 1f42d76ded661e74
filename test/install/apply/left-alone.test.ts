import { describe, expect, it } from 'vitest';
import { leftAlone, withoutLeftAlone } from '../../../src/install/apply/left-alone.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const webhooks = (kind: string, webhook: JsonObject): JsonObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
  metadata: { name: 'a' },
  webhooks: [{ name: 'x', ...webhook }],
});
const owning = (fields: JsonObject): JsonObject => ({ 'f:webhooks': { 'k:{"name":"x"}': fields } });
const validating = 'ValidatingWebhookConfiguration';
const mutating = 'MutatingWebhookConfiguration';
const off = { matchLabels: { 'istio.io/deactivated': 'never-match' } };

const deployment = (replicas: number): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'n' },
  spec: { replicas, paused: false },
});
const autoscaler: JsonObject = {
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'a', namespace: 'n' },
  spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' } },
};

describe('withoutLeftAlone', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'the policy that istiod has set',
      webhooks(validating, { failurePolicy: 'Ignore' }),
      webhooks(validating, { failurePolicy: 'Fail' }),
      webhooks(validating, {}),
    ],
    [
      'the certificate that istiod has set',
      webhooks(mutating, { clientConfig: { caBundle: 'old', url: 'u' } }),
      webhooks(mutating, { clientConfig: { caBundle: 'new', url: 'u' } }),
      webhooks(mutating, { clientConfig: { url: 'u' } }),
    ],
    [
      'an injector that is switched off',
      webhooks(mutating, { namespaceSelector: { matchLabels: { a: 'b' } }, objectSelector: {} }),
      webhooks(mutating, { namespaceSelector: off, objectSelector: off }),
      webhooks(mutating, {}),
    ],
  ])('leaves out %s', (_, wanted, live, expected) => {
    expect(withoutLeftAlone(wanted, live, owning({ 'f:name': {} }), [])).toEqual(expected);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'what is ours still',
      webhooks(validating, { failurePolicy: 'Ignore' }),
      webhooks(validating, { failurePolicy: 'Fail' }),
      owning({ 'f:failurePolicy': {} }),
    ],
    [
      'what is not there',
      webhooks(validating, { failurePolicy: 'Ignore' }),
      webhooks(validating, {}),
      owning({ 'f:name': {} }),
    ],
    [
      'a webhook that is new',
      webhooks(validating, { failurePolicy: 'Ignore' }),
      { ...webhooks(validating, {}), webhooks: [{ name: 'other', failurePolicy: 'Fail' }] },
      {},
    ],
    [
      'selectors that somebody else has changed',
      webhooks(mutating, { namespaceSelector: {} }),
      webhooks(mutating, { namespaceSelector: { matchLabels: { a: 'b' } } }),
      owning({}),
    ],
    [
      'the policy of an injector, which istiod does not set',
      webhooks(mutating, { failurePolicy: 'Fail' }),
      webhooks(mutating, { failurePolicy: 'Ignore' }),
      owning({}),
    ],
  ])('keeps %s', (_, wanted, live, fields) => {
    expect(withoutLeftAlone(wanted, live, fields, [])).toEqual(wanted);
  });

  it('leaves replicas to an autoscaler, where there is one', () => {
    const spec = (all: readonly JsonObject[], fields: JsonObject = {}) =>
      withoutLeftAlone(deployment(1), deployment(5), fields, all).spec;
    expect(spec([autoscaler])).toEqual({ paused: false });
    expect(spec([])).toEqual({ replicas: 1, paused: false });
    expect(spec([{ ...autoscaler, metadata: { name: 'a', namespace: 'other' } }])).toMatchObject({ replicas: 1 });
    expect(spec([autoscaler], { 'f:spec': { 'f:replicas': {} } })).toMatchObject({ replicas: 1 });
  });

  it('says why of each field', () => {
    for (const { why } of leftAlone) expect(why).toMatch(/^[a-zA-Z]+ .+[^.]$/);
  });
});
