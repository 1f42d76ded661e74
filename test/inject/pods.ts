import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { PodTemplate } from '../../src/inject/pod-template.ts';
import type { InjectionSettings } from '../../src/inject/settings.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { settings } from '../support/injection.ts';

const files = `${import.meta.dirname}/../../charts/istiod/files`;
const read = (file: string): string => readFileSync(`${files}/${file}`, 'utf8');
const pieces = readdirSync(`${files}/pieces`)
  .map((file) => read(`pieces/${file}`))
  .join('');
const names: Readonly<Record<string, string>> = {
  sidecar: 'injection-template.yaml',
  gateway: 'gateway-injection-template.yaml',
  'grpc-agent': 'grpc-agent.yaml',
  'grpc-simple': 'grpc-simple.yaml',
};

const values = readYaml(`
global:
  hub: example.com
  tag: "1"
  istioNamespace: istio-system
  pilotCertProvider: istiod
  logging: { level: "default:info" }
  multiCluster: { clusterName: "" }
  network: ""
  meshID: ""
  caAddress: ""
  sds: { token: { aud: istio-ca } }
  sts: { servicePort: 0 }
  proxy_init: { image: proxyv2 }
  proxy:
    image: proxyv2
    clusterDomain: cluster.local
    logLevel: warning
    componentLogLevel: "misc:error"
    privileged: false
    statusPort: 15020
    tracer: none
    includeIPRanges: "*"
    excludeIPRanges: ""
    includeInboundPorts: "*"
    excludeInboundPorts: ""
    includeOutboundPorts: ""
    excludeOutboundPorts: ""
    readinessInitialDelaySeconds: 0
    readinessPeriodSeconds: 15
    readinessFailureThreshold: 4
    startupProbe: { enabled: true, failureThreshold: 600 }
    holdApplicationUntilProxyStarts: false
    resources: { requests: { cpu: 100m, memory: 128Mi } }
sidecarInjectorWebhook: { rewriteAppHTTPProbe: true }
pilot: { cni: { enabled: false } }
gateways: {}
`)[0]!.value as JsonObject;

/** The settings of an installation: our chart's templates. */
export const chartSettings = (changes: Partial<InjectionSettings> = {}): InjectionSettings =>
  settings({
    templates: Object.fromEntries(Object.entries(names).map(([name, file]) => [name, pieces + read(file)])),
    values,
    ...changes,
  });

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** A map without the fields that are undefined. */
const map = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<JsonObject> =>
  fc
    .record(fields)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as JsonObject);

const port = fc.constantFrom(80, 'http', 'nope', 8080, 15020);
const action = fc.oneof(
  map({
    httpGet: map({
      path: some(fc.constantFrom('/', '/a?b=<c>')),
      port,
      scheme: some(fc.constantFrom('HTTP', 'HTTPS')),
      host: some(fc.constant('a.b')),
    }),
  }),
  map({ tcpSocket: map({ port }) }),
  map({ exec: fc.constant({ command: ['true'] }) }),
);
const grpc = map({ grpc: map({ port: fc.constantFrom(80, 9000), service: some(fc.constantFrom('', 'cart')) }) });
const probe = fc
  .tuple(fc.oneof(action, grpc), map({ timeoutSeconds: some(fc.nat(3)), periodSeconds: some(fc.nat(9)) }))
  .map(([one, timing]) => ({ ...one, ...timing }));

const container = (name: string) =>
  map({
    name: fc.constant(name),
    image: fc.constant('example.com/app:1'),
    ports: some(
      fc.constant([
        { name: 'http', containerPort: 80 },
        { containerPort: 53, protocol: 'UDP' },
      ]),
    ),
    env: some(fc.constantFrom([], [{ name: 'A', value: '' }], [{ name: 'GRPC_XDS_BOOTSTRAP', value: 'mine' }])),
    resources: some(fc.constantFrom({}, { requests: { cpu: '0.5' } })),
    readinessProbe: some(probe),
    livenessProbe: some(probe),
    startupProbe: some(probe),
    lifecycle: some(map({ preStop: some(action), postStart: some(action) })),
  });

const proxy = map({
  name: fc.constant('istio-proxy'),
  image: fc.constantFrom('auto', 'example.com/proxyv2:mine'),
  env: some(
    fc.constant([
      { name: 'TRUST_DOMAIN', value: 'mine' },
      { name: 'CA_ADDR', value: 'ca' },
      { name: 'B', value: '1' },
    ]),
  ),
  resources: some(fc.constantFrom({ requests: { cpu: '0.3' } }, {})),
  ports: some(fc.constant([{ containerPort: 8443 }, { containerPort: 15090, name: 'other' }])),
  volumeMounts: some(fc.constant([{ name: 'istio-data', mountPath: '/data' }])),
  securityContext: some(map({ runAsUser: some(fc.constantFrom(0, 5)), runAsGroup: some(fc.constant(6)) })),
});

const annotations = map({
  'inject.istio.io/templates': some(fc.constantFrom('sidecar', 'gateway', 'grpc-agent', 'grpc-simple')),
  'sidecar.istio.io/interceptionMode': some(fc.constantFrom('TPROXY', 'NONE')),
  'sidecar.istio.io/proxyCPU': some(fc.constantFrom('0.5', '1000m')),
  'status.sidecar.istio.io/port': some(fc.constantFrom('0', '15999')),
  'prometheus.io/port': some(fc.constantFrom('9090', '15020')),
  'prometheus.io/scrape': some(fc.constantFrom('true', 'false')),
  'prometheus.istio.io/merge-metrics': some(fc.constant('false')),
  'sidecar.istio.io/rewriteAppHTTPProbers': some(fc.constantFrom('true', 'false')),
  'proxy.istio.io/config': some(fc.constantFrom('holdApplicationUntilProxyStarts: true', 'concurrency: 2')),
  'kubectl.kubernetes.io/default-container': some(fc.constantFrom('app', 'other')),
});

const labels = map({
  app: some(fc.constant('cart')),
  version: some(fc.constant('v1')),
  'service.istio.io/canonical-name': some(fc.constant('mine')),
  'security.istio.io/tlsMode': some(fc.constant('disabled')),
  'topology.istio.io/network': some(fc.constant('east')),
});

/** Pods with what injection reads and changes: probes, annotations, words on the proxy, volumes and secrets of its names. */
export const anyPod: fc.Arbitrary<PodTemplate> = fc
  .record({
    metadata: map({ annotations: some(annotations), labels: some(labels) }),
    app: container('app'),
    second: some(container('second')),
    proxy: some(proxy),
    isProxyFirst: fc.boolean(),
    init: some(container('first')),
    volumes: some(fc.constant([{ name: 'mine', emptyDir: {} }])),
    securityContext: some(fc.constantFrom({ fsGroup: 5 }, {})),
  })
  .map(({ metadata, app, second, proxy: own, isProxyFirst, init, volumes, securityContext }) => {
    const applications = [app, ...(second === undefined ? [] : [second])];
    const proxies = own === undefined ? [] : [own];
    return {
      metadata,
      spec: {
        containers: isProxyFirst ? [...proxies, ...applications] : [...applications, ...proxies],
        ...(init === undefined ? {} : { initContainers: [init] }),
        ...(volumes === undefined ? {} : { volumes }),
        ...(securityContext === undefined ? {} : { securityContext }),
      },
    };
  });
