import { expect, it } from 'vitest';
import { assumedIngress } from '../../src/resources/assumed-ingress.ts';
import { Mesh } from '../../src/resources/mesh.ts';
import { meshConfigOf } from '../../src/resources/mesh-config.ts';
import { toResources } from '../../src/resources/to-resources.ts';

it("is a Pod and a Service in Istio's namespace", () => {
  const mesh = new Mesh(assumedIngress('istio-system', meshConfigOf(undefined)));
  const service = mesh.find('Service', 'istio-ingressgateway', 'istio-system');
  expect(service?.assumed).toBe(true);
  expect(service?.spec.ports?.map(({ port, targetPort, protocol }) => [port, targetPort, protocol])).toEqual(
    [80, 443, 31400, 15443].map((port) => [port, port, 'TCP']),
  );
  const pods = mesh.labelled('Pod', service?.spec.selector ?? {}, 'istio-system');
  expect(pods.map(({ labels, spec }) => ({ labels, spec }))).toEqual([
    {
      labels: { istio: 'ingressgateway' },
      spec: { serviceAccountName: 'istio-ingressgateway-service-account', containers: [{ name: 'istio-proxy' }] },
    },
  ]);
});

it('has the name that the mesh config gives it, whatever is in it', () => {
  const resources = assumedIngress('mesh', meshConfigOf({ ingressService: 'edge: {' }));
  expect(resources.map(({ origin }) => origin)).toEqual(['Pod mesh/edge: {-assumed', 'Service mesh/edge: {']);
});

it('is not there when the mesh config turns ingress off', () => {
  expect(assumedIngress('istio-system', meshConfigOf({ ingressControllerMode: 'OFF' }))).toEqual([]);
});

it('gives way to a Service that is read, without a word about duplicates', () => {
  const text = '{apiVersion: v1, kind: Service, metadata: {name: istio-ingressgateway, namespace: istio-system}}';
  const { resources } = toResources({ name: 'gateway.yaml', text });
  const mesh = new Mesh([...assumedIngress('istio-system', meshConfigOf(undefined)), ...resources]);
  expect(mesh.each('Service').map(({ assumed }) => assumed)).toEqual([false]);
  expect(mesh.duplicates).toEqual([]);
  expect([mesh.has('Service'), mesh.has('Pod')]).toEqual([true, false]);
});
