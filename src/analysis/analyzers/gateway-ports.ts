import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels, matchesLabels } from '../../resources/selector.ts';
import { defineAnalyzer, type MeshView } from '../analyzer.ts';
import { firstLabel } from '../first-label.ts';
import { GatewayPortNotDefinedOnService } from '../messages/gateway.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';

type Labels = Readonly<Record<string, string>>;
type Pod = Resource<BodyOf<'Pod'>>;
type Service = Resource<BodyOf<'Service'>>;

export default defineAnalyzer({
  id: 'gateway.IngressGatewayPortAnalyzer',
  summary: "Every Gateway has workloads, and a Service that offers its servers' ports",
  reads: ['Gateway', 'Pod', 'Service'],
  emits: [ReferencedResourceNotFound, GatewayPortNotDefinedOnService],
  evidence: {
    Pod: [ReferencedResourceNotFound, GatewayPortNotDefinedOnService],
    Service: [GatewayPortNotDefinedOnService],
  },
  run(mesh, report) {
    const portsOf = offeredPorts(mesh);
    for (const gateway of mesh.each('Gateway')) {
      const labels = gateway.spec.selector ?? {};
      const selector = formatLabels(labels);
      const label = firstLabel(labels);
      const at = label === undefined ? gateway.at('spec') : gateway.at('spec', 'selector', label);
      const ports = portsOf(labels);
      if (ports === undefined) {
        // Of workloads whose Pods are yet to be made it is too early to judge the ports.
        if (mesh.podsToBe(labels).length === 0) {
          report(ReferencedResourceNotFound, at, { kind: 'selector', name: selector });
        }
        continue;
      }
      for (const { port } of gateway.spec.servers ?? []) {
        if (port === undefined || ports.has(port.number ?? 0)) continue;
        report(GatewayPortNotDefinedOnService, at, { port: port.number ?? 0, selector });
      }
    }
  },
});

/**
 * The ports on which Services lead to the Pods that a gateway selects, theirs and the Pods' own: a Gateway may name
 * either. Undefined where no Pod is selected.
 */
function offeredPorts(mesh: MeshView<'Pod' | 'Service'>): (selector: Labels) => ReadonlySet<number> | undefined {
  const servicesOf = serviceLookup(mesh.each('Service'));
  const known = new Map<string, ReadonlySet<number> | undefined>();
  return (selector) => {
    const key = formatLabels(selector);
    if (known.has(key)) return known.get(key);
    if (mesh.labelled('Pod', selector).length === 0) {
      known.set(key, undefined);
      return undefined;
    }
    const ports = new Set<number>();
    for (const pod of mesh.podsToBe(selector)) {
      for (const service of servicesOf(pod)) {
        for (const { port = 0, targetPort = port, protocol = 'TCP' } of service.spec.ports ?? []) {
          if (protocol !== 'TCP') continue;
          ports.add(port);
          for (const number of podPorts(pod, targetPort)) ports.add(number);
        }
      }
    }
    known.set(key, ports);
    return ports;
  };
}

/** A target port is a number, a number as text, or the name of a container's port. */
function podPorts(pod: Pod, target: number | string): number[] {
  if (typeof target === 'number') return [target];
  if (/^\d+$/.test(target)) return [Number(target)];
  const ports = (pod.spec.containers ?? []).flatMap(({ ports = [] }) => ports);
  return ports.filter(({ name }) => name === target).map(({ containerPort = 0 }) => containerPort);
}

/** The Services that select a Pod, by one label of their selectors; one without a selector selects none. */
function serviceLookup(services: readonly Service[]): (pod: Pod) => Service[] {
  const keyOf = (namespace: string, label: string, value: string) => `${namespace}\0${label}\0${value}`;
  const byLabel = new Map<string, Service[]>();
  for (const service of services) {
    const [pair] = Object.entries(service.spec.selector ?? {});
    if (pair !== undefined) append(byLabel, keyOf(service.namespace, ...pair), service);
  }
  return ({ namespace, labels }) =>
    Object.entries(labels)
      .flatMap(([label, value]) => byLabel.get(keyOf(namespace, label, value)) ?? [])
      .filter(({ spec }) => matchesLabels(spec.selector, labels));
}
