import { expect, it } from 'vitest';
import { proxyVersions } from '../../../src/proxy/envoy/bootstrap.ts';

const build = { version: { majorNumber: 1, minorNumber: 40 } };

it.each([
  [{}, { istio: '', istioProxy: '', envoy: '0.0.0' }],
  [
    { metadata: { ISTIO_VERSION: '1.30.3', ISTIO_PROXY_SHA: 'istio-proxy:abc' }, userAgentBuildVersion: build },
    { istio: '1.30.3', istioProxy: 'abc', envoy: '1.40.0' },
  ],
  [
    {
      metadata: { ISTIO_PROXY_SHA: 'abc' },
      userAgentBuildVersion: {
        ...build,
        metadata: {
          'ssl.version': 'BoringSSL',
          'build.type': 'RELEASE',
          'revision.status': 'Clean',
          'build.label': 'dev',
        },
      },
    },
    { istioProxy: 'abc', envoy: '1.40.0-dev/Clean/RELEASE/BoringSSL' },
  ],
])('%j', (node, expected) => {
  expect(proxyVersions({ bootstrap: { node } } as never)).toMatchObject(expected);
});
