import { expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { pendingUpdates } from '../../../src/proxy/envoy/update-states.ts';
import { any, clusters, dumpOf, section } from '../dump.ts';

const cluster = (name: string) => any('envoy.config.cluster.v3.Cluster', { name });

it('tells what was refused, and what is waited for', () => {
  const dump = new ConfigDump(
    dumpOf(
      section('Clusters', {
        dynamic_active_clusters: [
          { cluster: cluster('fine') },
          { cluster: cluster('old'), error_state: { details: 'no such host' } },
          { error_state: { failed_configuration: cluster('new'), details: 'unknown type' } },
        ],
        dynamic_warming_clusters: [{ cluster: cluster('warm') }],
      }),
      section('Listeners', {
        dynamic_listeners: [
          { name: 'first', warming_state: {} },
          { name: 'again', active_state: {}, warming_state: {} },
          { name: 'bad', error_state: { details: 'no filter' } },
        ],
      }),
    ),
  );
  expect(pendingUpdates(dump, 'clusters')).toEqual([
    { name: 'cluster old', refusal: 'no such host' },
    { name: 'cluster new', refusal: 'unknown type' },
    { name: 'cluster warm', refusal: '' },
  ]);
  expect(pendingUpdates(dump, 'listeners')).toEqual([
    { name: 'listener first', refusal: '' },
    { name: 'listener bad', refusal: 'no filter' },
  ]);
  expect(pendingUpdates(dump, 'bootstrap')).toEqual([]);
});

it('tells nothing where all is well', () => {
  expect(pendingUpdates(new ConfigDump(dumpOf(clusters([{ name: 'a' }]))), 'clusters')).toEqual([]);
});
