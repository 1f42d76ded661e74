import { expect, it } from 'vitest';
import { webhookConflicts } from '../../../src/cli/installation/webhook-conflicts.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const configuration = (name: string, revision: string, values: readonly string[]): JsonObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name, labels: { 'istio.io/rev': revision } },
  webhooks: [
    {
      name: 'namespace.sidecar-injector.istio.io',
      clientConfig: { service: { name: `istiod-${revision}`, namespace: 'istio-system' } },
      namespaceSelector: { matchExpressions: [{ key: 'istio-injection', operator: 'In', values }] },
    },
  ],
});
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istiod', namespace: 'n' } };
const ours = configuration('ours', 'a', ['enabled']);

it.each<[string, readonly JsonObject[], number]>([
  ['nothing else is there', [], 0],
  ['its own are there already', [configuration('ours', 'a', ['enabled'])], 0],
  ['another takes other Pods', [configuration('theirs', 'b', ['disabled'])], 0],
  ['another takes the same', [configuration('theirs', 'b', ['enabled'])], 1],
])('%s', async (_, there, n) => {
  const concerns = await webhookConflicts(there, [deployment, ours]);
  expect(concerns).toHaveLength(n);
  for (const { weight, message } of concerns) {
    expect(weight).toBe('objection');
    expect(message).toContain('theirs');
  }
});
