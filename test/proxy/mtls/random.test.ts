import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Connections } from '../../../src/proxy/mtls/connections.ts';
import { Destinations } from '../../../src/proxy/mtls/destinations.ts';
import { workloadsOf } from '../../../src/proxy/mtls/workloads.ts';
import {
  deployment,
  destinationRule,
  meshOf,
  peerAuthentication,
  reportOf,
  service,
  shopWorld,
  sidecar,
} from '../../support/mtls.ts';

const seeded = { seed: 20, numRuns: 150 };
const names = fc.constantFrom('cart', 'web', 'cli', 'old');
const namespaces = fc.constantFrom('shop', 'other', 'bare', 'istio-system');
const tls = fc.constantFrom('DISABLE', 'ISTIO_MUTUAL', 'SIMPLE');

const policy = fc.oneof(
  fc
    .tuple(names, namespaces, fc.option(names), fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'))
    .map(([name, namespace, picked, mode]) =>
      peerAuthentication(
        name,
        namespace,
        `${picked === null ? '' : `selector: {matchLabels: {app: ${picked}}}, `}mtls: {mode: ${mode}}`,
      ),
    ),
  fc
    .tuple(
      names,
      namespaces,
      fc.option(names),
      fc.constantFrom('cart', '"*.local"', 'cart.shop.svc.cluster.local'),
      tls,
    )
    .map(([name, namespace, picked, host, mode]) =>
      destinationRule(
        name,
        namespace,
        `host: ${host}, ${picked === null ? '' : `workloadSelector: {matchLabels: {app: ${picked}}}, `}trafficPolicy: {tls: {mode: ${mode}}}`,
      ),
    ),
  fc
    .tuple(names, namespaces, fc.option(names), fc.constantFrom('./*', '*/*', '~/*', 'shop/*'))
    .map(([name, namespace, picked, host]) =>
      sidecar(
        name,
        namespace,
        `${picked === null ? '' : `workloadSelector: {labels: {app: ${picked}}}, `}egress: [{hosts: ["${host}"]}]`,
      ),
    ),
);

describe('mtls on random meshes', () => {
  it('says of a client among others what it says of it alone', () => {
    fc.assert(
      fc.property(fc.array(policy, { maxLength: 8 }), (policies) => {
        const more = [deployment('web', 'other'), deployment('cli', 'shop'), service('cli', 'shop')];
        const mesh = meshOf([...shopWorld, ...more, ...policies]);
        const workloads = workloadsOf(mesh);
        const destinations = new Destinations(mesh, workloads);
        const connections = new Connections(mesh, destinations);
        for (const client of workloads) {
          expect(connections.toAllHosts(client)).toEqual(connections.toHosts(client, destinations.hosts));
        }
      }),
      seeded,
    );
  });

  it('survives fields of any type', () => {
    const kinds = [
      'security.istio.io/v1 PeerAuthentication',
      'networking.istio.io/v1 DestinationRule',
      'networking.istio.io/v1 Sidecar',
    ];
    kinds.push('networking.istio.io/v1 VirtualService', 'networking.istio.io/v1 ServiceEntry', 'v1 Service', 'v1 Pod');
    const fields =
      'host hosts selector matchLabels mtls mode portLevelMtls trafficPolicy tls subsets egress http route destination ports port number labels exportTo workloadSelector containers'.split(
        ' ',
      );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<unknown>(null, 1, true, '', '*', 'cart', '__proto__', 'a/b'),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...fields), tie('any'), { maxKeys: 5 }),
      ),
    })).any;
    const document = fc.tuple(fc.constantFrom(...kinds), value, value).map(([what, spec, annotations]) => {
      const [apiVersion, kind] = what.split(' ');
      return JSON.stringify({
        apiVersion,
        kind,
        metadata: { name: 'x', namespace: 'shop', annotations, labels: annotations },
        spec,
      });
    });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), (documents) => {
        expect(reportOf([...shopWorld, ...documents]).ports.length).toBeGreaterThan(3);
      }),
      { ...seeded, numRuns: 400 },
    );
  });
});
