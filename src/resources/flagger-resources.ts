import { impliedPod } from './implied-pods.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Container } from './kinds/core.ts';
import type { CanarySpec } from './kinds/progressive-delivery.ts';
import { kinds } from './kinds.ts';
import type { Resource } from './resource.ts';

/** Finds a resource of the same namespace by `group/kind` and name. */
export type FindBeside = (id: string, name: string) => Resource | undefined;

/** The labels by which Flagger tells its Pods apart, the first that the target's selector has (its flag `-selector-labels`). */
const selectorLabels = ['app', 'name', 'app.kubernetes.io/name'] as const;

/** Names of what Flagger makes for a Canary: the apex is what clients call. */
export function flaggerNames({ targetRef, service }: CanarySpec): { apex: string; primary: string; canary: string } {
  const apex = service?.name || targetRef?.name || '';
  return { apex, primary: `${apex}-primary`, canary: `${apex}-canary` };
}

/** True when Flagger routes by Istio: its default, but where the Canary names another provider, or parents of HTTPRoutes. */
export const flaggerUsesIstio = ({ provider = 'istio', service }: CanarySpec): boolean =>
  provider === 'istio' && service?.gatewayRefs === undefined;

/**
 * What Flagger makes of a Canary (docs.flagger.app, How it works): three Services, a copy of the target that serves as the
 * primary, and for Istio a VirtualService and two DestinationRules.
 */
export function flaggerResources(spec: CanarySpec, find: FindBeside): JsonObject[] {
  const { targetRef, service } = spec;
  if (!targetRef?.name || service === undefined) return [];
  const { kind = 'Deployment', name } = targetRef;
  const target = find(kind === 'Service' ? '/Service' : `apps/${kind}`, name);
  const services = kind === 'Service' ? copiedServices(spec, target) : newServices(spec, target);
  const primary = kind === 'Service' || target === undefined ? [] : [primaryWorkload(target)];
  return [...services, ...primary, ...(flaggerUsesIstio(spec) ? istioResources(spec) : [])];
}

/** A Pod of the target, which Flagger scales to none between releases: what selects it is right all the same. */
export function targetPods({ targetRef }: CanarySpec, find: FindBeside): JsonObject[] {
  const target = targetRef?.name ? find(`apps/${targetRef.kind ?? 'Deployment'}`, targetRef.name) : undefined;
  const pod = target && impliedPod(target);
  return pod === undefined ? [] : [pod.body];
}

/** For a target that is a Service itself, Flagger copies it. */
function copiedServices(spec: CanarySpec, target: Resource | undefined): JsonObject[] {
  const { primary, canary } = flaggerNames(spec);
  const service = target?.body.spec ?? { ports: [portOf(spec)] };
  return [primary, canary].map((name) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: service }));
}

function newServices(spec: CanarySpec, target: Resource | undefined): JsonObject[] {
  const { apex, primary, canary } = flaggerNames(spec);
  const { label, value } = selectorLabel(target, spec.targetRef?.name ?? '');
  const ports = [portOf(spec), ...(spec.service?.portDiscovery ? discoveredPorts(spec, target) : [])];
  const service = (name: string, selected: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { [label]: selected }, ports },
  });
  return [service(apex, `${value}-primary`), service(primary, `${value}-primary`), service(canary, value)];
}

function portOf({ service = {} }: CanarySpec): JsonObject {
  const { port = 0, portName = 'http', targetPort = port, appProtocol } = service;
  return { name: portName, port, targetPort, protocol: 'TCP', ...(appProtocol && { appProtocol }) };
}

/** The ports of the target's containers but for the Canary's own and those of a sidecar. */
function discoveredPorts({ service = {} }: CanarySpec, target: Resource | undefined): JsonObject[] {
  const own = service.targetPort ?? service.port;
  return containersOf(target)
    .filter(({ name }) => name !== 'istio-proxy' && name !== 'envoy')
    .flatMap(({ name: container, ports = [] }) =>
      ports
        .map(({ name, containerPort = 0 }, i) => ({ name, port: containerPort, otherName: `tcp-${container}-${i}` }))
        .filter(({ name, port }) => name !== own && port !== own)
        .map(({ name, port, otherName }) => ({ name: name || otherName, port, targetPort: port, protocol: 'TCP' })),
    );
}

const containersOf = (target: Resource | undefined): readonly Container[] =>
  (target && kinds.Deployment.shape(target.body)?.spec?.template?.spec?.containers) || [];

/** The label, and its value, that the target's Pods are selected by; a target that is not there has Flagger's usual one. */
function selectorLabel(target: Resource | undefined, name: string): { label: string; value: string } {
  const selected = (target && kinds.Deployment.shape(target.body)?.spec?.selector?.matchLabels) || {};
  const label = selectorLabels.find((key) => selected[key] !== undefined) ?? 'app';
  return { label, value: selected[label] ?? name };
}

/** The copy that serves what has been promoted. Its Pods differ from the target's in one label. */
function primaryWorkload(target: Resource): JsonObject {
  const { label, value } = selectorLabel(target, target.name);
  const spec = isObject(target.body.spec) ? target.body.spec : {};
  const template = isObject(spec.template) ? spec.template : {};
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const labels = { ...(isObject(metadata.labels) ? metadata.labels : {}), [label]: `${value}-primary` };
  return {
    apiVersion: target.apiVersion,
    kind: target.kind,
    metadata: { name: `${target.name}-primary` },
    spec: {
      ...spec,
      selector: { matchLabels: { [label]: `${value}-primary` } },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
}

function istioResources(spec: CanarySpec): JsonObject[] {
  const { apex, primary, canary } = flaggerNames(spec);
  const { hosts = [], gateways = [], delegation = false, appProtocol = '', trafficPolicy } = spec.service ?? {};
  const route = [
    { destination: { host: primary }, weight: 100 },
    { destination: { host: canary }, weight: 0 },
  ];
  const named = hosts.includes(apex) || hosts.includes('*');
  const place = { hosts: named ? hosts : [...hosts, apex], gateways: gateways.length > 0 ? gateways : ['mesh'] };
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: apex },
    spec: { ...(!delegation && place), [appProtocol.toLowerCase() === 'tcp' ? 'tcp' : 'http']: [{ route }] },
  };
  const rules = [canary, primary].map((name) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name },
    spec: { host: name, ...(trafficPolicy && { trafficPolicy }) },
  }));
  return [virtualService, ...rules];
}
