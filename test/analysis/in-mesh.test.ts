import { describe, expect, it } from 'vitest';
import { deploymentInMesh, namespaceInAmbient, podInAmbient, podInMesh } from '../../src/analysis/in-mesh.ts';
import { Mesh } from '../../src/resources/mesh.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const meshOf = (text: string) => new Mesh(toResources({ name: 'test.yaml', text }).resources);
const namespace = (labels: string) =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {${labels}}}}\n`;
const podOf = (metadata: string, spec = '{}') =>
  `---\n{apiVersion: v1, kind: Pod, metadata: {name: cart, namespace: shop, ${metadata}}, spec: ${spec}}\n`;
const deploymentOf = (metadata: string, spec = '{}') =>
  `---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop}, spec: {template: {metadata: {${metadata}}, spec: ${spec}}}}\n`;
const enabled = namespace('istio-injection: enabled');
const label = (value: string) => `labels: {sidecar.istio.io/inject: "${value}"}`;
const annotation = (value: string) => `annotations: {sidecar.istio.io/inject: "${value}"}`;
const proxy = '{containers: [{name: cart, image: cart}, {name: istio-proxy, image: proxyv2}]}';

describe('in the mesh', () => {
  it.each([
    ['nothing says so', '', '', '{}', false],
    ['the namespace is injected', enabled, '', '{}', true],
    ['the namespace is not', namespace('istio-injection: disabled'), '', '{}', false],
    ['a label goes before the namespace', enabled, label('false'), '{}', false],
    ['an annotation goes before the namespace', enabled, annotation('false'), '{}', false],
    ['a label goes before an annotation', '', `${label('true')}, ${annotation('false')}`, '{}', true],
    ['the annotation alone', '', annotation('true'), '{}', true],
    ['a label that is not exactly true', '', label('yes'), '{}', false],
    ['a sidecar goes before all', '', label('false'), proxy, true],
    ['a sidecar without an image is still to be injected', '', '', '{containers: [{name: istio-proxy}]}', false],
  ])('%s', (_, namespaceYaml, metadata, spec, expected) => {
    const mesh = meshOf(namespaceYaml + podOf(metadata, spec) + deploymentOf(metadata, spec));
    expect(podInMesh(mesh.find('Pod', 'cart', 'shop')!, mesh)).toBe(expected);
    expect(deploymentInMesh(mesh.find('Deployment', 'cart', 'shop')!, mesh)).toBe(expected);
  });

  it('counts a sidecar among the init containers, where native ones are', () => {
    const mesh = meshOf(podOf('', '{initContainers: [{name: istio-proxy, image: proxyv2}]}'));
    expect(podInMesh(mesh.find('Pod', 'cart', 'shop')!, mesh)).toBe(true);
  });

  it('takes a Deployment without a template to be outside', () => {
    const mesh = meshOf('{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop}}');
    expect(deploymentInMesh(mesh.find('Deployment', 'cart', 'shop')!, mesh)).toBe(false);
  });
});

describe('in ambient mode', () => {
  it.each([
    ['annotations: {ambient.istio.io/redirection: enabled}', true],
    ['annotations: {ambient.istio.io/redirection: disabled}', false],
    ['labels: {}', false],
  ])('a Pod with %s', (metadata, expected) => {
    expect(podInAmbient(meshOf(podOf(metadata)).find('Pod', 'cart', 'shop')!)).toBe(expected);
  });

  it.each([
    ['istio.io/dataplane-mode: ambient', true],
    ['istio.io/dataplane-mode: none', false],
    ['istio.io/dataplane-mode: ambient, istio-injection: enabled', false],
    ['istio.io/dataplane-mode: ambient, istio-injection: disabled', true],
    ['istio.io/dataplane-mode: ambient, istio.io/rev: canary', false],
    ['istio.io/dataplane-mode: ambient, istio.io/rev: ""', true],
  ])('a namespace with %s', (labels, expected) => {
    expect(namespaceInAmbient(meshOf(namespace(labels)).find('Namespace', 'shop'))).toBe(expected);
  });

  it('not a namespace that is unknown', () => {
    expect(namespaceInAmbient(undefined)).toBe(false);
  });
});
