import { describe, expect, it } from 'vitest';
import { InputError, MeshwrightError } from '../../../src/base/errors.ts';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { any, clusters, dumpOf, file, section } from '../dump.ts';

const names = (value: unknown) =>
  Array.from(new ConfigDump(file(value)).each('clusters', 'dynamicActiveClusters'), (item) => item.cluster).map(
    (cluster) => (cluster as { name?: string }).name,
  );
const shop = { cluster: any('envoy.config.cluster.v3.Cluster', { name: 'shop' }) };

describe('a dump', () => {
  it.each([
    ['of Envoy', { configs: [clusters([{ name: 'shop' }])] }],
    ['of istiod', { configs: [section('Clusters', { dynamicActiveClusters: [shop] })] }],
    ['inside an object', { pod: 'shop-1', config_dump: { configs: [clusters([{ name: 'shop' }])] } }],
    ['behind an empty list', { other: [], configs: [clusters([{ name: 'shop' }])] }],
    ['as its list', [clusters([{ name: 'shop' }])]],
    ['of one section', clusters([{ name: 'shop' }])],
    ['of single resources', { configs: [any('envoy.admin.v3.ClustersConfigDump.DynamicCluster', shop)] }],
    ['with blanks and a mark before it', ` \n${JSON.stringify({ configs: [clusters([{ name: 'shop' }])] })}`],
  ])('%s is read', (_, value) => {
    expect(names(value)).toEqual(['shop']);
  });

  it('joins a section that comes in pieces', () => {
    const extension = (name: string) =>
      section('Ecds', { ecds_filters: [{ ecds_filter: any('envoy.config.core.v3.TypedExtensionConfig', { name }) }] });
    const joined = new ConfigDump(dumpOf(extension('a'), extension('b'))).section('extensions');
    expect(joined.ecdsFilters).toHaveLength(2);
  });

  it('is parsed only where it is asked', () => {
    const text = `{"configs": [{"@type": "x/envoy.admin.v3.RoutesConfigDump", "dynamic_route_configs": [nonsense]},
      ${JSON.stringify(clusters([{ name: 'shop' }]))}]}`;
    expect(names(text)).toEqual(['shop']);
  });

  it('holds bootstrap by itself', () => {
    const dump = new ConfigDump(dumpOf(any('envoy.config.bootstrap.v3.Bootstrap', { node: { id: 'a' } })));
    expect(dump.section('bootstrap')).toEqual({ bootstrap: { node: { id: 'a' } } });
  });
});

describe('secrets', () => {
  const secrets = (key: string) =>
    dumpOf(
      section('Secrets', {
        dynamic_active_secrets: [
          {
            name: 'default',
            secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
              tls_certificate: { private_key: { inline_string: key } },
            }),
          },
        ],
      }),
    );

  it('are redacted in resources, sections and the text', () => {
    const dump = new ConfigDump(secrets('KEY'));
    const found = [[...dump.each('secrets', 'dynamicActiveSecrets')], dump.section('secrets'), dump.text()];
    expect(JSON.stringify(found)).not.toContain('KEY');
    expect(JSON.parse(dump.text())).toEqual(JSON.parse(secrets('[redacted]').text));
  });

  it('are there when asked for', () => {
    const dump = new ConfigDump(secrets('KEY'), { showSecrets: true });
    expect(JSON.stringify(dump.section('secrets'))).toContain('KEY');
    expect(dump.text()).toBe(secrets('KEY').text);
  });

  it('are all that changes in the text', () => {
    const text = `{ "configs" : [ ${JSON.stringify(clusters([{ name: 'é' }]))} ] }\n`;
    expect(new ConfigDump(file(text)).text()).toBe(text);
  });
});

describe('what is no dump', () => {
  it.each([
    ['', 'dump.json is empty'],
    [' \n', 'dump.json is empty'],
    ['Failed to convert protobuf message', /^dump\.json:1:1: .*own error: Failed to convert protobuf message$/],
    ['configs:\n- {}\n', /this is YAML, and dumps are read as JSON/],
    ['{"configs": [{"@type": "a', /^dump\.json:1:26: the text ends here/],
    ['{}', /holds no "configs"/],
    ['{"cluster_statuses": []}', /"proxy-config endpoint" reads/],
    ['{"workloads": {}, "services": {}}', /"ztunnel-config" reads/],
  ])('%j is refused', (text, message) => {
    const read = () => new ConfigDump(file(text));
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });

  it('lacks what is asked for', () => {
    const dump = new ConfigDump(dumpOf(clusters([])));
    expect(() => dump.demand('clusters')).not.toThrow();
    expect(() => dump.demand('routes')).toThrow(
      new MeshwrightError('dump.json holds no routes (RoutesConfigDump): it holds clusters'),
    );
    expect(() => new ConfigDump(dumpOf()).demand('routes')).toThrow(/it is empty/);
    expect(() => new ConfigDump(file([{ proxy: 'a' }])).demand('routes')).toThrow(/nothing in it is a section/);
  });
});
