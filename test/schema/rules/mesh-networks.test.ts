import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/schema/compiled/mesh.istio.io/MeshNetworks.js';
import rules from '../../../src/schema/rules/mesh-networks.ts';
import { problemsOf } from '../../support/rules.ts';

const run = (east: Network): string[] => problemsOf(rules, { networks: { east } }, {}, []);

const clean: Record<string, Network> = {
  'a network of nothing': {},
  endpoints: { endpoints: [{ fromCidr: '10.1.0.0/16' }, { fromCidr: 'fd00::1' }, { fromRegistry: 'cluster-east' }] },
  gateways: {
    gateways: [
      { address: '203.0.113.10', port: 15443 },
      { address: 'east.example.com', port: 1 },
      { registryServiceName: 'istio-eastwestgateway.istio-system.svc.cluster.local', port: 65535 },
    ],
  },
};

const bad: readonly [Network, ...string[]][] = [
  [
    { endpoints: [{ fromCidr: '10.1.0.0/33' }, { fromRegistry: 'a.b' }, {}] },
    'networks.east.endpoints[0].fromCidr: must have a prefix of at most 32 bits, not 33',
    'networks.east.endpoints[1].fromRegistry: must be letters, digits and inner hyphens, at most 63 of them, not "a.b"',
    'warning networks.east.endpoints[2]: has no effect without fromCidr or fromRegistry',
  ],
  [
    { gateways: [{ port: 80 }, { address: '', port: 0 }, { registryServiceName: 'a..b' }] },
    'warning networks.east.gateways[0]: has no effect without address or registryServiceName',
    'networks.east.gateways[1].address: must not be empty',
    'networks.east.gateways[1].port: must be a port from 1 to 65535, not 0',
    'networks.east.gateways[2].registryServiceName: "a..b" is not a host name: it has an empty label',
    'networks.east.gateways[2].port: is required, and missing',
  ],
];

describe('mesh networks', () => {
  it.each(Object.entries(clean))('takes %s', (_, network) => {
    expect(run(network)).toEqual([]);
  });

  it.each(bad)('finds what is wrong with %j', (network, ...problems) => {
    expect(run(network)).toEqual(problems);
  });
});
