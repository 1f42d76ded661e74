import { describe, expect, it } from 'vitest';
import { impliedResources } from '../../src/resources/implied-resources.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const implied = (text: string) => impliedResources(toResources({ name: 'test.yaml', text }).resources);
const specs = (text: string): Record<string, JsonObject> =>
  Object.fromEntries(implied(text).map(({ origin, body }) => [origin, body.spec as JsonObject]));

const target = (kind: string) => `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {name: basket}}
  template:
    metadata: {labels: {name: basket, version: v2}}
    spec:
      containers:
        - {name: app, ports: [{containerPort: 8080}, {name: grpc, containerPort: 9000}, {containerPort: 9100}]}
        - {name: istio-proxy, ports: [{containerPort: 15090}]}
---
`;
const canary = (spec: string) => `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: release, namespace: shop}
spec: ${spec}
`;

describe('impliedResources', () => {
  it('is nothing of what no controller makes anything of', () => {
    expect(implied(target('Deployment'))).toEqual([]);
    expect(implied(canary('{}'))).toEqual([]);
    expect(implied(canary('[]'))).toEqual([]);
  });

  it('is assumed, and of the namespace and cluster of what it is made of', () => {
    const { resources } = toResources(
      { name: 't', text: canary('{targetRef: {name: cart}, service: {port: 80}}') },
      {
        cluster: 'east',
      },
    );
    const made = impliedResources(resources);
    expect(made.map(({ assumed, namespace, cluster }) => [assumed, namespace, cluster])).toEqual(
      made.map(() => [true, 'shop', 'east']),
    );
    expect(made.length).toBe(6);
  });

  it.each(['Deployment', 'DaemonSet'])('of a Canary of a %s: Services, a primary, and routes of Istio', (kind) => {
    const made = specs(
      target(kind) +
        canary(`{targetRef: {kind: ${kind}, name: cart}, service: {port: 80, targetPort: 8080, portDiscovery: true}}`),
    );
    const ports = [
      { name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' },
      { name: 'grpc', port: 9000, targetPort: 9000, protocol: 'TCP' },
      { name: 'tcp-app-2', port: 9100, targetPort: 9100, protocol: 'TCP' },
    ];
    expect(made['Service shop/cart']).toEqual({ selector: { name: 'basket-primary' }, ports });
    expect(made['Service shop/cart-primary']).toEqual({ selector: { name: 'basket-primary' }, ports });
    expect(made['Service shop/cart-canary']).toEqual({ selector: { name: 'basket' }, ports });
    expect(made[`${kind} shop/cart-primary`]).toMatchObject({
      selector: { matchLabels: { name: 'basket-primary' } },
      template: { metadata: { labels: { name: 'basket-primary', version: 'v2' } } },
    });
    expect(made['VirtualService shop/cart']).toMatchObject({
      hosts: ['cart'],
      gateways: ['mesh'],
      http: [{ route: [{ destination: { host: 'cart-primary' } }, { destination: { host: 'cart-canary' } }] }],
    });
    expect(made['DestinationRule shop/cart-primary']).toEqual({ host: 'cart-primary' });
    expect(made['DestinationRule shop/cart-canary']).toEqual({ host: 'cart-canary' });
    expect(Object.keys(made)).toHaveLength(7);
  });

  it('of a Canary with a Service name, hosts and gateways', () => {
    const made = specs(
      canary(
        '{targetRef: {name: cart}, service: {name: shop, port: 80, portName: grpc, hosts: [a.example], gateways: [g], trafficPolicy: {tls: {mode: DISABLE}}}}',
      ),
    );
    expect(made['VirtualService shop/shop']).toMatchObject({ hosts: ['a.example', 'shop'], gateways: ['g'] });
    expect(made['DestinationRule shop/shop-canary']).toEqual({
      host: 'shop-canary',
      trafficPolicy: { tls: { mode: 'DISABLE' } },
    });
    expect(made['Service shop/shop-canary']).toEqual({
      selector: { app: 'cart' },
      ports: [{ name: 'grpc', port: 80, targetPort: 80, protocol: 'TCP' }],
    });
  });

  it.each([
    ['delegated to', '{port: 80, delegation: true}', { http: [expect.anything()] }],
    ['of TCP', '{port: 80, appProtocol: TCP}', { hosts: ['cart'], gateways: ['mesh'], tcp: [expect.anything()] }],
  ])('of a Canary: a VirtualService %s', (_, service, spec) => {
    expect(specs(canary(`{targetRef: {name: cart}, service: ${service}}`))['VirtualService shop/cart']).toEqual(spec);
  });

  it.each(['provider: kubernetes, service: {port: 80}', 'service: {port: 80, gatewayRefs: [{name: g}]}'])(
    'of a Canary without Istio: no VirtualService (%s)',
    (rest) => {
      const kinds = implied(canary(`{targetRef: {name: cart}, ${rest}}`)).map(({ kind }) => kind);
      expect(kinds).toEqual(['Service', 'Service', 'Service']);
    },
  );

  it('of a Canary of a Service: copies of that Service', () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {ports: [{port: 7}]}\n---';
    const made = specs(service + canary('{targetRef: {kind: Service, name: cart}, service: {port: 80}}'));
    expect(made['Service shop/cart-primary']).toEqual({ ports: [{ port: 7 }] });
    expect(made['Service shop/cart-canary']).toEqual({ ports: [{ port: 7 }] });
    expect(made['Service shop/cart']).toBeUndefined();
  });

  it.each([
    ['cert-manager.io/v1', 'Certificate', '{secretName: tls}', 'tls'],
    ['external-secrets.io/v1', 'ExternalSecret', '{target: {name: tls}}', 'tls'],
    ['external-secrets.io/v1', 'ExternalSecret', '{}', 'one'],
    ['bitnami.com/v1alpha1', 'SealedSecret', '{template: {metadata: {name: tls}}}', 'tls'],
    ['bitnami.com/v1alpha1', 'SealedSecret', '{template: [x]}', 'one'],
    ['secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', '{destination: {name: tls}}', 'tls'],
    ['onepassword.com/v1', 'OnePasswordItem', '{}', 'one'],
  ])('of %s %s with %s: a Secret', (apiVersion, kind, spec, name) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one, namespace: shop}\nspec: ${spec}\n`;
    expect(implied(text).map(({ origin }) => origin)).toEqual([`Secret shop/${name}`]);
  });
});
