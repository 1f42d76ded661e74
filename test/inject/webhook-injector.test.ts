import { describe, expect, it } from 'vitest';
import { settingsOfWebhook, webhookInjector } from '../../src/inject/webhook-injector.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', namespace: '' };
const pod = { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'app' }] } };

/** An injector of which the webhook answers this. */
const injector = (response: JsonObject, asked: JsonObject[] = []) =>
  webhookInjector(
    settingsOfWebhook('canary'),
    'shop',
    async (review) => {
      asked.push(review);
      return { response };
    },
    (visitor) => visitor.inject(pod, owner),
  );
const encoded = (operations: unknown): string => Buffer.from(JSON.stringify(operations)).toString('base64');

describe('an injector that asks a webhook', () => {
  it('sends the Pod as its controller would make it, and takes back what is the workload’s', async () => {
    const asked: JsonObject[] = [];
    const patch = encoded([
      { op: 'add', path: '/metadata/namespace', value: 'shop' },
      { op: 'add', path: '/metadata/creationTimestamp', value: null },
      { op: 'add', path: '/status', value: {} },
      { op: 'add', path: '/spec/containers/0/resources', value: {} },
      { op: 'add', path: '/spec/volumes', value: [{ name: 'a', emptyDir: {} }] },
    ]);
    const { inject, settings } = await injector({ allowed: true, patch }, asked);
    expect(settings.revision).toBe('canary');
    expect(inject(pod, owner)).toEqual({
      metadata: pod.metadata,
      spec: { ...pod.spec, volumes: [{ name: 'a', emptyDir: {} }] },
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]!.request).toMatchObject({
      namespace: 'shop',
      operation: 'CREATE',
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { generateName: 'cart-', ownerReferences: [{ kind: 'Deployment', name: 'cart', controller: true }] },
        spec: pod.spec,
      },
    });
  });

  it('leaves a Pod that the webhook leaves', async () => {
    const { inject } = await injector({ allowed: true });
    expect(inject(pod, owner)).toBe(pod);
  });

  it.each<[string, JsonObject, string]>([
    ['a refusal', { allowed: false }, 'istiod refuses it: it does not say why'],
    ['a message', { allowed: true, status: { message: 'no template' } }, 'istiod refuses it: no template'],
    ['no patch', { allowed: true, patch: '!' }, 'is no JSON Patch for the Pod'],
    ['another Pod’s patch', { allowed: true, patch: encoded([{ op: 'remove', path: '/x' }]) }, '/x is not there'],
  ])('says what is wrong: %s', async (_, response, message) => {
    const { inject } = await injector(response);
    expect(() => inject(pod, owner)).toThrow(message);
  });
});
