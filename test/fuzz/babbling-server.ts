import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import type { Files } from '../support/sample-files.ts';
import type { Answer } from './input.ts';

/** Group, version, kind, plural; the last ones belong to no namespace. */
const kinds: readonly (readonly [string, string, string, string, 'Namespaced' | 'Cluster'])[] = [
  ['', 'v1', 'Pod', 'pods', 'Namespaced'],
  ['', 'v1', 'Service', 'services', 'Namespaced'],
  ['', 'v1', 'ConfigMap', 'configmaps', 'Namespaced'],
  ['', 'v1', 'Secret', 'secrets', 'Namespaced'],
  ['', 'v1', 'ServiceAccount', 'serviceaccounts', 'Namespaced'],
  ['apps', 'v1', 'Deployment', 'deployments', 'Namespaced'],
  ['apps', 'v1', 'DaemonSet', 'daemonsets', 'Namespaced'],
  ['networking.istio.io', 'v1', 'VirtualService', 'virtualservices', 'Namespaced'],
  ['networking.istio.io', 'v1', 'DestinationRule', 'destinationrules', 'Namespaced'],
  ['networking.istio.io', 'v1', 'Gateway', 'gateways', 'Namespaced'],
  ['security.istio.io', 'v1', 'PeerAuthentication', 'peerauthentications', 'Namespaced'],
  ['gateway.networking.k8s.io', 'v1', 'Gateway', 'gateways', 'Namespaced'],
  ['', 'v1', 'Namespace', 'namespaces', 'Cluster'],
  ['', 'v1', 'Node', 'nodes', 'Cluster'],
  ['admissionregistration.k8s.io', 'v1', 'MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', 'Cluster'],
  [
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    'Cluster',
  ],
  ['apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', 'customresourcedefinitions', 'Cluster'],
];
const verbs = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

/** An API server that says what an input makes of sound answers: to each request in turn. */
export class BabblingServer {
  readonly #objects: readonly JsonObject[];
  readonly #server: Server;
  #answers: readonly Answer[] = [];
  #count = 0;

  constructor(samples: Files) {
    const files = [
      'istio.yaml',
      'k8s/cart.yaml',
      'k8s/pods.yaml',
      'k8s/namespace.yaml',
      'k8s/catalog.yaml',
      'k8s/gateway.yaml',
    ];
    this.#objects = files.flatMap((file) =>
      readYaml(String(samples[file]))
        .map(({ value }) => value)
        .filter(isObject),
    );
    this.#server = createServer((request, response) => {
      request.resume();
      const { status, body } = this.#answers[this.#count++ % this.#answers.length]!;
      const text = body(JSON.stringify(this.#soundAnswer(request.method!, request.url!.split('?')[0]!)));
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  say(answers: readonly Answer[]): void {
    this.#answers = answers;
    this.#count = 0;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #soundAnswer(method: string, path: string): JsonObject {
    if (path === '/api') return discovery(kinds.filter(([group]) => group === ''));
    if (path === '/apis') return discovery(kinds.filter(([group]) => group !== ''));
    if (path === '/version') return { major: '1', minor: '33', gitVersion: 'v1.33.0' };
    if (method === 'POST' && path.includes('accessreviews')) return { status: { allowed: true } };
    const words = path.split('/');
    for (const [group, version, kind, plural] of kinds) {
      const depth = words.lastIndexOf(plural);
      if (depth < 0 || !path.startsWith(group === '' ? '/api/' : `/apis/${group}/`)) continue;
      const items = this.#objects.filter((object) => object.kind === kind);
      const apiVersion = group === '' ? version : `${group}/${version}`;
      if (depth === words.length - 1)
        return { kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '7' }, items };
      const found = items.find(({ metadata }) => isObject(metadata) && metadata.name === words[depth + 1]);
      if (found !== undefined) return found;
    }
    return { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404, message: 'not found' };
  }
}

const discovery = (some: typeof kinds): JsonObject => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  items: some.map(([group, version, kind, resource, scope]) => ({
    metadata: { name: group },
    versions: [{ version, resources: [{ resource, responseKind: { group, version, kind }, scope, verbs }] }],
  })),
});
