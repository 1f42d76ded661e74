import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../src/install/open-package.ts';
import { assumedTag, checkTagName, planTag } from '../../../src/install/tags/plan-tag.ts';
import { assumedWebhook, type TagRequest, tagObjects } from '../../../src/install/tags/tag-objects.ts';
import { isObject, type JsonObject } from '../../../src/resources/json.ts';
import { FakePackage } from '../../support/install.ts';

const open = (path: string | undefined) => openPackage({ cwd: '/' }, path);
const request = (changes: Partial<TagRequest> = {}): TagRequest => ({
  tag: 'prod',
  revision: 'default',
  istioNamespace: 'istio-system',
  ...changes,
});
const at = (object: JsonObject | undefined, ...path: (string | number)[]) =>
  path.reduce<unknown>((value, step) => (value as JsonObject | undefined)?.[step], object);
const firstWebhook = (object: JsonObject | undefined) => at(object, 'webhooks', 0) as JsonObject;

/** The revision's webhook with other content. */
async function webhookWith(clientConfig: JsonObject, metadata: JsonObject = {}): Promise<JsonObject> {
  const webhook = await assumedWebhook(request(), open);
  const webhooks = (webhook.webhooks as JsonObject[]).map((one) => ({
    ...one,
    clientConfig,
    reinvocationPolicy: 'IfNeeded',
  }));
  return { ...webhook, metadata: { ...(webhook.metadata as JsonObject), ...metadata }, webhooks };
}

describe('the objects of a tag', () => {
  it.each<[string, Partial<TagRequest>, string[]]>([
    ['a tag', {}, ['MutatingWebhookConfiguration istio-revision-tag-prod', 'Service istiod-revision-tag-prod']],
    [
      'a tag elsewhere',
      { istioNamespace: 'mesh' },
      ['MutatingWebhookConfiguration istio-revision-tag-prod-mesh', 'Service istiod-revision-tag-prod'],
    ],
    [
      'the tag default',
      { tag: 'default', revision: 'canary' },
      [
        'MutatingWebhookConfiguration istio-revision-tag-default',
        'ValidatingWebhookConfiguration istiod-default-validator',
        'Service istiod-revision-tag-default',
      ],
    ],
    ['a name', { webhookName: 'own' }, ['MutatingWebhookConfiguration own', 'Service istiod-revision-tag-prod']],
  ])('are for %s', async (_, changes, expected) => {
    const objects = await assumedTag(request(changes), open);
    expect(objects.map((one) => `${one.kind} ${at(one, 'metadata', 'name')}`)).toEqual(expected);
    for (const object of objects) {
      expect(at(object, 'metadata', 'labels')).toMatchObject({
        'istio.io/rev': changes.revision ?? 'default',
        'istio.io/tag': changes.tag ?? 'prod',
      });
    }
  });

  it('serve namespaces without labels only as the tag default, and only when told to', async () => {
    const names = async (tag: string, autoInjectNamespaces: boolean) => {
      const [webhook] = await assumedTag(request({ tag, autoInjectNamespaces }), open);
      return (webhook!.webhooks as JsonObject[]).map(({ name }) => String(name).split('.')[0]);
    };
    expect(await names('prod', true)).toEqual(['rev', 'rev']);
    expect(await names('default', false)).toEqual(['rev', 'rev', 'namespace', 'object']);
    expect(await names('default', true)).toEqual(['rev', 'rev', 'namespace', 'object', 'auto']);
  });

  it('call whom the revision’s webhook calls', async () => {
    const url = 'https://istiod.example.com:15017/inject/net/one';
    const webhook = await webhookWith({ url, caBundle: 'QQ==' });
    const [injector, validator] = await tagObjects(request({ tag: 'default' }), webhook, undefined, open);
    expect(firstWebhook(injector)).toMatchObject({
      clientConfig: { url, caBundle: 'QQ==' },
      reinvocationPolicy: 'IfNeeded',
    });
    expect(firstWebhook(validator).clientConfig).toEqual({
      url: 'https://istiod.example.com:15017/validate',
      caBundle: 'QQ==',
    });
    const service = { name: 'istiod-remote', namespace: 'mesh', path: '/inject' };
    const [, byService] = await tagObjects(
      request({ tag: 'default' }),
      await webhookWith({ service }),
      undefined,
      open,
    );
    expect(firstWebhook(byService).clientConfig).toEqual({ service: { ...service, path: '/validate' } });
  });

  it('have the labels of the release, and those of an owner only where there is one', async () => {
    const webhook = await webhookWith(
      { url: 'https://a.example/inject' },
      {
        labels: {
          app: 'other',
          'helm.sh/chart': 'istiod-9',
          'operator.istio.io/component': 'Pilot',
          'istio.io/rev': 'default',
        },
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          'meta.helm.sh/release-name': 'istiod',
        },
      },
    );
    const [injector] = await tagObjects(request(), webhook, undefined, open);
    const labels = at(injector, 'metadata', 'labels') as JsonObject;
    expect(labels).toMatchObject({ app: 'sidecar-injector', 'helm.sh/chart': 'istiod-9' });
    expect(Object.keys(labels).some((name) => name.includes('operator.istio.io'))).toBe(false);
    expect(at(injector, 'metadata', 'annotations')).toEqual({ 'meta.helm.sh/release-name': 'istiod' });
    const ownerLabels = { 'install.operator.istio.io/owning-resource': 'mesh' };
    const owned = await tagObjects(request({ ownerLabels }), webhook, undefined, open);
    for (const object of owned) expect(at(object, 'metadata', 'labels')).toMatchObject(ownerLabels);
    expect(at(owned[0], 'metadata', 'labels')).toMatchObject({ 'operator.istio.io/component': 'Pilot' });
  });

  it.each([
    ['Fail', undefined],
    ['Ignore', 'Ignore'],
  ])('leave a failure policy of %s to istiod', async (failurePolicy, expected) => {
    const there = { webhooks: [{ name: 'validation.istio.io', failurePolicy }] };
    const webhook = await assumedWebhook(request(), open);
    const [, validator] = await tagObjects(request({ tag: 'default' }), webhook, there, open);
    expect(firstWebhook(validator).failurePolicy).toBe(expected);
  });

  it('cannot be had of charts that give none', async () => {
    const webhook = await assumedWebhook(request(), open);
    class Empty extends FakePackage {
      override readonly profiles = ['default', 'empty'];
      override profileOperator = () => ({ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', spec: {} });
    }
    const empty = async () => new Empty({ istiod: () => [] });
    await expect(tagObjects(request(), webhook, undefined, empty)).rejects.toThrow(
      'gives no MutatingWebhookConfiguration',
    );
    await expect(assumedWebhook(request(), empty)).rejects.toThrow('gives no MutatingWebhookConfiguration');
  });
});

describe('planning a tag', () => {
  const named = (name: string, labels: JsonObject, webhooks: JsonObject[] = []): JsonObject => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name, labels },
    webhooks,
  });
  const injection = (namespace: string, selector: JsonObject = {}) => [
    {
      name: 'namespace.sidecar-injector.istio.io',
      clientConfig: { service: { name: 'istiod', namespace } },
      namespaceSelector: selector,
    },
  ];
  const plan = (webhooks: JsonObject[], changes: Partial<TagRequest> = {}, services: JsonObject[] = []) =>
    planTag({ webhooks, services }, { ...request(changes), overwrite: false }, undefined, open);
  const usual = named('istio-sidecar-injector', { 'istio.io/rev': 'default' }, injection('istio-system'));

  it('takes the control plane in Istio’s namespace where two have one revision', async () => {
    const other = named('istio-sidecar-injector-b', { 'istio.io/rev': 'default' }, injection('b'));
    const [webhook] = (await plan([other, usual])).objects;
    expect(at(firstWebhook(webhook), 'clientConfig', 'service', 'namespace')).toBe('istio-system');
    await expect(
      plan([usual, { ...usual, metadata: { name: 'x', labels: { 'istio.io/rev': 'default' } } }]),
    ).rejects.toThrow('revision default has several injection webhooks, istio-sidecar-injector and x');
  });

  it('switches the default revision’s webhook off once', async () => {
    expect((await plan([usual])).switchOff).toBeUndefined();
    expect((await plan([usual], { tag: 'default' })).switchOff).toBe(usual);
    const never = { matchLabels: { 'istio.io/deactivated': 'never-match' } };
    const off = named('istio-sidecar-injector', { 'istio.io/rev': 'default' }, injection('istio-system', never));
    expect((await plan([off], { tag: 'default' })).switchOff).toBeUndefined();
  });

  it.each<[string, JsonObject[], JsonObject[], string]>([
    ['no Istio', [], [], 'the cluster has no revision default: Istio is not installed there'],
    [
      'no webhook',
      [],
      [{ kind: 'Service', metadata: { labels: { 'istio.io/rev': 'default' } } }],
      'revision default has an istiod, but no injection webhook',
    ],
    [
      'a tag that leads elsewhere',
      [usual, named('tag', { 'istio.io/rev': 'canary', 'istio.io/tag': 'prod' })],
      [],
      'tag prod leads to revision canary: --overwrite lets it lead to default',
    ],
    [
      'a Service of a revision of that name',
      [usual],
      [{ kind: 'Service', metadata: { labels: { 'istio.io/rev': 'prod' } } }],
      'there is a revision prod',
    ],
  ])('refuses %s', async (_, webhooks, services, message) => {
    await expect(plan(webhooks, {}, services)).rejects.toThrow(message);
  });

  it.each(['', 'Prod', 'a.b', '-a', 'a'.repeat(44)])('refuses the name "%s"', (tag) => {
    expect(() => checkTagName(tag)).toThrow('cannot be a tag');
  });

  it('allows the longest name of which a Service can be named', async () => {
    const tag = 'a'.repeat(43);
    const service = (await plan([usual], { tag })).objects.find(({ kind }) => kind === 'Service');
    expect(isObject(service) && String(at(service, 'metadata', 'name'))).toHaveLength(63);
  });
});
