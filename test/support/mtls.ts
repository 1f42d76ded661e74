import type { Connection } from '../../src/proxy/mtls/connection.ts';
import { type MtlsOptions, type MtlsReport, mtlsReport } from '../../src/proxy/mtls/report.ts';
import { Mesh } from '../../src/resources/mesh.ts';
import { readMeshConfig } from '../../src/resources/mesh-config.ts';
import { toResources } from '../../src/resources/to-resources.ts';

/** The mesh of YAML documents, read from `mesh.yaml`, with a mesh config in YAML. */
export function meshOf(documents: readonly string[], config = ''): Mesh {
  const { resources, problems } = toResources({ name: 'mesh.yaml', text: documents.join('\n---\n') });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return new Mesh(resources, { config: readMeshConfig({ name: 'mesh', text: config }), impliedPods: true });
}

export const reportOf = (documents: readonly string[], config = '', options: MtlsOptions = {}): MtlsReport =>
  mtlsReport(meshOf(documents, config), options);

const meta = (name: string, namespace: string, more = ''): string =>
  `metadata: {name: ${name}, namespace: ${namespace}${more}}`;

export const namespace = (name: string, labels = ''): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {${labels}}}`;

/** A Deployment whose Pods carry `app: <name>` and listen on 8080. */
export const deployment = (name: string, namespace: string, labels = '', annotations = ''): string => `
apiVersion: apps/v1
kind: Deployment
${meta(name, namespace)}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}${labels && `, ${labels}`}}, annotations: {${annotations}}}
    spec: {containers: [{name: app, image: app, ports: [{name: main, containerPort: 8080}]}]}`;

/** A Service on port 80 for what carries `app: <name>`. */
export const service = (name: string, namespace: string, spec = '', annotations = ''): string => `
apiVersion: v1
kind: Service
${meta(name, namespace, `, annotations: {${annotations}}`)}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: main}]${spec && `, ${spec}`}}`;

export const peerAuthentication = (name: string, namespace: string, spec: string, more = ''): string =>
  `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n${meta(name, namespace, more)}\nspec: {${spec}}`;

/** PeerAuthentications for `shop/cart` that say what each level says; of levels that say nothing, none. */
export function peerAuthentications(mesh?: string, inNamespace?: string, workload?: string, port?: string): string[] {
  const own = [
    ...(workload === undefined ? [] : [`mtls: {mode: ${workload}}`]),
    ...(port === undefined ? [] : [`portLevelMtls: {8080: {mode: ${port}}}`]),
  ];
  return [
    ...(mesh === undefined ? [] : [peerAuthentication('m', 'istio-system', `mtls: {mode: ${mesh}}`)]),
    ...(inNamespace === undefined ? [] : [peerAuthentication('ns', 'shop', `mtls: {mode: ${inNamespace}}`)]),
    ...(own.length === 0
      ? []
      : [peerAuthentication('w', 'shop', ['selector: {matchLabels: {app: cart}}', ...own].join(', '))]),
  ];
}

export const destinationRule = (name: string, namespace: string, spec: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: DestinationRule\n${meta(name, namespace)}\nspec: {${spec}}`;

export const sidecar = (name: string, namespace: string, spec: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: Sidecar\n${meta(name, namespace)}\nspec: {${spec}}`;

/** Two namespaces, both injected; `shop/cart` behind a Service, and its clients `shop/web` and `other/cli`. */
export const shopWorld: readonly string[] = [
  namespace('shop', 'istio-injection: enabled'),
  namespace('other', 'istio-injection: enabled'),
  namespace('bare'),
  deployment('cart', 'shop'),
  service('cart', 'shop'),
  deployment('web', 'shop'),
  deployment('cli', 'other'),
  deployment('old', 'bare'),
];

/** Each call of a client to `shop/cart`, as `mTLS reached`. */
export const callsToCart = (documents: readonly string[], client: string, config = ''): string[] =>
  reportOf(documents, config, { client, server: { workload: 'shop/cart' } }).connections.map(shown);

export const shown = ({ transport, outcome }: Connection): string => `${transport} ${outcome}`;
