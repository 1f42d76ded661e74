import { describe, expect, it } from 'vitest';
import { mtls, readMeshConfig, readResources } from '../../src/index.ts';
import { peerAuthentication, shopWorld } from '../support/mtls.ts';

const text = [...shopWorld, peerAuthentication('strict', 'shop', 'mtls: {mode: STRICT}')].join('\n---\n');
const { resources } = readResources([{ name: 'shop.yaml', text }]);

describe('mtls', () => {
  it('tells what ports take and what calls come to', async () => {
    const { ports, connections } = await mtls(resources, { client: 'bare/old', server: { workload: 'shop/cart' } });
    expect(ports.map(({ workload, port, mode }) => [workload.fullName, port, mode])).toEqual([
      ['shop/cart', 8080, 'STRICT'],
    ]);
    expect(connections.map(({ outcome, transport }) => [outcome, transport])).toEqual([['refused', 'plaintext']]);
  });

  it('goes by a mesh config', async () => {
    const config = readMeshConfig({ name: 'mesh.yaml', text: 'enableAutoMtls: false' });
    const { connections } = await mtls(resources, { client: 'shop/web', server: { workload: 'shop/cart' }, config });
    expect(connections.map(({ outcome }) => outcome)).toEqual(['refused']);
  });
});
