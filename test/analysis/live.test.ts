import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import type { UnreadKind } from '../../src/analysis/permissions.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import type { KindKey } from '../../src/resources/kinds.ts';
import { liveResource } from '../../src/resources/live-resource.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';

const live = (yaml: string) => readYaml(yaml).map(({ value }) => liveResource(value as JsonObject, JSON.stringify));
const files = (yaml: string) => toResources({ name: 'a.yaml', text: yaml }).resources;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }';

const route = (more: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], ${more} }
`;
const toNowhere = route('http: [{ route: [{ destination: { host: nowhere } }] }]');
const throughGateway = route('gateways: [front], http: [{ directResponse: { status: 200 } }]');
const sidecar = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec: { workloadSelector: { labels: { app: cart } }, egress: [{ hosts: ["./*"] }] }
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: cart } }, spec: { containers: [] } } }
`;

const unread = (key: KindKey, name: string): UnreadKind => ({
  key,
  resource: liveResource({ apiVersion: 'v1', kind: 'APIResource', metadata: { name } }, () => '', {
    defaultNamespace: '',
  }),
  what: `${name} in all namespaces`,
  rule: 'a rule',
});
const found = (...args: Parameters<typeof analyze>) =>
  analyze(...args).findings.map(({ code, resource }) => `${code} ${resource.origin}`);

describe('an analysis of a cluster', () => {
  it('takes what is not there for absent', () => {
    expect(found(live(toNowhere))).toEqual([]);
    expect(found(live(toNowhere), { live: { unread: [] } })).toContain('IST0101 VirtualService shop/cart');
  });

  it('knows no Pods but those that run, and those that files will make', () => {
    const all = `${sidecar}---\n${deployment}---\n${namespace}`;
    expect(found(live(all), { live: { unread: [] } })).toContain('IST0101 Sidecar shop/cart');
    expect(found([...live(sidecar), ...files(deployment)], { live: { unread: [] } })).not.toContain(
      'IST0101 Sidecar shop/cart',
    );
  });

  it('knows that a canary of Argo Rollouts has no Pods between releases', () => {
    const rule = (annotations: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop, annotations: {${annotations}} }
spec: { host: cart, subsets: [{ name: canary, labels: { app: cart, rollouts-pod-template-hash: abc } }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;
    const options = { live: { unread: [] } };
    expect(found(live(rule('')), options)).toEqual(['IST0173 DestinationRule shop/cart']);
    expect(found(live(rule('argo-rollouts.argoproj.io/managed-by-rollouts: cart')), options)).toEqual([]);
  });

  it('knows that the target of a Canary has no Pods between releases', () => {
    const canary =
      'apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: { name: cart, namespace: shop }\nspec: { targetRef: { kind: Deployment, name: cart }, service: { port: 80 } }\n';
    const options = { live: { unread: [] } };
    expect(found(live(`${sidecar}---\n${deployment}`), options)).toContain('IST0101 Sidecar shop/cart');
    expect(found(live(`${sidecar}---\n${deployment}---\n${canary}`), options)).toEqual([]);
  });

  it('makes nothing of kinds of other projects that may not be read', () => {
    const options = { live: { unread: [unread('Certificate', 'certificates.cert-manager.io')] } };
    expect(found(live(namespace), options)).toEqual([]);
  });

  it.each<[string, string, KindKey]>([
    ['messages that depend on a kind', toNowhere, 'Service'],
    ['analyzers that do not say what depends on it', throughGateway, 'Gateway'],
  ])('leaves out %s which may not be read, and says so', (_, yaml, kind) => {
    const before = found(live(yaml), { live: { unread: [] } });
    expect(before).toContain('IST0101 VirtualService shop/cart');
    const after = found(live(yaml), { live: { unread: [unread(kind, 'things')] } });
    expect(after).toContain('IST0141 APIResource things');
    expect(after).not.toContain('IST0101 VirtualService shop/cart');
  });

  it('reports missing permissions whatever namespace is asked about', () => {
    const options = { live: { unread: [unread('Secret', 'secrets')] }, namespace: 'shop' };
    expect(found(live(namespace), options)).toEqual(['IST0141 APIResource secrets']);
  });
});
