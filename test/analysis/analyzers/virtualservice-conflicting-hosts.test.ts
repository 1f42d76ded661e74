import analyzer from '../../../src/analysis/analyzers/virtualservice-conflicting-hosts.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

/** A VirtualService of eight lines; its name is on the fifth. */
const virtualService = (name: string, hosts: string, rest = '{}', namespace = 'shop') => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${namespace}
spec: {hosts: ${hosts}, http: [], x: ${rest}}

`;
const gateways = (list: string) => `{}, gateways: ${list}`;
const exportTo = (list: string) => `{}, exportTo: ${list}`;
const found = (name: string, line: number) => `IST0109 VirtualService ${name} ${line}:9 metadata.name`;

testAnalyzer(analyzer, [
  {
    name: 'different hosts, and one name in two namespaces',
    yaml:
      virtualService('cart', '[cart]') +
      virtualService('catalog', '[catalog, "*.shop.example"]') +
      virtualService('cart', '[cart]', '{}', 'edge'),
    finds: [],
  },
  {
    name: 'one host twice',
    yaml: virtualService('cart', '[cart]') + virtualService('cart-canary', '[catalog, cart]'),
    finds: [found('shop/cart', 5), found('shop/cart-canary', 13)],
    says: ['host "cart.shop.svc.cluster.local" is also routed inside the mesh by VirtualService shop/cart-canary'],
  },
  {
    name: 'a short name and a full one for one host',
    yaml: virtualService('cart', '[cart]') + virtualService('edge-cart', '[cart.shop.svc.cluster.local]', '{}', 'edge'),
    finds: [found('shop/cart', 5), found('edge/edge-cart', 13)],
  },
  {
    name: 'one host at gateways only',
    yaml:
      virtualService('cart', '[cart.example]', gateways('[edge/public]')) +
      virtualService('cart-canary', '[cart.example]', gateways('[edge/public]')),
    finds: [],
  },
  {
    name: 'one host at a gateway that is also the mesh',
    yaml:
      virtualService('cart', '[cart.example]', gateways('[edge/public, mesh]')) +
      virtualService('cart-canary', '[cart.example]', gateways('[mesh]')),
    finds: [found('shop/cart', 5), found('shop/cart-canary', 13)],
  },
  {
    name: 'one host for different namespaces',
    yaml:
      virtualService('cart', '[cart.example]', exportTo('["."]')) +
      virtualService('cart', '[cart.example]', exportTo('["."]'), 'edge'),
    finds: [],
  },
  {
    name: 'one host for an overlapping set of namespaces',
    yaml:
      virtualService('cart', '[cart.example]', exportTo('[".", platform]')) +
      virtualService('cart', '[cart.example]', exportTo('[".", shop]'), 'edge'),
    finds: [found('shop/cart', 5), found('edge/cart', 13)],
  },
  {
    name: 'one host for all and for some',
    yaml:
      virtualService('cart', '[cart.example]') +
      virtualService('cart', '[cart.example]', exportTo('["."]'), 'edge') +
      virtualService('cart', '[cart.example]', exportTo('["."]'), 'platform'),
    finds: [found('shop/cart', 5), found('edge/cart', 13), found('platform/cart', 21)],
    says: ['by VirtualService edge/cart, platform/cart,', 'by VirtualService shop/cart,'],
  },
  {
    name: 'a wildcard around a host, both for all: no conflict to istioctl',
    yaml: virtualService('any', '["*.example"]') + virtualService('cart', '[cart.example]'),
    finds: [],
  },
  {
    name: 'a wildcard for all around a host for some',
    yaml: virtualService('any', '["*.example"]') + virtualService('cart', '[cart.example]', exportTo('["."]')),
    finds: [found('shop/any', 5), found('shop/cart', 13)],
  },
  {
    name: 'a wildcard for some around hosts for all',
    yaml:
      virtualService('any', '["*.example"]', exportTo('["."]')) +
      virtualService('cart', '[cart.example]') +
      virtualService('eu', '["*.eu.example"]') +
      virtualService('test', '[cart.test]'),
    finds: [found('shop/any', 5), found('shop/cart', 13), found('shop/eu', 21)],
  },
  {
    name: 'a host twice in one VirtualService',
    yaml: virtualService('cart', '[cart, catalog, cart.shop.svc.cluster.local]'),
    finds: [found('shop/cart', 5)],
    says: ['host "cart.shop.svc.cluster.local" stands twice in spec.hosts'],
  },
  {
    name: 'more conflicts than are named',
    yaml: ['a', 'b', 'c', 'd', 'e'].map((name) => virtualService(name, '[cart]')).join(''),
    finds: ['a', 'b', 'c', 'd', 'e'].map((name, i) => found(`shop/${name}`, 5 + 8 * i)),
    says: ['by VirtualService shop/b, shop/c, shop/d and others'],
  },
  {
    name: 'one VirtualService in two clusters',
    yaml: { east: virtualService('cart', '[cart]'), west: virtualService('cart', '[cart]') },
    finds: [],
  },
]);
