import { describe, expect, it } from 'vitest';
import {
  clusterNameIn,
  configMapsOf,
  environmentText,
  gatewayAddress,
  istiodHost,
  type MachineSettings,
  machineConfig,
} from '../../../src/install/workload/machine-files.ts';
import type { WorkloadGroup } from '../../../src/install/workload/workload-group.ts';
import { proxyConfigReader } from '../../../src/schema/proxy-config-json.ts';

const readProxyConfig = await proxyConfigReader();
const settings: MachineSettings = {
  istioNamespace: 'istio-system',
  revision: 'default',
  clusterId: 'east',
  captureDns: true,
  autoRegister: false,
  meshConfig: '',
  readProxyConfig,
};
const group = (spec: WorkloadGroup['spec'] = {}): WorkloadGroup => ({
  metadata: { name: 'db', namespace: 'shop' },
  spec,
});
const configure = (spec: WorkloadGroup['spec'] = {}, more: Partial<MachineSettings> = {}) =>
  machineConfig(group(spec), { ...settings, ...more });

describe('machineConfig', () => {
  it('says who the machine is', () => {
    const { mesh, environment } = configure({
      metadata: { labels: { app: 'mysql', version: 'v1' } },
      template: { labels: { version: 'v2' }, ports: { tcp: 3306, admin: 81 }, network: 'net', serviceAccount: 'db' },
    });
    expect(environment).toEqual({
      CANONICAL_SERVICE: 'mysql',
      CANONICAL_REVISION: 'v2',
      POD_NAMESPACE: 'shop',
      SERVICE_ACCOUNT: 'db',
      TRUST_DOMAIN: '',
      ISTIO_META_CLUSTER_ID: 'east',
      ISTIO_META_MESH_ID: '',
      ISTIO_META_NETWORK: 'net',
      ISTIO_META_POD_PORTS:
        '[{"name":"admin","containerPort":81,"protocol":""},{"name":"tcp","containerPort":3306,"protocol":""}]',
      ISTIO_META_WORKLOAD_NAME: 'db',
      ISTIO_METAJSON_LABELS:
        '{"app":"mysql","service.istio.io/canonical-name":"mysql","service.istio.io/canonical-revision":"v2","version":"v2"}',
      ISTIO_META_DNS_CAPTURE: 'true',
      ISTIO_INBOUND_PORTS: '3306,81',
      ISTIO_NAMESPACE: 'shop',
      ISTIO_SERVICE: 'db.shop',
      ISTIO_SERVICE_CIDR: '*',
      ISTIO_LOCAL_EXCLUDE_PORTS: '22,15090,15021,15020',
    });
    const { proxyMetadata } = (mesh as { defaultConfig: { proxyMetadata: object } }).defaultConfig;
    expect(environment).toMatchObject(proxyMetadata);
    expect(proxyMetadata).not.toHaveProperty('ISTIO_SERVICE');
  });

  it.each([
    [{}, 'db', 'latest'],
    [{ app: 'a', 'app.kubernetes.io/name': 'b', version: '1', 'app.kubernetes.io/version': '2' }, 'b', '2'],
    [{ app: 'a', 'service.istio.io/canonical-name': 'c', 'service.istio.io/canonical-revision': '3' }, 'c', '3'],
  ])('names the service for %j', (labels, service, revision) => {
    expect(configure({ metadata: { labels } }).environment).toMatchObject({
      CANONICAL_SERVICE: service,
      CANONICAL_REVISION: revision,
    });
  });

  it('takes over the mesh’s proxy settings, and those of the annotation on top', () => {
    const { mesh, environment } = configure(
      {
        metadata: { annotations: { 'proxy.istio.io/config': 'statusPort: 15090\nproxyMetadata: { B: own, C: "3" }' } },
        probe: { httpGet: { port: 8080 } } as object,
      },
      {
        meshConfig:
          'trustDomain: example.org\ndefaultConfig: { discovery_address: "istiod:15012", meshId: m, proxyMetadata: { A: "1", B: mesh } }',
      },
    );
    expect(mesh.defaultConfig).toMatchObject({
      discoveryAddress: 'istiod:15012',
      meshId: 'm',
      statusPort: 15090,
      readinessProbe: { httpGet: { port: 8080 } },
      proxyMetadata: { A: '1', B: 'own', C: '3', TRUST_DOMAIN: 'example.org', ISTIO_META_MESH_ID: 'm' },
    });
    expect(environment).toMatchObject({ A: '1', B: 'own', ISTIO_LOCAL_EXCLUDE_PORTS: '22,15090,15021' });
  });

  it('belongs to a revision', () => {
    const { mesh, environment } = configure({}, { revision: 'canary' });
    expect(mesh.defaultConfig).toMatchObject({ discoveryAddress: 'istiod-canary.istio-system.svc:15012' });
    expect(environment.CA_ADDR).toBe('istiod-canary.istio-system.svc:15012');
    expect(configMapsOf('canary')).toEqual({ meshConfig: 'istio-canary', injector: 'istio-sidecar-injector-canary' });
    expect(configMapsOf('default')).toEqual({ meshConfig: 'istio', injector: 'istio-sidecar-injector' });
    expect(istiodHost('istio', '')).toBe('istiod.istio.svc');
  });

  it('has the address and the registration that are asked for', () => {
    const of = (more: Partial<MachineSettings>) => configure({}, more).environment;
    expect(of({ internalAddress: '10.0.0.9' })).toMatchObject({ ISTIO_SVC_IP: '10.0.0.9' });
    expect(of({ internalAddress: '10.0.0.9' })).not.toHaveProperty('REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION');
    expect(of({ externalAddress: '203.0.113.9' })).toMatchObject({
      ISTIO_SVC_IP: '203.0.113.9',
      REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION: 'true',
    });
    expect(of({ autoRegister: true, captureDns: false })).toMatchObject({ ISTIO_META_AUTO_REGISTER_GROUP: 'db' });
    expect(of({ captureDns: false })).not.toHaveProperty('ISTIO_META_DNS_CAPTURE');
  });

  it('refuses what is no YAML map', () => {
    expect(() => configure({}, { meshConfig: '[a' })).toThrow('the mesh config cannot be read as YAML');
    const annotations = { 'proxy.istio.io/config': '- a' };
    expect(() => configure({ metadata: { annotations } })).toThrow('proxy.istio.io/config must be a YAML map');
  });
});

it('writes variables that no shell takes apart', () => {
  expect(environmentText({ B: "it's $(x)", A: '' })).toBe("A=''\nB='it'\\''s $(x)'\n");
});

it.each([
  [{ status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } } }, { address: '1.2.3.4' }],
  [{ status: { loadBalancer: { ingress: [{ hostname: 'lb.example' }] } } }, { host: 'lb.example' }],
  [{ spec: { externalIPs: ['5.6.7.8'] }, status: {} }, { address: '5.6.7.8' }],
  [{}, {}],
])('finds the address of a gateway in %j', (service, found) => {
  expect(gatewayAddress(service)).toEqual(found);
});

it('finds the name of the cluster', () => {
  expect(clusterNameIn('{"global":{"multiCluster":{"clusterName":"west"}}}')).toBe('west');
  expect(clusterNameIn('{}')).toBe('');
});
