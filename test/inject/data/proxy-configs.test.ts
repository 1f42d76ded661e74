import { describe, expect, it } from 'vitest';
import { proxyConfigsOf, withProxyConfigs } from '../../../src/inject/data/proxy-configs.ts';
import { createInjector } from '../../../src/inject/injector.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { settings } from '../../support/injection.ts';

const resource = (name: string, namespace: string, spec: JsonObject, creationTimestamp = ''): JsonObject => ({
  metadata: { name, namespace, creationTimestamp },
  spec,
});
const cart = { matchLabels: { app: 'cart' } };
const resources = [
  resource('of-cart', 'shop', { selector: cart }),
  resource('of-web', 'shop', { selector: { matchLabels: { app: 'web' } } }),
  resource('of-shop', 'shop', {}),
  resource('old', 'mesh', {}, '2026-01-01T00:00:00Z'),
  resource('young', 'mesh', {}, '2026-02-01T00:00:00Z'),
  resource('cart-of-mesh', 'mesh', { selector: cart }),
  resource('other', 'web', {}),
  resource('of-none', 'empty', { selector: {} }),
];
const names = (some: readonly JsonObject[]) => some.map(({ metadata }) => (metadata as JsonObject).name);

describe('the ProxyConfigs of a Pod', () => {
  it.each([
    ['shop', { app: 'cart' }, ['old', 'of-shop'], ['of-cart']],
    ['', { app: 'cart' }, ['old', 'of-shop'], ['of-cart']],
    ['shop', {}, ['old', 'of-shop'], []],
    ['mesh', { app: 'cart' }, ['old'], ['cart-of-mesh']],
    ['empty', { app: 'cart' }, ['old'], []],
  ])('in namespace "%s" with labels %j', (namespace, labels, before, after) => {
    const found = proxyConfigsOf({ resources, defaultNamespace: 'shop' }, 'mesh', { namespace, labels });
    expect([names(found.before), names(found.after)]).toEqual([before, after]);
  });

  it('are laid on each other, the last one on top', () => {
    const mesh = { defaultConfig: { concurrency: 1, proxyMetadata: { A: '1', B: '1' } } };
    const over = [
      resource('a', 'x', { concurrency: 2, environmentVariables: { B: '2', C: '2' } }),
      resource('b', 'x', { image: { imageType: 'debug' }, environmentVariables: { C: '3' } }),
    ];
    expect(withProxyConfigs(mesh, over).defaultConfig).toMatchObject({
      concurrency: 2,
      image: { imageType: 'debug' },
      proxyMetadata: { A: '1', B: '2', C: '3' },
    });
  });

  it('count less than the annotation, but for those that select the Pod', () => {
    const image = (imageType: string) => ({ image: { imageType } });
    const injected = (all: readonly JsonObject[], annotation?: string): unknown => {
      const injector = createInjector(settings({ proxyConfigs: { resources: all, defaultNamespace: 'shop' } }));
      const annotations: JsonObject =
        annotation === undefined ? {} : { 'proxy.istio.io/config': `image: { imageType: ${annotation} }` };
      const pod = { metadata: { labels: { app: 'cart' }, annotations }, spec: { containers: [{ name: 'app' }] } };
      const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', namespace: '' };
      const { spec } = injector.inject(pod, owner);
      return (spec.containers as JsonObject[]).find(({ name }) => name === 'istio-proxy')?.image;
    };
    const ofShop = resource('a', 'shop', image('debug'));
    const ofCart = resource('b', 'shop', { ...image('distroless'), selector: cart });
    expect(injected([])).toBe('example.com/proxyv2:1');
    expect(injected([ofShop])).toBe('example.com/proxyv2:1-debug');
    expect(injected([ofShop], 'distroless')).toBe('example.com/proxyv2:1-distroless');
    expect(injected([ofShop, ofCart])).toBe('example.com/proxyv2:1-distroless');
    expect(injected([ofCart], 'debug')).toBe('example.com/proxyv2:1-distroless');
  });
});
