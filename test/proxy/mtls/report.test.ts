import { describe, expect, it } from 'vitest';
import { assertStrict, parseException, portName } from '../../../src/proxy/mtls/strict-assertion.ts';
import { workloadsOf } from '../../../src/proxy/mtls/workloads.ts';
import { deployment, meshOf, namespace, peerAuthentication, reportOf, service, shopWorld } from '../../support/mtls.ts';

const ports = (documents: readonly string[], asked: string) =>
  reportOf([...shopWorld, ...documents], '', { server: { workload: asked } }).ports.map(
    (one) => `${one.port ?? 'others'} ${one.mode}${one.note === undefined ? '' : `: ${one.note}`}`,
  );

describe('what ports take', () => {
  const portLevel = 'selector: {matchLabels: {app: cart}}, portLevelMtls: {9090: {mode: STRICT}}';

  it.each<[what: string, documents: string[], asked: string, expected: string[]]>([
    ['a port that a container declares', [], 'other/cli', ['8080 PERMISSIVE']],
    [
      'a port that a policy names, and those that nothing does',
      [peerAuthentication('w', 'shop', portLevel)],
      'shop/cart',
      ['8080 PERMISSIVE', '9090 STRICT', 'others PERMISSIVE'],
    ],
    [
      'a port that a Service leads to',
      [service('cli', 'other').replace('targetPort: main', 'targetPort: 7000')],
      'other/cli',
      ['7000 PERMISSIVE', '8080 PERMISSIVE'],
    ],
    [
      'all ports of a workload that declares none',
      [deployment('cli', 'other').replace(/, ports: .*$/, '}]}')],
      'other/cli',
      ['others PERMISSIVE'],
    ],
    [
      'a workload without a sidecar, whatever the policy',
      [peerAuthentication('b', 'bare', 'mtls: {mode: STRICT}')],
      'bare/old',
      ['8080 DISABLE: no sidecar, so that STRICT does not hold: nothing asks for a sidecar or for ambient'],
    ],
    [
      'ambient, which does not know DISABLE',
      [namespace('bare', 'istio.io/dataplane-mode: ambient'), peerAuthentication('b', 'bare', 'mtls: {mode: DISABLE}')],
      'bare/old',
      ['8080 PERMISSIVE: ztunnel does not know DISABLE'],
    ],
    [
      'a port that annotations keep from the sidecar',
      [deployment('cli', 'other', '', 'traffic.sidecar.istio.io/excludeInboundPorts: "8080"')],
      'other/cli',
      ['8080 DISABLE: annotations keep port 8080 from the sidecar', 'others PERMISSIVE'],
    ],
  ])('%s', (_, documents, asked, expected) => expect(ports(documents, asked)).toEqual(expected));

  it('are told of one namespace, and of one port', () => {
    const all = reportOf(shopWorld).ports.map(portName);
    expect(all).toEqual(['shop/cart:8080', 'shop/web:8080', 'other/cli:8080', 'bare/old:8080']);
    expect(reportOf(shopWorld, '', { namespace: 'shop' }).ports.map(portName)).toEqual(all.slice(0, 2));
    expect(reportOf(shopWorld, '', { server: { workload: 'shop/cart', port: 1 } })).toEqual({
      ports: [],
      connections: [],
    });
  });
});

describe('the assertion that all is STRICT', () => {
  const report = reportOf([...shopWorld, peerAuthentication('c', 'shop', 'mtls: {mode: STRICT}')]);
  const failing = (...exceptions: string[]) =>
    assertStrict(report.ports, exceptions.map(parseException)).failing.map(portName);

  it('fails at each port that is not', () => expect(failing()).toEqual(['other/cli:8080', 'bare/old:8080']));

  it.each<[exceptions: string[], expected: string[], unused: string[]]>([
    [['other/cli:8080'], ['bare/old:8080'], []],
    [['*/*:8080'], [], []],
    [['bare/*:*', 'shop/cart:8080'], ['other/cli:8080'], ['shop/cart:8080']],
    [['other/cli:80'], ['other/cli:8080', 'bare/old:8080'], ['other/cli:80']],
  ])('but for %j', (exceptions, expected, unused) => {
    expect(failing(...exceptions)).toEqual(expected);
    expect(assertStrict(report.ports, exceptions.map(parseException)).unused.map(({ text }) => text)).toEqual(unused);
  });

  it.each(['cart', 'shop/cart', 'shop/cart:', '/cart:80', 'a/b/c:80', 'shop/cart:80:90', ''])('refuses %j', (text) => {
    expect(() => parseException(text)).toThrow(/--except takes namespace\/workload:port/);
  });
});

describe('workloadsOf', () => {
  const pod = (name: string, labels: string, owner = '') =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {${labels}}${owner && `, ownerReferences: [{kind: X, name: ${owner}}]`}}\nspec: {}`;
  const names = (...documents: string[]) =>
    workloadsOf(meshOf(documents)).map(({ fullName, pods }) => `${fullName} ${pods.join('+')}`.trim());

  it.each<[what: string, documents: string[], expected: string[]]>([
    ['a Deployment in files', [deployment('cart', 'shop')], ['shop/cart']],
    [
      'Pods of a Deployment, and it',
      [
        deployment('cart', 'shop'),
        ...['x', 'z'].map((end) => pod(`cart-5d8-${end}`, 'app: cart, pod-template-hash: 5d8', 'cart-5d8')),
      ],
      ['shop/cart cart-5d8-x+cart-5d8-z'],
    ],
    [
      'Pods of a StatefulSet',
      ['0', '1'].map((end) => pod(`db-${end}`, `app: db, statefulset.kubernetes.io/pod-name: db-${end}`, 'db')),
      ['shop/db db-0+db-1'],
    ],
    ['a Pod by itself', [pod('one', 'app: one')], ['shop/one one']],
    [
      'a later one of the same name',
      [deployment('cart', 'shop', 'v: "1"'), deployment('cart', 'shop', 'v: "2"')],
      ['shop/cart'],
    ],
    [
      'two of one name that are not alike',
      [deployment('cart', 'shop', 'v: "1"'), deployment('cart', 'shop', 'v: "2"').replace('Deployment', 'StatefulSet')],
      ['shop/cart', 'shop/cart'],
    ],
    [
      'a WorkloadEntry',
      [
        'apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {name: vm, namespace: shop}\nspec: {address: 1.2.3.4}',
      ],
      ['shop/vm'],
    ],
  ])('knows %s', (_, documents, expected) => expect(names(...documents)).toEqual(expected));
});
