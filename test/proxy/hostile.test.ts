import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MeshwrightError } from '../../src/base/errors.ts';
import { proxyOverview } from '../../src/output/proxy/proxy-overview.ts';
import { hostTable } from '../../src/output/proxy/proxy-tables.ts';
import { ztunnelOverview } from '../../src/output/proxy/ztunnel-overview.ts';
import { authorizationPolicies } from '../../src/proxy/authorization/policies.ts';
import { compareDumps } from '../../src/proxy/compare/dumps.ts';
import { clusterStatuses, hostRows } from '../../src/proxy/envoy/cluster-status.ts';
import { ConfigDump } from '../../src/proxy/envoy/config-dump.ts';
import { extensionRows } from '../../src/proxy/envoy/extension.ts';
import { pendingUpdates } from '../../src/proxy/envoy/update-states.ts';
import { ZtunnelDump } from '../../src/proxy/ztunnel/dump.ts';
import { policyRecord } from '../../src/proxy/ztunnel/policy.ts';
import { serviceRecord } from '../../src/proxy/ztunnel/service.ts';
import { spoilt, surprise, way } from '../support/spoil.ts';
import { dumpOf, file } from './dump.ts';
import { envoy, status, ztunnel } from './sample-dumps.ts';

function survives(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(MeshwrightError);
  }
}

const all = { fqdn: '', direction: '', subset: '', port: 0, address: '', type: '', name: '', status: '', cluster: '' };

it('a dump of Envoy may hold anything', () => {
  fc.assert(
    fc.property(way, way, surprise, surprise, (one, other, a, b) => {
      const text = file(spoilt(spoilt(envoy, one, a), other, b));
      survives(() => {
        const dump = new ConfigDump(text);
        survives(() => proxyOverview(dump, { ...all, verbose: true, withHeaders: true, now: 0 }));
        survives(() => authorizationPolicies(dump));
        survives(() => extensionRows(dump));
        survives(() => JSON.parse(dump.text()));
        survives(() => compareDumps(new ConfigDump(dumpOf(...envoy.configs)), dump));
        for (const part of ['clusters', 'listeners', 'secrets'] as const) survives(() => pendingUpdates(dump, part));
      });
    }),
    { seed: 21, numRuns: 1500 },
  );
});

it('so may a dump of ztunnel, and what Envoy says of its clusters', () => {
  fc.assert(
    fc.property(way, surprise, (steps, other) => {
      survives(() => {
        const dump = new ZtunnelDump(file(spoilt(ztunnel, steps, other)));
        ztunnelOverview(dump, 0, true);
        dump.all('services').map(serviceRecord);
        dump.all('policies').map(policyRecord);
      });
      survives(() => hostTable(hostRows(clusterStatuses(file(spoilt(status, steps, other))), all)));
    }),
    { seed: 22, numRuns: 1500 },
  );
});
