import { describe, expect, it } from 'vitest';
import { exportScopes, type HostIndex, hostsOverlap, parseServiceFqdn, toFqdn } from '../../src/resources/hosts.ts';
import { Mesh } from '../../src/resources/mesh.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const service = (name: string, namespace: string, exportTo?: string) => `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations: {${exportTo === undefined ? '' : `networking.istio.io/exportTo: "${exportTo}"`}}
spec: {ports: [{name: http, port: 80, protocol: TCP}]}
`;
const serviceEntry = (name: string, namespace: string, hosts: string, exportTo = '[]') => `---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}, namespace: ${namespace}}
spec: {hosts: ${hosts}, exportTo: ${exportTo}, ports: [{number: 443, name: tls, protocol: TLS}]}
`;

function hostsIn(yaml: string): HostIndex {
  return new Mesh(toResources({ name: 'mesh.yaml', text: yaml }).resources).hosts;
}

/** Who answers for `host` in `namespace`, as `Kind namespace/name`. */
function owner(yaml: string, host: string, namespace = 'shop', exportTo?: string[]): string | undefined {
  return hostsIn(yaml).find(host, namespace, exportTo)?.resource.origin;
}

describe('host names', () => {
  it.each([
    ['cart', 'cart.shop.svc.cluster.local'],
    ['cart.shop', 'cart.shop'],
    ['api.payments.example', 'api.payments.example'],
    ['*', '*'],
    ['*cart', '*cart'],
  ])('complete %s to %s', (host, fqdn) => {
    expect(toFqdn(host, 'shop')).toBe(fqdn);
  });

  it.each([
    ['cart.shop.svc.cluster.local', { name: 'cart', namespace: 'shop' }],
    ['a.b.shop.svc.cluster.local', { name: 'a.b', namespace: 'shop' }],
    ['cart.svc.cluster.local', undefined],
    ['cart.shop', undefined],
  ])('take %s apart', (host, parts) => {
    expect(parseServiceFqdn(host)).toEqual(parts);
  });

  it.each([
    ['cart.example', 'cart.example', true],
    ['cart.example', 'catalog.example', false],
    ['*.example', 'cart.example', true],
    ['*.example', 'example', false],
    ['*.shop.example', '*.example', true],
    ['*.example', '*.shop.example', true],
    ['*.example', '*.test', false],
    ['*', 'cart.example', true],
    ['*', '*.example', true],
  ])('overlap: %s and %s, %s', (a, b, overlap) => {
    expect(hostsOverlap(a, b)).toBe(overlap);
    expect(hostsOverlap(b, a)).toBe(overlap);
  });

  it.each([
    [undefined, ['*']],
    [[], ['*']],
    [['.'], ['shop']],
    [
      ['.', 'shop', 'edge'],
      ['shop', 'edge'],
    ],
    [['edge', '*'], ['*']],
  ])('are exported to %j: %j', (exportTo, scopes) => {
    expect(exportScopes(exportTo, 'shop')).toEqual(scopes);
  });
});

describe('HostIndex', () => {
  it('finds a Service by its short name in its own namespace only', () => {
    expect(owner(service('cart', 'shop'), 'cart')).toBe('Service shop/cart');
    expect(owner(service('cart', 'shop'), 'cart', 'edge')).toBeUndefined();
  });

  it('finds a Service by its full name from anywhere, and not by a part of it', () => {
    expect(owner(service('cart', 'shop'), 'cart.shop.svc.cluster.local', 'edge')).toBe('Service shop/cart');
    expect(owner(service('cart', 'shop'), 'cart.shop', 'edge')).toBeUndefined();
  });

  it('shows a Service where its exportTo annotation says', () => {
    const full = 'cart.shop.svc.cluster.local';
    expect(owner(service('cart', 'shop', '.'), full, 'shop')).toBe('Service shop/cart');
    expect(owner(service('cart', 'shop', '.'), full, 'edge')).toBeUndefined();
    expect(owner(service('cart', 'shop', 'edge, platform'), full, 'platform')).toBe('Service shop/cart');
    expect(owner(service('cart', 'shop', 'edge, platform'), full, 'shop')).toBeUndefined();
    expect(owner(service('cart', 'shop', '*'), full, 'edge')).toBe('Service shop/cart');
  });

  it('shows a ServiceEntry where its exportTo says', () => {
    const yaml = serviceEntry('pay', 'shop', '[api.pay.example]', '[".", edge]');
    expect(owner(yaml, 'api.pay.example', 'shop')).toBe('ServiceEntry shop/pay');
    expect(owner(yaml, 'api.pay.example', 'edge')).toBe('ServiceEntry shop/pay');
    expect(owner(yaml, 'api.pay.example', 'platform')).toBeUndefined();
  });

  it("looks with the eyes of the namespaces in the user's own exportTo", () => {
    const yaml = serviceEntry('pay', 'edge', '[api.pay.example]', '[edge]');
    expect(owner(yaml, 'api.pay.example', 'shop', ['.', 'edge'])).toBe('ServiceEntry edge/pay');
    expect(owner(yaml, 'api.pay.example', 'edge', ['shop'])).toBeUndefined();
    expect(owner(yaml, 'api.pay.example', 'edge', ['.'])).toBe('ServiceEntry edge/pay');
  });

  it('prefers what is exported to all, and of two the later read, Services last', () => {
    const local = serviceEntry('local', 'shop', '[api.pay.example]', '["."]');
    const forAll = serviceEntry('all', 'edge', '[api.pay.example]');
    expect(owner(local + forAll, 'api.pay.example')).toBe('ServiceEntry edge/all');
    expect(owner(forAll + serviceEntry('later', 'edge', '[api.pay.example]'), 'api.pay.example')).toBe(
      'ServiceEntry edge/later',
    );
    expect(owner(service('cart', 'shop') + serviceEntry('cart', 'shop', '[cart]'), 'cart')).toBe('Service shop/cart');
  });

  it('finds wildcards: the longest that covers the host and is visible, after any exact host', () => {
    const yaml =
      serviceEntry('any', 'edge', '["*.example"]') +
      serviceEntry('pay', 'shop', '["*.pay.example"]', '["."]') +
      serviceEntry('exact', 'edge', '[eu.pay.example]');
    expect(owner(yaml, 'eu.pay.example')).toBe('ServiceEntry edge/exact');
    expect(owner(yaml, 'us.pay.example')).toBe('ServiceEntry shop/pay');
    expect(owner(yaml, 'us.pay.example', 'edge')).toBe('ServiceEntry edge/any');
    expect(owner(yaml, 'pay.test')).toBeUndefined();
  });

  it('takes a wildcard host as it is, or as part of a wider one', () => {
    const yaml = serviceEntry('pay', 'edge', '["*.pay.example"]');
    expect(owner(yaml, '*.pay.example')).toBe('ServiceEntry edge/pay');
    expect(owner(yaml, '*.eu.pay.example')).toBe('ServiceEntry edge/pay');
    expect(owner(yaml, '*.example')).toBeUndefined();
  });

  it('takes a short name as written where wildcards are concerned', () => {
    expect(owner(serviceEntry('shop', 'edge', '["*.shop.svc.cluster.local"]'), 'cart')).toBeUndefined();
    expect(owner(serviceEntry('all', 'edge', '["*"]'), 'cart')).toBe('ServiceEntry edge/all');
  });

  it("tells the ports, and a ServiceEntry's workload labels", () => {
    const yaml =
      service('cart', 'shop') + serviceEntry('pay', 'shop', '[api.pay.example], workloadSelector: {labels: {a: b}}');
    const hosts = hostsIn(yaml);
    expect(hosts.find('cart', 'shop')).toMatchObject({
      ports: [{ number: 80, name: 'http', protocol: 'TCP' }],
      workloadLabels: {},
    });
    expect(hosts.find('api.pay.example', 'shop')).toMatchObject({
      ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
      workloadLabels: { a: 'b' },
    });
  });
});
