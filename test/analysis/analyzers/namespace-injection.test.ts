import analyzer from '../../../src/analysis/analyzers/namespace-injection.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const namespace = (labels: string, name = 'shop') => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: {${labels}}
---`;
const pod = (rest: string, metadata = '') => `
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop${metadata}}
spec: ${rest}
---`;
const injector = (values: string, name = 'istio-sidecar-injector', istioNamespace = 'istio-system') => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${istioNamespace}}
data: {values: '${values}'}
---`;
const byDefault = '{"sidecarInjectorWebhook": {"enableNamespacesByDefault": true}}';
const app = '{containers: [{name: cart, image: cart}]}';

testAnalyzer(analyzer, [
  {
    name: 'namespaces that say what they want',
    yaml: [
      namespace('istio-injection: enabled', 'a'),
      namespace('istio-injection: disabled', 'b'),
      namespace('istio.io/rev: canary', 'c'),
      namespace('istio.io/dataplane-mode: ambient', 'd'),
      namespace('istio-injection: disabled, istio.io/rev: canary, istio.io/dataplane-mode: ambient', 'e'),
      namespace('', 'istio-system'),
    ].join(''),
    finds: [],
  },
  {
    name: 'a namespace that says nothing, or nothing of use',
    yaml: namespace('team: payments') + namespace('istio-injection: ""', 'edge'),
    finds: ['IST0102 Namespace shop 5:9 metadata.name', 'IST0102 Namespace edge 11:9 metadata.name'],
    says: ['istio-injection=enabled'],
  },
  {
    name: 'the root namespace of the mesh config',
    meshConfig: 'rootNamespace: mesh',
    yaml: namespace('', 'mesh'),
    finds: [],
  },
  {
    name: 'injection by default',
    yaml: namespace('') + injector(byDefault),
    finds: ['IST0148 Namespace shop 5:9 metadata.name'],
    says: ['enableNamespacesByDefault'],
  },
  {
    name: 'injection by default of another revision',
    yaml: namespace('') + injector(byDefault, 'istio-sidecar-injector-canary'),
    finds: ['IST0102 Namespace shop 5:9 metadata.name'],
  },
  {
    name: 'the root namespace of the mesh config, with two ways in',
    meshConfig: 'rootNamespace: mesh',
    yaml: namespace('istio-injection: enabled, istio.io/rev: canary', 'mesh'),
    finds: ['IST0123 Namespace mesh 6:52 metadata.labels.istio.io/rev'],
  },
  {
    name: 'the root namespace’s injector goes before others',
    yaml: namespace('') + injector(byDefault) + injector('{}', 'istio-sidecar-injector', 'old-istio'),
    finds: ['IST0148 Namespace shop 5:9 metadata.name'],
  },
  {
    name: 'an injector whose values cannot be read',
    yaml: namespace('') + injector('{'),
    finds: ['IST0102 Namespace shop 5:9 metadata.name'],
  },
  {
    name: 'several ways into the mesh',
    yaml:
      namespace('istio-injection: enabled, istio.io/rev: canary', 'a') +
      namespace('istio.io/rev: canary, istio.io/dataplane-mode: ambient', 'b'),
    finds: [
      'IST0123 Namespace a 6:52 metadata.labels.istio.io/rev',
      'IST0123 Namespace b 12:59 metadata.labels.istio.io/dataplane-mode',
    ],
    says: ['istio-injection=enabled and istio.io/rev=canary'],
  },
  {
    name: 'a Pod without sidecar',
    yaml: namespace('istio-injection: enabled') + pod(app),
    finds: ['IST0103 Pod shop/cart 11:8 spec.containers'],
    says: ['recreate it'],
  },
  {
    name: 'a Pod without sidecar in a namespace with a revision',
    yaml: namespace('istio.io/rev: canary') + pod(app),
    finds: ['IST0103 Pod shop/cart 11:8 spec.containers'],
  },
  {
    name: 'a proxy without image is no sidecar',
    yaml: namespace('istio-injection: enabled') + pod('{containers: [{name: istio-proxy}]}'),
    finds: ['IST0103 Pod shop/cart 11:8 spec.containers'],
  },
  {
    name: 'Pods with a sidecar, native or not',
    yaml:
      namespace('istio-injection: enabled') +
      pod('{containers: [{name: cart, image: cart}, {name: istio-proxy, image: proxyv2}]}') +
      pod('{containers: [], initContainers: [{name: istio-proxy, image: proxyv2}]}').replace('cart', 'catalog'),
    finds: [],
  },
  {
    name: 'Pods that stay out by annotation, label (which decides) or the host’s network',
    yaml:
      namespace('istio-injection: enabled') +
      pod(app, ', annotations: {sidecar.istio.io/inject: "False"}') +
      pod(app, ', labels: {sidecar.istio.io/inject: "false"}, annotations: {sidecar.istio.io/inject: "true"}').replace(
        'cart',
        'catalog',
      ) +
      pod('{hostNetwork: true, containers: []}').replace('cart', 'payments'),
    finds: [],
  },
  {
    name: 'Pods of namespaces that are not injected',
    yaml: namespace('istio-injection: enabled, istio.io/dataplane-mode: ambient') + pod(app),
    finds: ['IST0123 Namespace shop 6:63 metadata.labels.istio.io/dataplane-mode'],
  },
]);
