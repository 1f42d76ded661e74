import { expect, it } from 'vitest';
import analyzer from '../../../src/analysis/analyzers/selector-near-misses.ts';
import { analyze } from '../../../src/index.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const pod = (labels: string, namespace = 'shop') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ${namespace}, labels: {${labels}}}`;
const service = (selector: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {selector: {${selector}}}`;
const policy = (kind: string, labels: string, namespace = 'shop') =>
  `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: {name: cart, namespace: ${namespace}}\nspec: {selector: {matchLabels: {${labels}}}}`;
const of = (...documents: string[]) => documents.join('\n---\n');
const found = 'MW0012 Service shop/cart 4:8 spec.selector';

testAnalyzer(analyzer, [
  { name: 'one that matches', yaml: of(service('app: cart'), pod('app: cart')), finds: [] },
  {
    name: 'a letter too many',
    yaml: of(service('app: caart'), pod('app: cart')),
    finds: [found],
    says: ['"app=cart"'],
  },
  {
    name: 'one label of two',
    yaml: of(service('app: crt, tier: back'), pod('app: cart, tier: back')),
    finds: [found],
    says: ['in namespace shop has the labels "app=crt,tier=back", but there is one with "app=cart,tier=back"'],
  },
  { name: 'two labels wrong', yaml: of(service('app: crt, tier: bck'), pod('app: cart, tier: back')), finds: [] },
  { name: 'of another namespace', yaml: of(service('app: caart'), pod('app: cart', 'other')), finds: [] },
  { name: 'another word', yaml: of(service('app: orders'), pod('app: cart')), finds: [] },
  ...[
    ['frontend', 'backend'],
    ['shop-a', 'shop-b'],
    ['shop.eu', 'shop.us'],
    ['us-east', 'us-west'],
    ['egressgateway', 'ingressgateway'],
    ['istio-ingressgateway', 'asm-ingressgateway'],
    ['rollout-preview', 'rollout-production'],
  ].map(([one, other]) => ({
    name: `one of a pair: ${one}, ${other}`,
    yaml: of(service(`app: ${one}`), pod(`app: ${other}`)),
    finds: [],
  })),
  ...[
    ['my-cart', 'mycart'],
    ['recomendations', 'recommendation'],
    ['shop-revews-a', 'shop-reviews-a'],
    ['ratigns', 'ratings'],
    ['Cart', 'cart'],
  ].map(([one, other]) => ({
    name: `a slip: ${one}, ${other}`,
    yaml: of(service(`app: ${one}`), pod(`app: ${other}`)),
    finds: [found],
  })),
  { name: 'another version', yaml: of(service('version: web-v2'), pod('version: web-v1')), finds: [] },
  { name: 'no selector, or an empty one', yaml: of(service(''), pod('app: cart')), finds: [] },
  {
    name: 'policies, of which some are told by others where there are Pods',
    yaml: of(
      policy('RequestAuthentication', 'app: caart'),
      policy('PeerAuthentication', 'app: caart'),
      policy('AuthorizationPolicy', 'app: caart'),
      pod('app: cart'),
    ),
    finds: [
      'MW0012 RequestAuthentication shop/cart 4:19 spec.selector.matchLabels',
      'MW0012 PeerAuthentication shop/cart 9:19 spec.selector.matchLabels',
    ],
  },
  {
    name: 'of the root namespace, where that holds everywhere',
    yaml: of(
      policy('RequestAuthentication', 'app: caart', 'istio-system'),
      policy('PeerAuthentication', 'app: caart', 'istio-system'),
      pod('app: cart'),
    ),
    finds: ['MW0012 RequestAuthentication istio-system/cart 4:19 spec.selector.matchLabels'],
    says: ['no workload of the mesh'],
  },
  {
    name: 'a workloadSelector',
    yaml: of(
      'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: s, namespace: shop}\nspec: {workloadSelector: {labels: {app: caart}}}',
      'apiVersion: networking.istio.io/v1\nkind: EnvoyFilter\nmetadata: {name: e, namespace: shop}\nspec: {workloadSelector: {labels: {app: caart}}}',
      pod('app: cart'),
    ),
    finds: ['MW0012 EnvoyFilter shop/e 9:27 spec.workloadSelector.labels'],
  },
]);

it('goes by what Deployments would make, and then tells of policies of all kinds', async () => {
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart, namespace: shop}\nspec: {selector: {matchLabels: {app: cart}}, template: {metadata: {labels: {app: cart}}, spec: {containers: []}}}';
  const text = of(policy('AuthorizationPolicy', 'app: crat'), deployment);
  const { resources } = toResources({ name: 'a.yaml', text });
  const findings = await analyze(resources);
  expect(findings.map(({ code }) => code)).toContain('MW0012');
});

it.each(['app: istio-ingressgateway', 'istio: ingressgateways', 'app: my-egressgateway'])(
  'has nothing against labels that are close to those of gateways that are only assumed: %s',
  async (labels) => {
    const { resources } = toResources({
      name: 'a.yaml',
      text: policy('RequestAuthentication', labels, 'istio-system'),
    });
    expect(await analyze(resources)).toEqual([]);
  },
);
