import { describe, expect, it } from 'vitest';
import { readLiveInjection } from '../../../src/cli/injection/live-injection.ts';
import { FakeCluster } from '../../support/fake-cluster.ts';

const file = { name: 'given', text: '{}' };
const request = { istioNamespace: 'istio-system', given: { config: file, values: file, mesh: file } };

const environmentBy = async (url: string) => {
  const webhook = {
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'remote' },
    webhooks: [{ name: 'rev.namespace.sidecar-injector.istio.io', clientConfig: { url } }],
  };
  const injector = { webhook, revision: 'default', tags: [] };
  const { environment } = await readLiveInjection({ note: () => {} }, new FakeCluster(), injector, request);
  return Object.fromEntries(environment ?? []);
};

describe('the path of a webhook’s URL', () => {
  it('is read without its escapes', async () => {
    expect(await environmentBy('https://istiod.example.com/inject/cluster/e%61st')).toEqual({
      ISTIO_META_CLUSTER_ID: 'east',
    });
  });

  it.each(['/inject/cluster/%zz', '/inject/cluster/%ff'])('is refused as %s', async (path) => {
    await expect(environmentBy(`https://istiod.example.com${path}`)).rejects.toThrow(
      `MutatingWebhookConfiguration remote: the path of its URL, ${path}, has a % that begins no escape of UTF-8`,
    );
  });
});
