import { append } from '../../base/append.ts';
import { exportScopes, toFqdn } from '../../resources/hosts.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { oldestFirst } from './oldest-first.ts';
import type { PortProtocol } from './reception.ts';
import type { Workload } from './workloads.ts';

type Labels = Readonly<Record<string, string>>;

/** A port of a host. */
export interface HostPort {
  readonly number: number;
  readonly protocol: PortProtocol;
  /** The workload's port, or the name that it gives to it. */
  readonly target: number | string;
}

/** A host that clients call: a Service, or one host of a ServiceEntry. */
export interface Host {
  readonly name: string;
  readonly namespace: string;
  readonly resource: Resource<unknown>;
  /** Namespaces that see it; `*` is all. */
  readonly scopes: readonly string[];
  readonly ports: readonly HostPort[];
  /** True for what is outside the mesh. */
  readonly isExternal: boolean;
  /** True where clients call the address of an endpoint: a headless Service, a ServiceEntry without resolution. */
  readonly isPassthrough: boolean;
  readonly workloads: readonly Workload[];
}

/** A port of a workload. */
export interface Endpoint {
  readonly workload: Workload;
  readonly port: number;
}

const httpProtocols = new Set([
  'http',
  'http2',
  'grpc',
  'grpc-web',
  'http_proxy',
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
]);
const tcpProtocols = new Set(['https', 'tls', 'tcp', 'mongo', 'redis', 'mysql', 'kubernetes.io/wss']);

/** What can be called in a mesh, and the workloads behind it. */
export class Destinations {
  readonly hosts: readonly Host[];
  readonly #byName = new Map<string, Host[]>();
  /** By Pod, WorkloadEntry or workload: what leads to it, the oldest Service first. */
  readonly #leadingTo = new Map<Workload, Host[]>();

  constructor(mesh: Mesh, workloads: readonly Workload[]) {
    const byNamespace = new Map<string, Workload[]>();
    for (const workload of workloads) append(byNamespace, workload.namespace, workload);
    const within = (namespace: string): readonly Workload[] => byNamespace.get(namespace) ?? [];
    this.hosts = [...servicesOf(mesh, within), ...serviceEntriesOf(mesh, within)];
    for (const host of this.hosts) {
      append(this.#byName, host.name, host);
      for (const workload of host.workloads) append(this.#leadingTo, workload, host);
    }
  }

  /** The hosts of that full name: several where namespaces share it. */
  named(name: string): readonly Host[] {
    return this.#byName.get(name) ?? [];
  }

  /** Hosts that lead to the workload. */
  leadingTo(workload: Workload): readonly Host[] {
    return this.#leadingTo.get(workload) ?? [];
  }

  /** What a workload's proxy takes the port for. */
  protocolOf(workload: Workload, port: number): PortProtocol {
    for (const { ports } of this.leadingTo(workload)) {
      const own = ports.find((one) => targetOf(one, workload) === port);
      if (own !== undefined) return own.protocol;
    }
    return 'auto';
  }

  /** The ports of a workload that Services lead to or containers declare, in order. */
  portsOf(workload: Workload): number[] {
    const numbers = workload.containers
      .filter(({ name }) => name !== 'istio-proxy')
      .flatMap(({ ports = [] }) => ports)
      .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
      .map(({ containerPort }) => containerPort);
    for (const { ports } of this.leadingTo(workload)) for (const port of ports) numbers.push(targetOf(port, workload));
    return [...new Set(numbers.filter((number) => number !== undefined))].sort((a, b) => a - b);
  }
}

/** The endpoints behind a host's port, of those that carry the labels of a subset. */
export const endpointsOf = (host: Host, port: HostPort, labels: Labels = {}): Endpoint[] =>
  host.workloads.flatMap((workload) => {
    const number = targetOf(port, workload);
    return number !== undefined && matchesLabels(labels, workload.labels) ? [{ workload, port: number }] : [];
  });

function targetOf({ target }: HostPort, { containers }: Workload): number | undefined {
  if (typeof target === 'number') return target;
  for (const { ports = [] } of containers) {
    const own = ports.find(({ name }) => name === target);
    if (own?.containerPort !== undefined) return own.containerPort;
  }
  return undefined;
}

type Within = (namespace: string) => readonly Workload[];

/** Services that Pods are behind: not those that stand for a name elsewhere. */
function* servicesOf(mesh: Mesh, within: Within): Generator<Host> {
  const hasSlices = mesh.has('EndpointSlice');
  for (const resource of oldestFirst(mesh.each('Service'))) {
    const { name, namespace, spec, annotations } = resource;
    if (spec.type === 'ExternalName') continue;
    const exportTo = annotations['networking.istio.io/exportTo']?.split(',').map((scope) => scope.trim());
    yield {
      name: toFqdn(name, namespace),
      namespace,
      resource,
      scopes: exportScopes(exportTo ?? mesh.config.defaultServiceExportTo, namespace),
      ports: (spec.ports ?? [])
        .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
        .map(({ port = 0, targetPort, appProtocol, name: portName }) => ({
          number: port,
          protocol: protocolNamed(appProtocol ?? portName?.split('-', 1)[0]),
          target: targetPort || port,
        })),
      isExternal: false,
      isPassthrough: spec.clusterIP === 'None',
      workloads: hasSlices
        ? behindSlices(mesh, resource, within(namespace))
        : selected(spec.selector, within(namespace)),
    };
  }
}

/** Slices say what is behind a Service, where the input holds those of a cluster. */
function behindSlices(mesh: Mesh, { name, namespace }: Resource<unknown>, workloads: readonly Workload[]) {
  const pods = new Set<string>();
  for (const { body } of mesh.labelled('EndpointSlice', { 'kubernetes.io/service-name': name }, namespace)) {
    for (const { targetRef } of body.endpoints ?? []) if (targetRef?.kind === 'Pod') pods.add(targetRef.name ?? '');
  }
  return workloads.filter((workload) => workload.pods.some((pod) => pods.has(pod)));
}

function* serviceEntriesOf(mesh: Mesh, within: Within): Generator<Host> {
  for (const resource of oldestFirst(mesh.each('ServiceEntry'))) {
    const { namespace, spec } = resource;
    const { hosts = [], exportTo, ports = [], location, resolution, workloadSelector } = spec;
    for (const host of hosts) {
      yield {
        name: toFqdn(host, namespace),
        namespace,
        resource,
        scopes: exportScopes(exportTo ?? mesh.config.defaultServiceExportTo, namespace),
        ports: ports.map(({ number = 0, protocol, targetPort }) => ({
          number,
          protocol: protocolNamed(protocol),
          target: targetPort || number,
        })),
        isExternal: location !== 'MESH_INTERNAL',
        isPassthrough: resolution === undefined || resolution === 'NONE',
        workloads: selected(workloadSelector?.labels, within(namespace)),
      };
    }
  }
}

const selected = (labels: Labels | undefined, workloads: readonly Workload[]): readonly Workload[] =>
  labels === undefined || Object.keys(labels).length === 0
    ? []
    : workloads.filter((workload) => matchesLabels(labels, workload.labels));

function protocolNamed(text = ''): PortProtocol {
  const name = text.toLowerCase();
  return httpProtocols.has(name) ? 'http' : tcpProtocols.has(name) ? 'tcp' : 'auto';
}
