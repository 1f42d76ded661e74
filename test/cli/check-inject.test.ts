import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

const namespace = (name: string, labels: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n`;
const deployment = (name: string, labels = '', spec = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop }\nspec: { template: { metadata: { labels: { ${labels} } }, spec: { ${spec} } } }\n`;
const pod = (name: string, revision: string, labels = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { ${labels} }, annotations: { sidecar.istio.io/status: '{"revision":"${revision}"}' } }\n`;
const webhook = (name: string, revision: string, selector: string) =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: ${name}, labels: { istio.io/rev: ${revision} } }\nwebhooks:\n- name: namespace.sidecar-injector.istio.io\n  namespaceSelector: { ${selector} }\n  objectSelector: { matchExpressions: [{ key: sidecar.istio.io/inject, operator: NotIn, values: ["false"] }] }\n`;

const files = {
  'shop.yaml': [
    namespace('shop', 'istio-injection: enabled'),
    namespace('web', 'istio.io/rev: canary'),
    namespace('old', 'istio.io/dataplane-mode: ambient'),
    deployment('cart'),
    deployment('cart.v2'),
    deployment('out', 'sidecar.istio.io/inject: "false"'),
    deployment('node', '', 'hostNetwork: true'),
    pod('cart', 'default'),
    pod('late', 'stable'),
    pod('gone', 'default', 'sidecar.istio.io/inject: "false"'),
  ].join('---\n'),
  'hooks.yaml': [
    webhook('one', 'default', 'matchLabels: { istio-injection: enabled }'),
    webhook('two', 'two', 'matchLabels: { istio-injection: enabled }'),
    webhook('never', 'out', 'matchLabels: { istio.io/deactivated: never-match }'),
  ].join('---\n'),
};
const run = (...args: string[]) => new Sandbox(files).run(['x', ...args]);
const check = (...args: string[]) => run('check-inject', '-f', 'shop.yaml', '-o', 'json', ...args);
const verdict = (...args: string[]) => JSON.parse(check(...args).stdout)[0];

describe('experimental check-inject', () => {
  it.each([
    ['deployment/cart.shop', true, 'the namespace has the label istio-injection=enabled'],
    ['deploy/cart.v2', true, 'the namespace has the label istio-injection=enabled'],
    ['deployments/out', false, 'the Pod has the label sidecar.istio.io/inject=false'],
    ['node', false, 'hostNetwork: its traffic is the node’s'],
    ['late', true, 'the namespace has the label istio-injection=enabled'],
  ])('tells of %s: %s', (name, injected, reason) => {
    expect(verdict('-n', 'shop', name)).toEqual({
      name: 'istio-sidecar-injector',
      revision: 'default',
      injected,
      reason,
    });
  });

  it('tells of labels', () => {
    expect(verdict('-n', 'web', '-l', 'app=a').reason).toMatch(
      /^it wants a namespace with istio\.io\/rev=default or istio-/,
    );
    expect(verdict('-n', 'web', '-l', 'app=a', '--revision', 'canary')).toMatchObject({
      revision: 'canary',
      injected: true,
    });
    expect(verdict('-n', 'other', '-l', 'sidecar.istio.io/inject=true')).toMatchObject({ injected: true });
  });

  it('prints a table of the input’s webhooks', () => {
    const { stdout, stderr } = run('check-inject', '-f', 'shop.yaml,hooks.yaml', 'deploy/cart.shop');
    expect(stdout).toBe(
      [
        'WEBHOOK  REVISION  INJECTED  REASON',
        'never    out       ✘         it is switched off: its selectors never match',
        'one      default   ✔         the namespace has the label istio-injection=enabled',
        'two      two       ✔         the namespace has the label istio-injection=enabled\n',
      ].join('\n'),
    );
    expect(stderr).toBe('warning: several webhooks inject this Pod: each will change what the other did\n');
  });

  it.each([
    ['nothing to check', ['check-inject', '-f', 'shop.yaml'], 64, 'name one workload'],
    ['two', ['check-inject', '-f', 'shop.yaml', 'a', 'b'], 64, 'name one workload'],
    ['a workload and labels', ['check-inject', '-f', 'shop.yaml', 'a', '-l', 'a=b'], 64, 'name one workload'],
    ['a name of several', ['check-inject', '-f', 'shop.yaml', 'cart.shop'], 64, 'Write type/name'],
    [
      'an unknown name',
      ['check-inject', '-f', 'shop.yaml', 'deploy/x.shop'],
      64,
      'has no workload deploy/x.shop: it holds ',
    ],
    ['no labels', ['check-inject', '-f', 'shop.yaml', '-l', 'a'], 64, '--labels takes name=value'],
    ['no input and no cluster', ['check-inject', 'a'], 1, 'there is no kubeconfig'],
    ['neither for the list', ['injector', 'list'], 1, 'there is no kubeconfig'],
    ['settings for a cluster', ['injector', 'list', '--set', 'hub=x'], 64, 'describe an installation for input'],
    ['a revision for a cluster', ['check-inject', 'a', '--revision', 'x'], 64, 'describe an installation for input'],
  ])('says what is wrong: %s', (_, args, status, message) => {
    const ended = run(...args);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});

describe('experimental injector list', () => {
  it('lists namespaces, and injectors', () => {
    const { status, stdout } = run('injector', 'list', '-f', 'shop.yaml');
    expect(status).toBe(0);
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['NAMESPACE', 'ISTIO-REVISION', 'POD-REVISIONS'],
      ['shop', 'default', 'default: 2 (injection disabled: 1)'],
      ['shop', 'default', 'stable: 1 NEEDS RESTART: 1'],
      ['web', 'MISSING/canary', '<no pods>'],
      [''],
      ['NAMESPACES', 'INJECTOR-HOOK', 'ISTIO-REVISION', 'SIDECAR-IMAGE'],
      ['shop', 'istio-sidecar-injector', 'default', expect.stringMatching(/\/proxyv2:1\.30\.3$/)],
      [''],
    ]);
  });

  it('as JSON, of one namespace', () => {
    const { stdout } = run('injector', 'list', '-f', 'shop.yaml,hooks.yaml', '-n', 'web', '-o', 'json');
    expect(JSON.parse(stdout)).toEqual({
      namespaces: [{ namespace: 'web', revision: 'MISSING/canary', pods: [] }],
      injectors: [
        ['never', 'out'],
        ['one', 'default'],
        ['two', 'two'],
      ].map(([name, revision]) => ({
        name,
        revision,
        image: '',
        namespaces: [],
      })),
    });
  });
});
