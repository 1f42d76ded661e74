import { describe, expect, it } from 'vitest';
import { readMeshConfig, readMeshNetworks } from '../../src/resources/mesh-config.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const read = (text: string, options = {}) => toResources({ name: 'a.yaml', text }, options);

describe('toResources', () => {
  it('takes Lists apart, lists in lists too, and knows where each item stands', () => {
    const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ServiceList
  items:
  - apiVersion: v1
    kind: Service
    metadata: {name: a, namespace: shop}
- apiVersion: v1
  kind: Namespace
  metadata:
    name: shop
`;
    const { resources, problems } = read(text);
    expect(problems).toEqual([]);
    expect(resources.map(({ origin }) => origin)).toEqual(['Service shop/a', 'Namespace shop']);
    expect(resources.map((r) => r.position(['metadata', 'name']).line)).toEqual([9, 13]);
  });

  it('puts what names no namespace into the default one, unless its kind has none', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Node\nmetadata: {name: n1, namespace: x}\n';
    expect(read(text).resources.map(({ origin }) => origin)).toEqual(['Pod default/a', 'Node n1']);
    expect(read(text, { defaultNamespace: 'shop' }).resources[0]!.namespace).toBe('shop');
  });

  it('names what is no Kubernetes object by document, line and column, and reads the rest', () => {
    const { resources, problems } = read(
      'a: 1\n---\n- x\n---\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\n',
    );
    expect(resources.map(({ name }) => name)).toEqual(['p']);
    expect(problems.map(({ file, document, line, column }) => [file, document, line, column])).toEqual([
      ['a.yaml', 0, 1, 1],
      ['a.yaml', 1, 3, 1],
      ['a.yaml', 2, 5, 1],
    ]);
    expect(problems[2]!.message).toContain('this Pod has no metadata');
  });

  it('keeps a key given twice, with its path from the item', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n  spec:\n    nodeName: a\n    nodeName: b\n';
    const [pod] = read(text).resources;
    expect(pod!.duplicateKeys).toEqual([
      { path: ['spec', 'nodeName'], first: { line: 8, column: 5 }, again: { line: 9, column: 5 } },
    ]);
    expect(pod!.spec).toEqual({ nodeName: 'b' });
  });

  it('passes over kustomizations, which are built from and never applied', () => {
    expect(read('apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n')).toEqual({
      resources: [],
      problems: [],
    });
  });

  it('lets files be without metadata, and no other objects', () => {
    const file = (metadata: string) =>
      read(`apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n${metadata}spec:\n  hub: a\n`);
    for (const metadata of ['', 'metadata: null\n']) {
      const { resources, problems } = file(metadata);
      expect(problems).toEqual([]);
      expect(resources.map(({ origin, isNamed }) => [origin, isNamed])).toEqual([['IstioOperator', false]]);
      expect(resources[0]!.position(['spec', 'hub']).line).toBe(metadata === '' ? 4 : 5);
    }
    expect(file('metadata: { name: mesh, namespace: istio-system }\n').resources[0]!.origin).toBe('IstioOperator mesh');
    expect(file('metadata: mesh\n').problems.map(({ message }) => message)).toEqual([
      'this IstioOperator has no metadata map',
    ]);
    expect(read('apiVersion: v1\nkind: List\nitems: null\n')).toEqual({ resources: [], problems: [] });
    const inList = read(
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: install.istio.io/v1alpha1\n  kind: IstioOperator\n  spec:\n    hub: a\n',
    );
    expect(inList.resources[0]!.position(['spec', 'hub'])).toMatchObject({ line: 7, column: 10 });
    expect(read('apiVersion: networking.istio.io/v1\nkind: Gateway\n').problems).toHaveLength(1);
  });

  it('leaves labels that are no strings out, as Kubernetes has none', () => {
    const [pod] = read('apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: a, version: 1}}\n').resources;
    expect(pod!.labels).toEqual({ app: 'a' });
  });

  it('never reaches a prototype', () => {
    const [pod] = read(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {__proto__: x, constructor: z}}\nspec:\n  __proto__: {nodeName: evil}\n',
    ).resources;
    expect(Object.keys(pod!.labels).sort()).toEqual(['__proto__', 'constructor']);
    expect((pod!.spec as { nodeName?: string }).nodeName).toBeUndefined();
    expect(({} as { nodeName?: string }).nodeName).toBeUndefined();
  });
});

describe('readMeshConfig', () => {
  const config = (text: string) => readMeshConfig({ name: 'mesh.yaml', text });

  it("has Istio's defaults for what is left out", () => {
    expect(config('').rootNamespace).toBe('istio-system');
    expect(config('rootNamespace: mesh-system').rootNamespace).toBe('mesh-system');
  });

  it('takes the names of the .proto files for those in JSON', () => {
    expect(
      config(`
root_namespace: mesh-system
enable_auto_mtls: false
defaultConfig: { proxy_metadata: { SOME_KEY: a }, image: { image_type: debug } }
defaultProviders: { access_logging: [envoy] }
extension_providers: [{ name: a }]
`),
    ).toMatchObject({
      rootNamespace: 'mesh-system',
      enableAutoMtls: false,
      defaultConfig: { proxyMetadata: { SOME_KEY: 'a' }, image: { imageType: 'debug' } },
      defaultProviders: { accessLogging: ['envoy'] },
      extensionProviders: [{ name: 'a' }],
    });
  });

  it('leaves out what istiod reads by its name in JSON only', () => {
    const { defaultConfig, defaultProviders } = config('default_config: {}\ndefault_providers: {}\n');
    expect([defaultConfig, defaultProviders]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a manifest', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\n', 'a ConfigMap is no mesh config'],
    ['a list', '- a\n', 'holds one YAML map'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'mesh.yaml:3: a mesh config file holds one document'],
    ['broken YAML', 'a: [\n', 'mesh.yaml:'],
  ])('refuses %s', (_, text, message) => {
    expect(() => config(text)).toThrow(message);
  });
});

it('readMeshNetworks takes the names of the .proto file too, and leaves networks theirs', () => {
  const text = 'networks:\n  east_1: { endpoints: [{ from_registry: a }, { from_cidr: b, fromCidr: c }] }\n';
  const { networks } = readMeshNetworks({ name: 'networks.yaml', text }, 'istio-system');
  expect(networks).toMatchObject({ east_1: { endpoints: [{ fromRegistry: 'a' }, { fromCidr: 'c' }] } });
});
