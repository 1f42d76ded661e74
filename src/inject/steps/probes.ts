import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import {
  annotationOf,
  changeContainer,
  containerLists,
  containerNamed,
  goBooleanOf,
  itemsOf,
  namesOf,
  proxyName,
  withEnvironment,
} from '../containers.ts';
import { grpcType, httpGetType, type ObjectType, tcpSocketType } from '../pod/pod-types.ts';
import { typedJson } from '../pod/typed-json.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Injection } from './injection.ts';
import { type ProbeSite, probeSites } from './probe-paths.ts';

/** The variable in which the agent finds the application's own probes, by the paths that it answers them at. */
export const proberVariable = 'ISTIO_KUBE_APP_PROBERS';

/** What a probe does that the agent does in its place; whatever comes first counts. */
const actions: readonly (readonly [field: string, type: ObjectType])[] = [
  ['httpGet', httpGetType],
  ['tcpSocket', tcpSocketType],
  ['grpc', grpcType],
];

/** The probe or handler at a site of a container. */
export function probeAt(container: JsonObject, { parent, field }: ProbeSite): Json | undefined {
  const owner = parent === undefined ? container : container[parent];
  return isObject(owner) ? owner[field] : undefined;
}

/** A probe or handler that the agent could answer: the kubelet runs others in the container. */
function answerable(container: JsonObject, site: ProbeSite) {
  const { parent } = site;
  const probe = probeAt(container, site);
  if (!isObject(probe)) return undefined;
  const action = actions.find(([name]) => isObject(probe[name]) && (parent === undefined || name !== 'grpc'));
  return action && { probe, name: action[0], type: action[1], action: probe[action[0]] as JsonObject };
}

/** True where the agent is to answer the application's probes, which could not pass the proxy's mTLS themselves. */
function rewrites(pod: PodTemplate, { settings: { values } }: Injection): boolean {
  const { sidecarInjectorWebhook: webhook } = values;
  const written = goBooleanOf(annotationOf(pod, 'sidecar.istio.io/rewriteAppHTTPProbers'));
  return written ?? (isObject(webhook) && webhook.rewriteAppHTTPProbe === true);
}

/** The application's probes as the agent reads them: JSON, empty where there are none. */
function probers(pod: PodTemplate, statusPort: number): string {
  const found: [path: string, prober: string][] = [];
  for (const container of [...itemsOf(pod.spec, 'initContainers'), ...itemsOf(pod.spec, 'containers')]) {
    if (container.name === proxyName) continue;
    for (const site of probeSites) {
      const prober = proberAt(container, site, statusPort);
      if (prober !== undefined) found.push([site.path(String(container.name)), prober]);
    }
  }
  if (found.length === 0) return '';
  const last = [...new Map(found)].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${last.map(([path, prober]) => `${JSON.stringify(path)}:${prober}`).join(',')}}`;
}

/** Undefined for a probe that names a port that its container lacks, and for one that asks the agent already. */
function proberAt(container: JsonObject, site: ProbeSite, statusPort: number): string | undefined {
  const found = answerable(container, site);
  if (found === undefined || found.action.path === site.path(String(container.name))) return undefined;
  const { probe, name, type } = found;
  let { action } = found;
  if (name !== 'grpc') {
    if (action.port === statusPort) return undefined;
    if (typeof action.port === 'string') {
      const port = portNamed(container, action.port);
      if (port === undefined) return undefined;
      action = { ...action, port };
    }
  }
  const timeout = site.parent === undefined ? probe.timeoutSeconds : undefined;
  return `{"${name}":${typedJson(action, type)}${timeout ? `,"timeoutSeconds":${timeout}` : ''}}`;
}

/** Where two ports have the same name, the last counts. */
const portNamed = (container: JsonObject, name: string) =>
  name === '' ? undefined : itemsOf(container, 'ports').findLast((port) => port.name === name)?.containerPort;

/** A container whose probes ask the agent. */
function asksAgent(container: JsonObject, port: number): JsonObject {
  let changed = container;
  for (const site of probeSites) {
    const found = answerable(changed, site);
    if (found === undefined) continue;
    const { [found.name]: action, ...rest } = found.probe;
    const httpGet: Record<string, unknown> = found.name === 'httpGet' ? { ...(action as JsonObject) } : {};
    Object.assign(httpGet, { path: site.path(String(container.name)), port });
    if (httpGet.scheme === 'HTTPS') httpGet.scheme = 'HTTP';
    changed = withProbe(changed, site, { ...rest, httpGet } as JsonObject);
  }
  return changed;
}

/** A container with another probe or handler at a site. */
export function withProbe(container: JsonObject, { parent, field }: ProbeSite, probe: JsonObject): JsonObject {
  if (parent === undefined) return { ...container, [field]: probe };
  return { ...container, [parent]: { ...(container[parent] as JsonObject), [field]: probe } };
}

/** A proxy that is told what to answer: in the place where one that was injected before has been. */
function withProbers(proxy: JsonObject, value: string): JsonObject {
  const env = itemsOf(proxy, 'env');
  const [variable, place] = [{ name: proberVariable, value }, namesOf(env).indexOf(proberVariable)];
  return place < 0 ? withEnvironment(proxy, [variable]) : { ...proxy, env: env.with(place, variable) };
}

/**
 * Has the agent answer the application's probes and lifecycle handlers of HTTP, TCP and gRPC: they ask it at paths of their
 * own, and a variable of the proxy tells it what to do there.
 */
export function rewriteProbes(pod: PodTemplate, injection: Injection): PodTemplate {
  if (containerNamed(pod.spec, proxyName) === undefined || !rewrites(pod, injection)) return pod;
  const usual = Number(injection.proxyConfig.statusPort);
  const value = probers(pod, usual);
  let { spec } = pod;
  if (value !== '') {
    spec = changeContainer(spec, proxyName, (proxy) => withProbers(proxy, value));
  }
  const written = annotationOf(pod, 'status.sidecar.istio.io/port');
  const port = written === undefined ? usual : Number(written.trim());
  for (const list of containerLists) {
    if (namesOf(itemsOf(spec, list)).every((name) => name === proxyName)) continue;
    const asked = itemsOf(spec, list).map((one) => (one.name === proxyName ? one : asksAgent(one, port)));
    spec = { ...spec, [list]: asked };
  }
  return { ...pod, spec };
}
