import { describe, expect, it } from 'vitest';
import { attachedProxies, byNamespace, revisionUse } from '../../src/install/attached-proxies.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const pod = (name: string, metadata: JsonObject, spec: JsonObject = {}, phase = 'Running'): JsonObject => ({
  metadata: { name, namespace: 'shop', ...metadata },
  spec,
  status: { phase },
});
const status = (revision?: string) => ({
  'sidecar.istio.io/status': JSON.stringify({
    containers: ['istio-proxy'],
    ...(revision !== undefined && { revision }),
  }),
});
const image = (tag: string) => [{ name: 'istio-proxy', image: `docker.io/istio/proxyv2:${tag}` }];

describe('attached proxies', () => {
  it.each<[string, JsonObject, object | undefined]>([
    [
      'a sidecar',
      pod('a', { annotations: status('canary') }, { containers: image('1.30.3') }),
      { revision: 'canary', version: '1.30.3' },
    ],
    [
      'a native one',
      pod('a', { annotations: status('x') }, { containers: [], initContainers: image('1.29.0-distroless') }),
      { revision: 'x', version: '1.29.0' },
    ],
    [
      'one whose status names no revision',
      pod('a', { annotations: { ...status(), 'istio.io/rev': 'old' } }),
      { revision: 'old', version: '' },
    ],
    [
      'one whose status is cut off',
      pod('a', { annotations: { 'sidecar.istio.io/status': '{"re' }, labels: { 'istio.io/rev': 'l' } }),
      { revision: 'l' },
    ],
    [
      'one that names none at all',
      pod('a', { annotations: { 'sidecar.istio.io/status': '{}' } }),
      { revision: 'default' },
    ],
    [
      'a Pod of ambient mode',
      pod('a', { annotations: { 'ambient.istio.io/redirection': 'enabled' } }),
      { revision: '', version: '' },
    ],
    ['a Pod without a proxy', pod('a', { labels: { 'istio.io/rev': 'x' } }), undefined],
    ['one that is over', pod('a', { annotations: status('x') }, {}, 'Succeeded'), undefined],
    [
      'a gateway of the installation',
      pod('a', { annotations: status('x'), labels: { 'operator.istio.io/component': 'IngressGateways' } }),
      undefined,
    ],
  ])('%s', (_, given, expected) => {
    const found = attachedProxies([given]);
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found).toMatchObject([{ namespace: 'shop', pod: 'a', ...expected }]);
  });

  it('are told by namespace', () => {
    const proxies = ['a', 'b'].map((name) => ({ namespace: 'shop', pod: name, revision: '', version: '' }));
    expect([...byNamespace(proxies)]).toEqual([['shop', ['a', 'b']]]);
  });
});

it('knows the tags and namespaces that lead to a revision', () => {
  const webhook = (name: string, labels: JsonObject) => ({ metadata: { name, labels } });
  const namespace = (name: string, labels: JsonObject) => ({ metadata: { name, labels } });
  const webhooks = [
    webhook('a', { 'istio.io/rev': 'canary' }),
    webhook('b', { 'istio.io/rev': 'canary', 'istio.io/tag': 'prod' }),
    webhook('c', { 'istio.io/rev': 'stable', 'istio.io/tag': 'default' }),
  ];
  const namespaces = [
    namespace('by-revision', { 'istio.io/rev': 'canary' }),
    namespace('by-tag', { 'istio.io/rev': 'prod' }),
    namespace('by-default', { 'istio-injection': 'enabled' }),
    namespace('by-both', { 'istio-injection': 'enabled', 'istio.io/rev': 'canary' }),
    namespace('by-none', {}),
  ];
  expect(revisionUse('canary', webhooks, namespaces)).toEqual({
    tags: ['prod'],
    namespaces: ['by-revision', 'by-tag'],
  });
  expect(revisionUse('stable', webhooks, namespaces)).toEqual({
    tags: ['default'],
    namespaces: ['by-both', 'by-default'],
  });
});
