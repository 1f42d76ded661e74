import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPackage } from '../../src/install/open-package.ts';
import { assumedWebhook } from '../../src/install/tags/tag-objects.ts';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type CommandLine, commandLine } from './command-line.ts';
import { namespace } from './namespace.ts';

let server: ApiServer;
let line: CommandLine;

beforeAll(async () => {
  server = await startApiServer({ users: ['reader'] });
  line = commandLine(server);
  for (const name of ['istio-system', 'shop', 'web']) await server.create(namespace(name));
  await server.grant('reader', [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }]);
});
afterAll(async () => {
  line?.remove();
  await server?.stop();
});

const admission = '/apis/admissionregistration.k8s.io/v1';
const mutating = `${admission}/mutatingwebhookconfigurations`;
const validating = `${admission}/validatingwebhookconfigurations`;
const services = '/api/v1/namespaces/istio-system/services';

const bundle = Buffer.from('a certificate').toString('base64');

/** What an installation of a revision leaves, as far as tags look at it. */
async function installRevision(revision: string): Promise<void> {
  const suffix = revision === 'default' ? '' : `-${revision}`;
  const request = { tag: '', revision, istioNamespace: 'istio-system' };
  const webhook = await assumedWebhook(request, (path) => openPackage({ cwd: '/' }, path));
  const webhooks = (webhook.webhooks as JsonObject[]).map(({ clientConfig, ...one }) => ({
    ...one,
    clientConfig: { ...(clientConfig as JsonObject), caBundle: bundle },
  }));
  const labels = { ...(webhook.metadata as JsonObject & { labels: JsonObject }).labels };
  const owned = { ...labels, 'operator.istio.io/component': 'Pilot', 'install.operator.istio.io/owning-resource': 'x' };
  await server.apply({ ...webhook, metadata: { ...(webhook.metadata as JsonObject), labels: owned }, webhooks });
  await server.apply({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `istiod${suffix}`,
      namespace: 'istio-system',
      labels: { app: 'istiod', 'istio.io/rev': revision },
    },
    spec: { ports: [{ port: 443, name: 'https-webhook' }] },
  });
}

beforeEach(async () => {
  await installRevision('default');
  await installRevision('canary');
});
afterEach(async () => {
  for (const path of [mutating, validating]) await server.request('DELETE', path);
  for (const { metadata } of await items(services)) {
    await server.request('DELETE', `${services}/${(metadata as JsonObject).name}`);
  }
  for (const name of ['shop', 'web']) await server.apply(namespace(name));
});

async function items(path: string): Promise<readonly JsonObject[]> {
  const { body } = await server.request('GET', path);
  return isObject(body) && Array.isArray(body.items) ? body.items.filter(isObject) : [];
}
async function read(path: string): Promise<JsonObject | undefined> {
  const { status, body } = await server.request('GET', path);
  return status === 200 && isObject(body) ? body : undefined;
}
const labelsOf = (object: JsonObject | undefined) => (object!.metadata as { labels: JsonObject }).labels;
const webhooksOf = (object: JsonObject | undefined) => object?.webhooks as JsonObject[];

/** What was written while something ran. */
async function writes(run: () => Promise<unknown>): Promise<string[]> {
  const before = server.requests().length;
  await run();
  return server
    .requests()
    .slice(before)
    .filter(({ isWrite, user }) => isWrite && user === 'admin')
    .map(({ verb, resource, name }) => `${verb} ${resource} ${name}`);
}

describe('tag set', () => {
  it('makes a webhook that calls whom the revision’s calls, and a Service', async () => {
    const { status, stdout } = await line.run(['tag', 'set', 'prod', '--revision', 'default']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        'created MutatingWebhookConfiguration istio-revision-tag-prod',
        'created Service istio-system/istiod-revision-tag-prod',
        'Tag prod leads to revision default. A namespace asks for it with: kubectl label namespace NAME istio.io/rev=prod --overwrite\n',
      ].join('\n'),
    );
    const webhook = await read(`${mutating}/istio-revision-tag-prod`);
    expect(labelsOf(webhook)).toMatchObject({
      'istio.io/rev': 'default',
      'istio.io/tag': 'prod',
      app: 'sidecar-injector',
    });
    expect(Object.keys(labelsOf(webhook)).filter((name) => name.includes('operator.istio.io'))).toEqual([]);
    expect(webhooksOf(webhook).map(({ name }) => name)).toEqual([
      'rev.namespace.sidecar-injector.istio.io',
      'rev.object.sidecar-injector.istio.io',
    ]);
    for (const { clientConfig } of webhooksOf(webhook)) {
      expect(clientConfig).toMatchObject({ caBundle: bundle, service: { name: 'istiod', path: '/inject' } });
    }
    expect(await read(`${services}/istiod-revision-tag-prod`)).toMatchObject({
      spec: { selector: { app: 'istiod', 'istio.io/rev': 'default' } },
    });
  });

  it('writes nothing when nothing differs', async () => {
    await line.run(['tag', 'set', 'prod', '--revision', 'default']);
    const again = await writes(async () => {
      const { stdout } = await line.run(['tag', 'set', 'prod', '--revision', 'default', '--overwrite']);
      expect(stdout).toBe('Tag prod leads to revision default, as it did: nothing was changed.\n');
    });
    expect(again).toEqual([]);
  });

  it('moves a tag when it is told to', async () => {
    await line.run(['tag', 'set', 'prod', '--revision', 'default']);
    const refused = await line.run(['tag', 'set', 'prod', '--revision', 'canary']);
    expect(refused).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Error: tag prod leads to revision default: --overwrite lets it lead to canary\n',
    });
    const { stdout } = await line.run(['tag', 'set', 'prod', '-r', 'canary', '--overwrite', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ tag: 'prod', revision: 'canary', objects: [{ change: 'changed' }, {}] });
    const webhook = await read(`${mutating}/istio-revision-tag-prod`);
    expect(labelsOf(webhook)['istio.io/rev']).toBe('canary');
    expect(webhooksOf(webhook)[0]).toMatchObject({ clientConfig: { service: { name: 'istiod-canary' } } });
  });

  it('has one webhook for a tag, whatever its name', async () => {
    await line.run(['tag', 'set', 'prod', '--revision', 'default']);
    const { stdout } = await line.run(['tag', 'set', 'prod', '-r', 'default', '--webhook-name', 'own', '--overwrite']);
    expect(stdout).toContain('removed MutatingWebhookConfiguration istio-revision-tag-prod\n');
    expect(
      (await items(`${mutating}?labelSelector=istio.io/tag%3Dprod`)).map(
        ({ metadata }) => (metadata as JsonObject).name,
      ),
    ).toEqual(['own']);
  });

  it('has the tag default serve who names no revision, in place of the default revision', async () => {
    const { status, stdout } = await line.run(['tag', 'set', 'default', '-r', 'canary', '--auto-inject-namespaces']);
    expect(status).toBe(0);
    expect(stdout).toContain('switched off MutatingWebhookConfiguration istio-sidecar-injector\n');
    const never = { matchLabels: { 'istio.io/deactivated': 'never-match' } };
    for (const { namespaceSelector, objectSelector } of webhooksOf(await read(`${mutating}/istio-sidecar-injector`))) {
      expect([namespaceSelector, objectSelector]).toEqual([never, never]);
    }
    expect(webhooksOf(await read(`${mutating}/istio-revision-tag-default`)).map(({ name }) => name)).toContain(
      'auto.sidecar-injector.istio.io',
    );
    expect(await read(`${validating}/istiod-default-validator`)).toMatchObject({
      metadata: { labels: { 'istio.io/rev': 'canary', 'istio.io/tag': 'default' } },
      webhooks: [
        {
          failurePolicy: 'Ignore',
          clientConfig: { caBundle: bundle, service: { name: 'istiod-canary', path: '/validate' } },
          objectSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'DoesNotExist' }] },
        },
      ],
    });
  });

  it('leaves what istiod has set', async () => {
    await line.run(['tag', 'set', 'default', '-r', 'canary']);
    const path = `${validating}/istiod-default-validator?fieldManager=pilot-discovery`;
    const policy = [{ op: 'replace', path: '/webhooks/0/failurePolicy', value: 'Fail' }];
    await server.request('PATCH', path, JSON.stringify(policy), { 'content-type': 'application/json-patch+json' });
    expect(await writes(() => line.run(['tag', 'set', 'default', '-r', 'canary']))).toEqual([]);
    await line.run(['tag', 'set', 'default', '-r', 'default', '--overwrite']);
    expect(await read(`${validating}/istiod-default-validator`)).toMatchObject({
      webhooks: [{ failurePolicy: 'Fail', clientConfig: { service: { name: 'istiod' } } }],
    });
  });

  it.each([
    [
      'a revision that is not there',
      ['prod', '-r', 'canari'],
      'the cluster has no revision canari: there are canary, default. Did you mean "canary"?',
    ],
    [
      'a revision’s name',
      ['canary', '-r', 'default'],
      'there is a revision canary: a tag of the same name would take its namespaces over',
    ],
  ])('refuses %s', async (_, args, message) => {
    const written = await writes(async () => {
      expect(await line.run(['tag', 'set', ...args])).toEqual({ status: 1, stdout: '', stderr: `Error: ${message}\n` });
    });
    expect(written).toEqual([]);
  });

  it('asks where another webhook injects the same Pods', async () => {
    const selector = { matchLabels: { 'istio.io/rev': 'prod' } };
    const own = (await read(`${mutating}/istio-sidecar-injector-canary`))!;
    await server.apply({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'other', labels: { 'istio.io/rev': 'other' } },
      webhooks: [{ ...webhooksOf(own)[0], namespaceSelector: selector, objectSelector: {} }],
    });
    const ask = ['tag', 'set', 'prod', '-r', 'canary'];
    const no = await line.run(ask, { input: 'n\n' });
    expect(no.status).toBe(1);
    expect(no.stderr).toContain('can select the same Pod as other/rev.namespace.sidecar-injector.istio.io');
    expect(no.stderr).toContain('Set tag prod all the same? [y/N] ');
    expect((await line.run(ask)).stderr).toContain('it was to be confirmed (-y does)');
    expect(await read(`${mutating}/istio-revision-tag-prod`)).toBeUndefined();
    expect((await line.run([...ask, '-y'])).status).toBe(0);
  });

  it('says which permission is missing, and writes nothing', async () => {
    const { status, stderr } = await line.run(['tag', 'set', 'prod', '-r', 'default'], { user: 'reader' });
    expect(status).toBe(1);
    expect(stderr).toContain('user "reader" lacks the permission');
    expect(stderr).toContain('verbs: ["patch"]');
    expect(await items(`${services}?labelSelector=istio.io/tag`)).toEqual([]);
  });
});

describe('tag generate', () => {
  it('prints what tag set applies', async () => {
    const { stdout } = await line.run(['tag', 'generate', 'prod', '--revision', 'canary']);
    await server.applyYaml(stdout);
    expect(await writes(() => line.run(['tag', 'set', 'prod', '--revision', 'canary']))).toEqual([]);
  });

  it('warns of webhooks that only tag set switches off', async () => {
    const { status, stderr } = await line.run(['tag', 'generate', 'default', '--revision', 'canary', '-o', 'json']);
    expect(status).toBe(0);
    expect(stderr).toContain('warning: istio-sidecar-injector would inject the same Pods');
  });
});

describe('tag list and tag remove', () => {
  it('list tags with the namespaces that ask for them', async () => {
    await line.run(['tag', 'set', 'prod', '--revision', 'canary']);
    await server.apply(namespace('shop', { 'istio.io/rev': 'prod' }));
    await server.apply(namespace('web', { 'istio-injection': 'enabled' }));
    expect((await line.run(['tag', 'list'])).stdout).toBe(
      'TAG   REVISION  NAMESPACES\nprod  canary    shop\n      default   web\n',
    );
    expect(JSON.parse((await line.run(['tag', 'show', '-o', 'json'])).stdout)[0]).toEqual({
      tag: 'prod',
      revision: 'canary',
      namespaces: ['shop'],
    });
  });

  it('ask before namespaces lose their tag', async () => {
    await line.run(['tag', 'set', 'prod', '--revision', 'canary']);
    await server.apply(namespace('shop', { 'istio.io/rev': 'prod' }));
    const no = await line.run(['tag', 'remove', 'prod'], { input: 'no\n' });
    expect(no).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'warning: 1 namespace will get no sidecars by tag prod any more: shop\nRemove tag prod? [y/N] Error: nothing was changed\n',
    });
    const { stdout } = await line.run(['tag', 'remove', 'prod'], { input: 'y\n' });
    expect(stdout).toBe(
      'removed MutatingWebhookConfiguration istio-revision-tag-prod\nremoved Service istio-system/istiod-revision-tag-prod\nTag prod is gone.\n',
    );
    expect(await items(`${mutating}?labelSelector=istio.io/tag`)).toEqual([]);
    expect(await items(`${services}?labelSelector=istio.io/tag`)).toEqual([]);
    expect(await line.run(['tag', 'remove', 'prod', '-y'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Error: the cluster has no tag prod: there are none.\n',
    });
  });
});
