import analyzer from '../../../src/analysis/analyzers/authorizationpolicy-references.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const policy = (spec: string, namespace = 'shop') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart, namespace: ${namespace}}
spec:
  action: ALLOW
  ${spec}
`;
const cart = 'selector: {matchLabels: {app: cart}}';
const namespaces = (...names: string[]) =>
  names.map((name) => `---\n{apiVersion: v1, kind: Namespace, metadata: {name: ${name}}}\n`).join('');
const pod = (labels: string, more = '', namespace = 'shop') => `---
apiVersion: v1
kind: Pod
metadata: {name: cart-1, namespace: ${namespace}, labels: {${labels}}${more}}
`;
const injected = pod('app: cart, sidecar.istio.io/inject: "true"');
const ambient = ', annotations: {ambient.istio.io/redirection: enabled}';
const none = ['IST0127 AuthorizationPolicy shop/cart 7:14 spec.selector.matchLabels'];
const rules = (source: string) => `rules:
  - from: [{}, {source: {principals: [cart]}}]
  - from:
    - source:
        ${source}`;

testAnalyzer(analyzer, [
  { name: 'a Pod with a sidecar', yaml: policy(cart) + injected, finds: [] },
  { name: 'a Pod in ambient mode', yaml: policy(cart) + pod('app: cart', ambient), finds: [] },
  {
    name: 'a Pod of a namespace with injection',
    yaml: `${policy(cart) + pod('app: cart')}---
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}
`,
    finds: [],
  },
  {
    name: 'a Pod outside the mesh',
    yaml: policy(cart) + pod('app: cart'),
    finds: none,
    says: ['no Pod of namespace shop that is part of the mesh has the labels app=cart'],
  },
  { name: 'other labels', yaml: policy(cart) + pod('app: catalog, sidecar.istio.io/inject: "true"'), finds: none },
  { name: 'another namespace', yaml: policy(cart) + injected.replace('shop', 'office'), finds: none },
  {
    name: 'the root namespace reaches all others',
    yaml: policy(cart, 'istio-system') + injected,
    finds: [],
  },
  {
    name: 'the root namespace, for a Pod that is nowhere',
    yaml: policy(cart, 'mesh') + pod('app: cart'),
    meshConfig: 'rootNamespace: mesh',
    finds: ['IST0127 AuthorizationPolicy mesh/cart 7:14 spec.selector.matchLabels'],
    says: ['no Pod of the mesh that'],
  },
  { name: 'the root namespace without a selector', yaml: policy('rules: []', 'istio-system'), finds: [] },
  { name: 'a whole namespace', yaml: policy('rules: []') + injected, finds: [] },
  {
    name: 'a whole namespace without Pods of the mesh',
    yaml: policy('rules: []') + pod('app: cart'),
    finds: ['IST0127 AuthorizationPolicy shop/cart 4:35 metadata.namespace'],
    says: ['no Pod of namespace shop is part of the mesh'],
  },
  {
    name: 'attached to something by reference',
    yaml: policy('targetRefs: [{kind: Gateway, name: waypoint}]'),
    finds: [],
  },
  { name: 'the older way to attach it', yaml: policy('targetRef: {kind: Gateway, name: waypoint}'), finds: [] },
  {
    name: 'namespaces that exist',
    yaml:
      policy(rules('{namespaces: [shop, "sh*", "*-eu", "*"], notNamespaces: [payments-eu]}')) +
      namespaces('shop', 'payments-eu') +
      injected,
    finds: [],
  },
  {
    name: 'namespaces that do not, each once',
    yaml:
      policy(rules('{namespaces: [office, "off*", "*-us", Shop], notNamespaces: [office, backoffice]}')) +
      namespaces('shop', 'payments-eu') +
      injected,
    finds: [
      'IST0101 AuthorizationPolicy shop/cart 11:23 spec.rules.1.from.0.source.namespaces.0',
      'IST0101 AuthorizationPolicy shop/cart 11:31 spec.rules.1.from.0.source.namespaces.1',
      'IST0101 AuthorizationPolicy shop/cart 11:39 spec.rules.1.from.0.source.namespaces.2',
      'IST0101 AuthorizationPolicy shop/cart 11:47 spec.rules.1.from.0.source.namespaces.3',
      'IST0101 AuthorizationPolicy shop/cart 11:78 spec.rules.1.from.0.source.notNamespaces.1',
    ],
    says: ['namespace "off*" does not exist'],
  },
  {
    name: 'an absent namespace in several sources: each time where it is listed, once where it is excluded',
    yaml:
      policy(`rules:
  - from: [{source: {namespaces: [office]}}]
  - from: [{source: {namespaces: [office]}}]
  - from: [{source: {notNamespaces: [office]}}]
  - from: [{source: {notNamespaces: [office]}}]`) +
      namespaces('shop') +
      injected,
    finds: [
      'IST0101 AuthorizationPolicy shop/cart 8:35 spec.rules.0.from.0.source.namespaces.0',
      'IST0101 AuthorizationPolicy shop/cart 9:35 spec.rules.1.from.0.source.namespaces.0',
      'IST0101 AuthorizationPolicy shop/cart 10:38 spec.rules.2.from.0.source.notNamespaces.0',
    ],
  },
]);
