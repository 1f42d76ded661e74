import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injectAlike } from '../../../src/inject/alike/alike-documents.ts';
import { injectDocument } from '../../../src/inject/inject-document.ts';
import { createInjector } from '../../../src/inject/injector.ts';
import type { NamespaceFacts } from '../../../src/inject/namespaces.ts';
import type { Outcome } from '../../../src/inject/outcome.ts';
import { type Rewrite, rewriteFile } from '../../../src/inject/rewrite-file.ts';
import type { InjectionSettings } from '../../../src/inject/settings.ts';
import { workloadKinds } from '../../../src/inject/workload-kinds.ts';
import { chartSettings } from '../pods.ts';

const kinds = workloadKinds();

function planOf(settings: InjectionSettings, namespaces: ReadonlyMap<string, NamespaceFacts>) {
  return { kinds, injector: createInjector(settings), surroundings: { settings, tags: new Set<string>(), namespaces } };
}

function run(text: string, rewrite: Rewrite) {
  const outcomes: Outcome[] = [];
  const result = [...rewriteFile({ name: 'a.yaml', text }, kinds, rewrite, (outcome) => outcomes.push(outcome))].join(
    '',
  );
  return { result, outcomes: outcomes.map((outcome) => ({ ...outcome, position: outcome.position() })) };
}

const deployment = (name: string, app: string, namespace: string, more = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  template:
    metadata:
      labels:
        app: ${app}
${more}    spec:
      serviceAccountName: ${app}
      containers:
      - name: main
        image: example.com/${app}:${name}
        readinessProbe: {httpGet: {path: /ready, port: 80}}
`;

/** Four documents that differ in names; the pattern is made by the second, and used from there on. */
const names = ['cart', 'payments-v2', 'reviews', 'k8s-web-7'];
const manyWith = (change: (name: string) => string): string => names.map(change).join('---\n');

function expectSame(
  text: string,
  settings: InjectionSettings = chartSettings(),
  namespaces: ReadonlyMap<string, NamespaceFacts> = new Map(),
) {
  const plan = planOf(settings, namespaces);
  const usual = run(text, (document, tell) => injectDocument(document, plan, tell));
  expect(run(text, injectAlike(planOf(settings, namespaces)))).toEqual(usual);
  return usual;
}

describe('documents that differ in names only', () => {
  it('are injected as each would be alone', () => {
    const { outcomes } = expectSame(manyWith((name) => deployment(`${name}-x`, name, `ns-${name}`)));
    expect(outcomes.map(({ what, origin }) => `${what} ${origin}`)).toEqual(
      names.map((name) => `changed Deployment ns-${name}/${name}-x`),
    );
  });

  it('are rendered by templates once, and twice for all the others', () => {
    let renderings = 0;
    const plan = planOf(chartSettings(), new Map());
    const { injector } = plan;
    const inject: typeof injector.inject = (...args) => {
      renderings++;
      return injector.inject(...args);
    };
    const text = manyWith((name) => deployment(`${name}-x`, name, 'shop'));
    const pieces = rewriteFile(
      { name: 'a.yaml', text },
      kinds,
      injectAlike({ ...plan, injector: { ...injector, inject } }),
      () => {},
    );
    expect([...pieces].join('')).toContain('istio-proxy');
    expect(renderings).toBe(3);
  });

  it('are told apart by what their namespaces say', () => {
    const namespaces = new Map<string, NamespaceFacts>([
      ['reviews', { labels: { 'istio-injection': 'disabled' } }],
      ['cart', { labels: { 'istio-injection': 'enabled' } }],
      ['k8s-web-7', { labels: {}, proxyUser: { uid: 5, gid: 6 } }],
    ]);
    expectSame(
      manyWith((name) => deployment(`${name}-x`, 'web', name)),
      chartSettings(),
      namespaces,
    );
  });

  it.each(['istio-proxy', 'default', 'kube-system', 'true', 'null', 'inf', 'e5', 'app', 'a'.repeat(64), 'zwx-0-xwz'])(
    'are injected as usual where one has the name %s',
    (odd) => {
      for (const place of [0, 1, 2]) {
        const named = (own: string, at: number) => (at === place ? odd : own);
        expectSame(
          [...names.slice(0, 3), odd]
            .map((name) => deployment(named('web', 0), named(name, 1), named('shop', 2)).replace(/web|shop/g, name))
            .join('---\n'),
        );
      }
    },
  );

  it.each([
    ['compares names', `{{ if eq .DeploymentMeta.Name "reviews-x" }}special{{ end }}`],
    ['looks into names', `{{ if hasPrefix "re" .DeploymentMeta.Name }}special{{ end }}`],
    ['cuts names', '{{ trunc 4 .DeploymentMeta.Name }}'],
    ['hashes names', '{{ sha256sum .DeploymentMeta.Name }}'],
    ['measures names', '{{ len .DeploymentMeta.Name }}'],
    ['orders names', '{{ if lt .DeploymentMeta.Name "m" }}small{{ end }}'],
    ['looks names up', '{{ index .ObjectMeta.Labels .DeploymentMeta.Name }}'],
    ['makes keys of names', '"\n    {{ .DeploymentMeta.Name }}: "'],
  ])('are injected as usual by a template that %s', (_, action) => {
    const sidecar = `metadata:\n  annotations:\n    made: "${action}"\nspec:\n  containers:\n  - name: istio-proxy\n`;
    expectSame(
      manyWith((name) => deployment(`${name}-x`, name, 'shop')),
      chartSettings({ templates: { sidecar } }),
    );
  });

  it('may have any names and annotations', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/),
      fc.constantFrom('app', 'yes', 'x', '1', 'main'),
    );
    const more = fc.constantFrom(
      '',
      '        version: @\n',
      '      annotations:\n        sidecar.istio.io/proxyImage: @\n',
      '      annotations:\n        role: "@"\n        "@": here\n',
      '        sidecar.istio.io/inject: @\n',
      '        istio.io/rev: @\n',
    );
    const rewrite = injectAlike(planOf(chartSettings(), new Map()));
    const plan = planOf(chartSettings(), new Map());
    fc.assert(
      fc.property(word, word, word, more, (name, app, namespace, given) => {
        const text = deployment(name, app, namespace, given.replaceAll('@', app));
        const usual = run(text, (document, tell) => injectDocument(document, plan, tell));
        expect(run(text, rewrite)).toEqual(usual);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('are not taken for alike where the order of names counts: probes are sorted by the names of containers', () => {
    const pairs = [
      ['alpha', 'gamma'],
      ['alpho', 'gammu'],
      ['zebra', 'yak'],
      ['pear', 'apple'],
      ['aardvark', 'quince'],
    ];
    const text = pairs.map(
      ([first, second]) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
      - name: ${first}
        readinessProbe: {httpGet: {path: /a, port: 80}}
      - name: ${second}
        readinessProbe: {httpGet: {path: /b, port: 81}}
      - name: main
        readinessProbe: {httpGet: {path: /c, port: 82}}
`,
    );
    expectSame(text.join('---\n'));
  });
});
