import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/install/generate.ts';
import { openPackage } from '../../src/install/open-package.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type CommandLine, commandLine } from './command-line.ts';
import { installCrds } from './install-crds.ts';
import { namespace } from './namespace.ts';

let server: ApiServer;
let line: CommandLine;

/** Revision default with a proxy image of its own, and canary, which the tag prod leads to and which is asked by another path. */
const revisions = [
  ['profile=minimal', 'hub=registry.example/default', 'meshConfig.trustDomain=default.example'],
  [
    'profile=minimal',
    'revision=canary',
    'hub=registry.example/canary',
    'values.revisionTags[0]=prod',
    'values.istiodRemote.injectionPath=/inject/cluster/east/net/one',
  ],
];
const kinds = ['ConfigMap', 'MutatingWebhookConfiguration', 'Service'];

beforeAll(async () => {
  server = await startApiServer({ users: ['developer'] });
  line = commandLine(server);
  for (const name of ['istio-system', 'plain']) await server.create(namespace(name));
  await server.create(namespace('shop', { 'istio-injection': 'enabled' }));
  const status = { 'sidecar.istio.io/status': '{"revision":"default"}' };
  // Later their webhook would be called, and nobody answers.
  await server.create(pod('old', 'shop'));
  await server.create(pod('new', 'shop', status));
  await server.create(pod('out', 'shop', {}, { 'sidecar.istio.io/inject': 'false' }));
  await server.create(pod('lonely', 'plain'));
  await server.applyYaml(deployment);
  for (const set of revisions) {
    const { components } = await generate({
      files: [],
      flags: set.map((text) => parseSetFlag(text)),
      force: false,
      kubernetesVersion: '1.32.0',
      openPackage: (path) => openPackage({ cwd: '/' }, path),
    });
    for (const object of components.flatMap(({ objects }) => objects)) {
      if (kinds.includes(String(object.kind))) await server.apply(object);
    }
  }
  await server.grant('developer', [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }], 'istio-system');
  line.write('cart.yaml', deployment);
});
afterAll(async () => {
  line?.remove();
  await server?.stop();
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop } # the cart
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers: [{ name: cart, image: example.com/cart }]
`;

const inject = (...args: string[]) => line.run(['kube-inject', '-f', 'cart.yaml', ...args]);

interface Sidecar {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly isNative: boolean;
}

/** The sidecar of the Deployment in a manifest, wherever it stands. */
function sidecar(text: string): Sidecar {
  const [{ value } = {}] = readYaml(text);
  const { spec } = (value as { spec: { template: { spec: Record<string, JsonObject[]> } } }).spec.template;
  const isNative = spec.initContainers?.some(({ name }) => name === 'istio-proxy') ?? false;
  const proxy = [...(spec.initContainers ?? []), ...spec.containers!].find(({ name }) => name === 'istio-proxy');
  return { ...(proxy as unknown as Omit<Sidecar, 'isNative'>), isNative };
}
const variable = (text: string, name: string) => sidecar(text).env.find((one) => one.name === name)?.value;

describe('kube-inject of what a cluster injects', () => {
  it('takes the ConfigMaps of the default revision', async () => {
    const { status, stdout, stderr } = await inject('-k');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('name: cart, namespace: shop } # the cart\n');
    expect(sidecar(stdout).image).toBe('registry.example/default/proxyv2:1.30.3');
    expect(variable(stdout, 'TRUST_DOMAIN')).toBe('default.example');
  });

  it.each([
    ['a revision', ['--revision', 'canary']],
    ['a tag', ['-k', '--revision', 'prod']],
    ['a webhook', ['--webhookConfig', 'istio-revision-tag-prod']],
  ])('takes those of %s, and what its webhook asks for', async (_, args) => {
    const { stdout } = await inject('-k', ...args);
    expect(sidecar(stdout).image).toBe('registry.example/canary/proxyv2:1.30.3');
    expect(variable(stdout, 'ISTIO_META_CLUSTER_ID')).toBe('east');
    expect(variable(stdout, 'ISTIO_META_NETWORK')).toBe('one');
  });

  it('takes a mesh config of another name, and files where they are given', async () => {
    await server.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'other', namespace: 'istio-system' },
      data: { mesh: 'trustDomain: other.example' },
    });
    const { stdout } = await inject('--meshConfigMapName', 'other');
    expect(variable(stdout, 'TRUST_DOMAIN')).toBe('other.example');
    line.write('mesh.yaml', 'trustDomain: file.example\n');
    expect(variable((await inject('-k', '--meshConfigFile', 'mesh.yaml')).stdout, 'TRUST_DOMAIN')).toBe('file.example');
  });

  it('runs native sidecars where every Node can', async () => {
    const node = (name: string, kubeletVersion: string): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: { nodeInfo: { kubeletVersion } },
    });
    await server.create(node('new', 'v1.35.4'));
    expect(sidecar((await inject('-k')).stdout).isNative).toBe(true);
    await server.create(node('old', 'v1.32.1'));
    expect(sidecar((await inject('-k')).stdout).isNative).toBe(false);
    for (const name of ['new', 'old']) await server.request('DELETE', `/api/v1/nodes/${name}`);
  });

  it('takes the ProxyConfigs of the mesh and the namespace', async () => {
    const all = await customResourceDefinitions();
    await installCrds(
      server,
      all.filter(({ spec }) => (spec as { names: JsonObject }).names.kind === 'ProxyConfig'),
    );
    const proxyConfig = (name: string, home: string, spec: JsonObject): JsonObject => ({
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'ProxyConfig',
      metadata: { name, namespace: home },
      spec,
    });
    await server.apply(proxyConfig('mesh', 'istio-system', { environmentVariables: { MESH: '1', BOTH: 'mesh' } }));
    await server.apply(proxyConfig('shop', 'shop', { environmentVariables: { BOTH: 'shop' } }));
    const { stdout } = await inject('-k');
    expect([variable(stdout, 'MESH'), variable(stdout, 'BOTH')]).toEqual(['1', 'shop']);
    for (const home of ['istio-system', 'shop']) {
      await server.request('DELETE', `/apis/networking.istio.io/v1beta1/namespaces/${home}/proxyconfigs`);
    }
  });

  it('asks no cluster unless told to, and says so', async () => {
    const { stdout, stderr } = await inject();
    expect(sidecar(stdout).image).toBe('docker.io/istio/proxyv2:1.30.3');
    expect(stderr).toMatch(/^note: no cluster is asked: .* -k takes/);
    expect((await inject('--use-kube=false')).stderr).toBe('');
  });

  it('needs no more than to read the ConfigMaps', async () => {
    const { status, stdout, stderr } = await line.run(['kube-inject', '-f', 'cart.yaml', '-k'], { user: 'developer' });
    expect(status).toBe(0);
    expect(sidecar(stdout).image).toBe('registry.example/default/proxyv2:1.30.3');
    expect(stderr).toContain('Nodes may not be listed');
  });

  it.each([
    [
      ['-k', '--revision', 'canari'],
      'the cluster has no revision canari: there are canary, default. Did you mean "canary"?',
    ],
    [
      ['--webhookConfig', 'none'],
      'the cluster has no MutatingWebhookConfiguration none: there are istio-revision-tag-prod',
    ],
    [['--meshConfigMapName', 'none'], 'namespace istio-system has no ConfigMap none'],
    [['-k', '-i', 'elsewhere'], 'namespace elsewhere has no ConfigMap istio'],
    [['-k', '--set', 'hub=x'], '--set, --operatorFileName and --manifests describe an installation'],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stdout, stderr } = await inject(...args);
    expect([status === 0, stdout]).toEqual([false, '']);
    expect(stderr).toContain(message);
  });
});

const pod = (name: string, home: string, annotations: JsonObject = {}, labels: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: home, annotations, labels: { app: 'cart', ...labels } },
  spec: { containers: [{ name: 'cart', image: 'example.com/cart' }] },
});

describe('experimental check-inject and injector list of a cluster', () => {
  const check = async (...args: string[]) => {
    const { status, stdout, stderr } = await line.run(['x', 'check-inject', '-o', 'json', ...args]);
    if (status !== 0) throw new Error(stderr);
    const verdicts = JSON.parse(stdout) as { name: string; injected: boolean; reason: string }[];
    return { stderr, ...verdicts.find(({ name }) => name === 'istio-sidecar-injector')! };
  };

  it.each([
    [['deployment/cart.shop'], true, 'the namespace has the label istio-injection=enabled'],
    [['new', '-n', 'shop'], true, 'the namespace has the label istio-injection=enabled'],
    [['pod/out', '-n', 'shop'], false, 'the Pod has the label sidecar.istio.io/inject=false'],
    [['lonely.plain'], false, 'it wants a namespace with istio.io/rev=default or istio-injection=enabled'],
    [['-n', 'plain', '-l', 'istio.io/rev=default'], true, 'the Pod has the label istio.io/rev=default'],
  ])('tells of %j', async (args, injected, reason) => {
    const verdict = await check(...args);
    expect(verdict).toMatchObject({ injected, stderr: '' });
    expect(verdict.reason).toContain(reason);
  });

  it('tells that a Pod is not as it would be now', async () => {
    const { injected, stderr } = await check('old', '-n', 'shop');
    expect(injected).toBe(true);
    expect(stderr).toContain('note: Pod shop/old has no sidecar');
  });

  it.each([
    [['nosuch', '-n', 'shop'], 'the cluster has no workload nosuch in namespace shop'],
    [['-n', 'nowhere', '-l', 'a=b'], 'there is no namespace nowhere'],
    [['virtualservice/a'], 'virtualservice'],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stdout, stderr } = await line.run(['x', 'check-inject', ...args]);
    expect([status === 0, stdout]).toEqual([false, '']);
    expect(stderr).toContain(message);
  });

  it('lists which revision serves which namespace', async () => {
    const { stdout } = await line.run(['x', 'injector', 'list']);
    expect(stdout.split('\n').map((row) => row.trim().split(/ {2,}/))).toEqual([
      ['NAMESPACE', 'ISTIO-REVISION', 'POD-REVISIONS'],
      ['plain', '<non-Istio>: 1'],
      ['shop', 'default', 'default: 1'],
      ['shop', 'default', '<non-Istio>: 2 (injection disabled: 1) NEEDS RESTART: 1'],
      [''],
      ['NAMESPACES', 'INJECTOR-HOOK', 'ISTIO-REVISION', 'SIDECAR-IMAGE'],
      ['DOES NOT AUTOINJECT', 'istio-revision-tag-prod', 'canary', 'registry.example/canary/proxyv2:1.30.3'],
      ['shop', 'istio-sidecar-injector', 'default', 'registry.example/default/proxyv2:1.30.3'],
      ['DOES NOT AUTOINJECT', 'istio-sidecar-injector-canary', 'canary', 'registry.example/canary/proxyv2:1.30.3'],
      [''],
    ]);
  });
});
