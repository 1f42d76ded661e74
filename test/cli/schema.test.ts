import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { kinds } from '../../src/schema/compiled/kinds.js';
import { root, Sandbox } from '../support/run.ts';

const schema = (...args: string[]): string => {
  const ended = new Sandbox().run(['schema', ...args]);
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  return ended.stdout;
};
const refusal = (...args: string[]): string => {
  const ended = new Sandbox().run(['schema', ...args]);
  expect(ended).toMatchObject({ status: 64, stdout: '' });
  return ended.stderr;
};
const titleOf = (text: string): string => JSON.parse(text).title;

describe('schema', () => {
  it('lists the kinds', () => {
    const [header, ...lines] = schema().trimEnd().split('\n');
    expect(header).toMatch(/^KIND +API VERSIONS +SUMMARY$/);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^VirtualService +networking\.istio\.io\/v1, v1alpha3, v1beta1 +Decides where traffic [^.]*$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^MeshNetworks +Says which endpoints /));
    expect(lines.filter((line) => /ProxyConfig/.test(line)).map((line) => line.split(' ')[0])).toEqual([
      'mesh.istio.io/ProxyConfig',
      'networking.istio.io/ProxyConfig',
    ]);
  });

  it('lists them as JSON and YAML', () => {
    const records = JSON.parse(schema('-o', 'json'));
    expect(records).toContainEqual({
      group: 'telemetry.istio.io',
      kind: 'Telemetry',
      apiVersions: ['telemetry.istio.io/v1', 'telemetry.istio.io/v1alpha1'],
      plural: 'telemetries',
      shortNames: ['telemetry'],
      summary: expect.stringMatching(/^Sets tracing, metrics and access logs/),
    });
    expect(readYaml(schema('-o', 'yaml')).map(({ value }) => value)).toEqual([records]);
  });

  it.each([
    'VirtualService',
    'virtualservice',
    'virtualservices',
    'vs',
    'VS',
    'networking.istio.io/VirtualService',
    'networking.istio.io/v1/virtualservice',
    'virtualservices.networking.istio.io',
  ])('prints the schema of a kind called %s', (name) => {
    expect(titleOf(schema(name))).toBe('VirtualService');
  });

  it('prints a kind as the file that editors get, and as YAML', () => {
    const file = JSON.parse(readFileSync(join(root, 'dist/schemas/security.istio.io/PeerAuthentication.json'), 'utf8'));
    expect(JSON.parse(schema('pa'))).toEqual(file);
    expect(readYaml(schema('pa', '-o', 'yaml')).map(({ value }) => value)).toEqual([file]);
    expect(JSON.stringify(file)).not.toMatch(/"\$ref":"[^#]/);
  });

  it('prints the combined schema', () => {
    const file = JSON.parse(readFileSync(join(root, 'dist/schemas/istio.json'), 'utf8'));
    expect(JSON.parse(schema('all'))).toEqual(file);
    expect(schema('--all')).toBe(schema('all'));
    expect(JSON.stringify(file)).not.toMatch(/"\$ref":"[^#]/);
  });

  it('gives every definition of the combined schema a name of its own', () => {
    const { $defs } = JSON.parse(schema('all'));
    const specs = Object.entries<{ properties?: Record<string, { $ref?: string }> }>($defs)
      .filter(([, { properties }]) => properties?.apiVersion && properties.spec)
      .map(([name, { properties }]) => [name, properties!.spec!.$ref!.slice('#/$defs/'.length)]);
    expect(specs.length).toBeGreaterThan(14);
    for (const [kind, spec] of specs) {
      expect(spec).not.toBe(kind);
      expect($defs[spec!].properties ?? {}).not.toHaveProperty('apiVersion');
    }
  });
});

describe('schema of a field', () => {
  it('explains it', () => {
    const text = schema('vs.spec.http.retries');
    expect(text).toMatch(/^VirtualService\.spec\.http\.retries {2}object\n\nRetries of failed requests\./);
    expect(text).toMatch(/\nFields:\n {2}attempts {18}integer\n {6}Retries after the first try/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each([
    ['dr.spec.trafficPolicy.tls.mode', /^Allowed: {2}DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL$/m],
    ['dr.spec.trafficPolicy.tls.mode', /^Default: {2}DISABLE$/m],
    ['vs.spec.http.timeout', /^Example: {2}5s\n {10}500ms\n/m],
    ['vs.spec.http.timeout', /^Rule: {5}must be a duration of at least 1ms/m],
    ['ap.spec.targetRefs.name', /^Length: +at least 1, at most 253$/m],
    ['vs.spec.http.route.destination.host', /^VirtualService\.[\w.]+\.host {2}string, required$/m],
    ['vs.spec.http.mirrorPercent', /^VirtualService\.[\w.]+ {2}integer, deprecated$/m],
    ['gw.spec.selector', /^Gateway\.spec\.selector {2}map of strings$/m],
    ['MeshNetworks.networks.east.gateways', /^MeshNetworks\.networks\.east\.gateways {2}list of objects$/m],
    ['vs.spec.http[0].match[].uri', /^VirtualService\.spec\.http\.match\.uri {2}object$/m],
    ['virtualservices.networking.istio.io.spec.hosts', /^VirtualService\.spec\.hosts {2}list of strings$/m],
  ])('says of %s what %s looks for', (field, words) => {
    expect(schema(field)).toMatch(words);
  });

  it('explains a whole kind when asked for text', () => {
    const text = schema('dr', '-o', 'text');
    expect(text).toMatch(/^DestinationRule {2}networking\.istio\.io\/v1, v1alpha3, v1beta1\n/);
    expect(text).toMatch(/\n {2}apiVersion {2}string, required\n/);
  });

  it('is a schema of its own as JSON', () => {
    const { $schema, $ref, $defs } = JSON.parse(schema('vs.spec.http.retries', '-o', 'json'));
    expect({ $schema, $ref }).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $ref: '#/$defs/HTTPRetry',
    });
    expect(Object.keys($defs).sort()).toEqual(['Duration', 'HTTPRetry']);
  });

  it.each(Object.keys(kinds))('explains %s to its ends', async (id) => {
    const { fieldHelp, fieldSchema } = await import('../../src/schema/field-help.ts');
    const whole = (await kinds[id]!.source()).default;
    const seen = new Set<unknown>();
    const visit = (steps: readonly string[]): void => {
      const { node } = fieldSchema(whole, steps, id);
      const help = fieldHelp(node, whole);
      const known = node.$ref ?? node;
      if (seen.has(known)) return;
      seen.add(known);
      for (const { name, summary } of help.fields) {
        expect(summary).not.toMatch(/undefined|\[object/);
        visit([...steps, name]);
      }
    };
    visit([]);
    expect(seen.size).toBeGreaterThan(3);
  });
});

describe('schema -o crd', () => {
  it('prints a CustomResourceDefinition', () => {
    const documents = readYaml(schema('serviceentries', '-o', 'crd'));
    expect(documents).toHaveLength(1);
    expect(documents[0]!.value).toMatchObject({
      kind: 'CustomResourceDefinition',
      metadata: { name: 'serviceentries.networking.istio.io' },
      spec: { names: { kind: 'ServiceEntry', shortNames: ['se'] } },
    });
  });

  it('prints them all, in YAML without anchors', () => {
    const box = new Sandbox();
    expect(box.shell('meshwright schema all -o crd > crds.yaml')).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(join(box.folder, 'crds.yaml'), 'utf8');
    const documents = readYaml(text);
    expect(documents.map(({ problem }) => problem)).toEqual(documents.map(() => undefined));
    const { length } = JSON.parse(schema('-o', 'json')).filter(({ plural }: { plural?: string }) => plural);
    expect(documents).toHaveLength(length);
    expect(length).toBeGreaterThanOrEqual(15);
    expect(text).not.toMatch(/: [&*]\w+$/m);
  });
});

describe('schema refuses', () => {
  it.each<[string[], RegExp]>([
    [['virtualservce'], /there is no schema of "virtualservce"\. Did you mean "VirtualService"\?/],
    [['networking.istio.io/Gatway'], /Did you mean "networking\.istio\.io\/Gateway"\?/],
    [['Deployment'], /there is no schema of "Deployment"\. "meshwright schema" lists/],
    [[''], /there is no schema of ""/],
    [['ProxyConfig'], /"ProxyConfig" may be mesh\.istio\.io\/ProxyConfig or networking\.istio\.io\/ProxyConfig/],
    [['vs.spec.http.retrys'], /VirtualService\.spec\.http has no field "retrys"\. Did you mean "retries"\?/],
    [['vs.spec.hosts.name'], /VirtualService\.spec\.hosts has no fields, and so no "name"/],
    [['vs.spec.__proto__'], /has no field "__proto__"/],
    [['MeshNetworks', '-o', 'crd'], /MeshNetworks has no CustomResourceDefinition/],
    [['IstioOperator', '-o', 'crd'], /IstioOperator has no CustomResourceDefinition/],
    [['vs.spec', '-o', 'crd'], /leave out "\.spec"/],
    [['-o', 'crd'], /-o crd needs a kind, or all/],
    [['vs', 'dr'], /takes one kind or field, not 2/],
    [['vs', '--all'], /takes one kind or field, not 2/],
    [['vs', '-o', 'xml'], /--output takes text, json, yaml or crd, not "xml"/],
  ])('%j', (args, words) => {
    expect(refusal(...args)).toMatch(words);
  });
});
