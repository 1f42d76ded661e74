import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageFolder, readPackageFile } from '../../src/package-files.ts';
import { reportPaths, reportRoot } from '../../src/resources/archive/report-layout.ts';
import { tarPieces } from '../../src/resources/archive/tar-writer.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { envoy, status, ztunnel } from '../proxy/sample-dumps.ts';
import { runMain } from './run-main.ts';

/** Files by path. */
export type Files = Record<string, string | Uint8Array>;

const example = (name: string): string => readPackageFile(`examples/shop/${name}`).toString();

/** The examples of the task pages, as they are shipped. */
const examples = (): Files => {
  const folder = join(packageFolder()!, 'examples');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(names.map((name) => [`examples/${name}`, readFileSync(join(folder, name))]));
};

/** A workload of the shop, with its Service. */
const workload = (name: string, port: number) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: ${port} }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, version: v1 } }
    spec:
      containers:
        - { name: app, image: shop.example/${name}:1, ports: [{ containerPort: ${port} }] }
`;

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: cart, security.istio.io/tlsMode: istio } }
spec: { containers: [{ name: app, image: cart }, { name: istio-proxy, image: istio/proxyv2:1.30.3 }] }
`;

const manifests = {
  'k8s/catalog.yaml': example('catalog.yaml'),
  'k8s/gateway.yaml': example('gateway.yaml'),
  'k8s/namespace.yaml': example('namespace.yaml'),
  'k8s/payments.yaml': example('payments.yaml'),
  'k8s/web.yaml': workload('web', 80),
  'k8s/reviews.yaml': workload('reviews', 9080),
  'k8s/cart.yaml': workload('cart', 80),
  'k8s/pods.yaml': pod('cart-1'),
  'new/cart.yaml': workload('cart', 8080),
  'old/cart.yaml': workload('cart', 80),
  'cart.yaml': workload('cart', 80),
  'bookinfo-gateway.yaml': example('gateway.yaml'),
  'group.yaml': `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: mysql, namespace: shop }
spec: { template: { serviceAccount: mysql, ports: { tcp: 3306 } }, metadata: { labels: { app: mysql } } }
`,
  'ray.yaml': `apiVersion: ray.io/v1
kind: RayCluster
metadata: { name: ray, namespace: shop }
spec:
  workerGroupSpecs:
    - template: { metadata: { labels: { app: ray } }, spec: { containers: [{ name: worker, image: ray:2 }] } }
`,
  'crds/rollouts.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: rollouts.argoproj.io }
spec:
  group: argoproj.io
  scope: Namespaced
  names: { kind: Rollout, plural: rollouts }
  versions:
    - name: v1alpha1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { replicas: { type: integer } } } }
`,
};

const settings = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  profile: demo
  meshConfig: { accessLogFile: /dev/stdout, defaultConfig: { holdApplicationUntilProxyStarts: true } }
  components:
    pilot: { k8s: { resources: { requests: { cpu: 100m } } } }
    ingressGateways: [{ name: istio-ingressgateway, enabled: true }]
  values: { global: { proxy: { logLevel: info } } }
`;

/** What a release of Istio has in manifests/, in small. */
const release = {
  'profiles/default.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  components:
    base: { enabled: true }
    pilot: { enabled: true }
    ingressGateways: [{ name: istio-ingressgateway, enabled: false }]
  values: { global: { logging: { level: info } } }
`,
  'profiles/demo.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec: { components: { base: { enabled: true }, pilot: { enabled: false } } }
`,
  'charts/base/Chart.yaml': 'apiVersion: v2\nname: base\nversion: 1.0.0\n',
  'charts/base/values.yaml': 'greeting: hello\nlist: [a, b]\n',
  'charts/base/templates/_names.tpl':
    '{{ define "name" -}}\n{{ .Release.Name | trunc 63 }}-{{ .Chart.Name }}\n{{- end }}\n',
  'charts/base/templates/map.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "name" . }}
  namespace: {{ .Release.Namespace }}
data:
  greeting: {{ .Values.greeting | default "hi" | quote }}
{{- range $i, $one := .Values.list }}
  item-{{ $i }}: {{ $one | upper }}
{{- end }}
{{- with .Values.global }}
  global: {{ toJson . | quote }}
{{- end }}
`,
  'charts/base/templates/NOTES.txt': 'Well done, {{ .Release.Name }}.\n',
  'charts/istio-control/istio-discovery/Chart.yaml': 'apiVersion: v2\nname: istiod\nversion: 1.0.0\n',
  'charts/istio-control/istio-discovery/values.yaml': 'replicas: 1\n',
  'charts/istio-control/istio-discovery/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: {{ .Release.Namespace }} }
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod } }
    spec: { containers: [{ name: discovery, image: pilot }] }
`,
};

const configDump = JSON.stringify(envoy, null, 1);
const hosts = JSON.stringify(status);
const ztunnelDump = JSON.stringify(ztunnel);

const istiodPod = `apiVersion: v1
kind: Pod
metadata: { name: istiod-1, namespace: istio-system, labels: { app: istiod } }
spec: { containers: [{ name: discovery, image: 'istio/pilot:1.30.3' }] }
status: { phase: Running }
`;

const report = {
  [reportPaths.istiod('istio-system', 'istiod-1', 'debug/syncz')]: '[]',
  [reportPaths.proxy('shop', 'cart-1', 'config_dump?include_eds')]: configDump,
  [reportPaths.proxy('shop', 'cart-1', 'clusters?format=json')]: hosts,
  [reportPaths.proxy('shop', 'cart-1', 'stats?format=text')]: 'requests: 1\n',
  [reportPaths.proxy('shop', 'cart-2', 'config_dump?include_eds')]: configDump.replace('"a"', '"b"'),
  [reportPaths.proxy('shop', 'cart-2', 'clusters')]: 'a::10.0.0.1:80::health_flags::healthy\n',
  [reportPaths.proxy('istio-system', 'ztunnel-a', 'config_dump')]: ztunnelDump,
  [reportPaths.cluster.resources]: [manifests['cart.yaml'], pod('cart-1'), pod('cart-2'), pod('web')].join('---\n'),
  [reportPaths.cluster.pods]: istiodPod,
  [reportPaths.cluster.customResources]: manifests['k8s/namespace.yaml'],
};

const dumps = {
  'dump.json': configDump,
  'wanted.json': configDump,
  'productpage.json': configDump,
  'before.json': configDump,
  'clusters.json': hosts,
  'dumps/cart-1.shop.json': configDump,
  'ztunnel.json': ztunnelDump,
};

const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));

/** A tar archive, compressed by gzip. */
export async function tgz(files: Files): Promise<Uint8Array> {
  const contents = Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content);
    return { path, size: bytes.length, time: 0, content: () => [bytes] };
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of tarPieces(contents)) pieces.push(piece);
  return gzipSync(Buffer.concat(pieces), { level: 1 });
}

/**
 * What stands for each file that the documentation and the examples of help name: the example shop for `k8s/`, small dumps of
 * proxies, what `manifest generate` makes for the files of an installation.
 */
export async function sampleFiles(): Promise<Files> {
  const cwd = packageFolder()!;
  // Without its definitions of kinds, which are ten times as long as all the rest.
  const generate = ['manifest', 'generate', '--set', 'components.base.enabled=false'];
  const { stdout: istio } = await runMain(generate, { cwd });
  const { stdout: canary } = await runMain([...generate, '--set', 'revision=canary'], { cwd });
  const injector = dataOf(istio, 'istio-sidecar-injector');
  const { stdout: injected } = await runMain(['kube-inject', '-f', '-'], { cwd, stdin: manifests['cart.yaml'] });
  return {
    ...manifests,
    ...examples(),
    ...dumps,
    ...{ 'mesh.yaml': settings, 'istio.yaml': istio, 'istio-canary.yaml': canary, 'cart-injected.yaml': injected },
    ...{ 'a.yaml': istio, 'b.yaml': canary },
    ...{
      'inject.yaml': injector.config!,
      'values.json': injector.values!,
      'mesh-config.yaml': dataOf(istio, 'istio').mesh!,
    },
    ...below('istio-1.30.1/manifests', release),
    ...below('istio-1.30.3/manifests', release),
    'istio-1.30.3.tgz': await tgz(below('manifests', release)),
    ...below(reportRoot, report),
    'bug-report.tar.gz': await tgz(below(reportRoot, report)),
  };
}

function dataOf(manifest: string, name: string): Readonly<Record<string, string>> {
  for (const { value } of readYaml(manifest)) {
    const object = value as { kind: string; metadata: { name: string }; data: Record<string, string> };
    if (object?.kind === 'ConfigMap' && object.metadata.name === name) return object.data;
  }
  throw new Error(`there is no ConfigMap ${name}`);
}
