import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { catalogue } from '../../src/analysis/catalogue.ts';
import { findingsFormat } from '../../src/output/findings/findings-formats.ts';
import { manifestYaml } from '../../src/output/install/manifest-yaml.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { liveResource } from '../../src/resources/live-resource.ts';

const cart: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'cart' },
  spec: { selector: { app: 'cart' }, ports: [{ port: 80, name: 'frontdoor' }] },
};
let written = 0;
const write = (object: JsonObject) => {
  written++;
  return manifestYaml([object]);
};
const live = (object: JsonObject) => liveResource(object, write);
const namespace = live({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
});

async function report(format: string): Promise<string> {
  const analysis = analyze([namespace, live(cart)], { live: { unread: [] }, analyzers: ['service.PortNameAnalyzer'] });
  const formatter = await findingsFormat(format)!.load();
  return formatter({ ...analysis, messages: catalogue, version: '1', cwd: '/work' }, { color: false });
}

describe('findings about what a cluster holds', () => {
  it('show the line that kubectl would print', async () => {
    expect(await report('text')).toContain('  cluster spec.ports[0].port\n');
    expect(await report('text')).toContain('  9 |     port: 80\n    |           ^^\n');
  });

  it('are counted as such', async () => {
    expect(await report('text')).toContain('\n1 info in the cluster\n');
  });

  it('name no file', async () => {
    expect(JSON.parse(await report('json'))).toMatchObject([
      { code: 'IST0118', origin: 'Service shop/cart', file: '', reference: '', path: 'spec.ports[0].port' },
    ]);
    expect(await report('github')).toMatch(/^::notice title=IST0118 Service shop\/cart::/);
    const [result] = JSON.parse(await report('sarif')).runs[0].results;
    expect(result.locations).toMatchObject([{ logicalLocations: [{ fullyQualifiedName: 'Service shop/cart' }, {}] }]);
    expect(result.locations[0].physicalLocation).toBeUndefined();
    expect(await report('checkstyle')).toContain('<file name="cluster">');
    expect(await report('junit')).toContain('\ncluster\n');
    expect(await report('markdown')).toContain('<code>cluster</code>');
  });

  it('are all that YAML is written for', async () => {
    written = 0;
    await report('json');
    expect(written).toBe(1);
  });
});
