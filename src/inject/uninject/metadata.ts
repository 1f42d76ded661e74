import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import {
  annotationOf,
  itemNamed,
  itemsOf,
  labelOf,
  proxyName,
  textsOf,
  validationName,
  withTexts,
} from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';
import { networkLabel, type Status } from '../steps/status.ts';
import type { UninjectionFacts } from '../uninject.ts';

interface Facts extends UninjectionFacts {
  readonly status: Status;
  /** The injected proxy, if there is one. */
  readonly proxy: JsonObject | undefined;
}

type ProxyKind = 'sidecar' | 'router' | 'grpc' | undefined;

/** What the proxy is, which says from which template it comes; undefined where the agent does not run. */
function kindOf(proxy: JsonObject | undefined): ProxyKind {
  if (proxy === undefined || itemNamed(itemsOf(proxy, 'env'), 'PROXY_CONFIG') === undefined) return undefined;
  if (itemNamed(itemsOf(proxy, 'env'), 'ISTIO_META_GENERATOR')?.value === 'grpc') return 'grpc';
  return Array.isArray(proxy.args) && proxy.args[1] === 'router' ? 'router' : 'sidecar';
}

/** A Pod without the labels, annotations and security context that injection would give it once more. */
export function withoutAddedMetadata(pod: PodTemplate, facts: Facts): PodTemplate {
  const kind = kindOf(facts.proxy);
  const unlabelled = withTexts(pod, 'labels', gone(pod, 'labels', addedLabels(pod, kind, facts)));
  const annotations = { ...addedAnnotations(pod, kind, facts), ...cniAnnotations(facts) };
  const bare = withTexts(unlabelled, 'annotations', {
    ...gone(pod, 'annotations', annotations),
    ...shortened(pod, facts),
  });
  return withoutAddedSecurity(bare, kind, facts);
}

/** Of what injection adds, what is there with the same value: to be taken away. */
function gone(
  pod: PodTemplate,
  map: 'annotations' | 'labels',
  added: Readonly<Record<string, string | undefined>>,
): Record<string, undefined> {
  const there = textsOf(pod, map);
  const names = Object.keys(added).filter((name) => added[name] !== undefined && there[name] === added[name]);
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** What injection makes of the labels by which people name services and versions. */
function addedLabels(
  pod: PodTemplate,
  kind: ProxyKind,
  { owner, settings }: Facts,
): Record<string, string | undefined> {
  const first = (...names: string[]): string | undefined =>
    names.map((name) => labelOf(pod, name)).find((value) => value !== undefined && value !== '');
  const network = { [networkLabel]: textAt(settings.values, 'global', 'network') };
  if (kind === undefined) return network;
  const name = first('app.kubernetes.io/name', 'app') ?? owner?.name;
  return {
    ...network,
    'service.istio.io/canonical-name': name?.slice(0, 63).replace(/-$/, ''),
    'service.istio.io/canonical-revision': first('app.kubernetes.io/version', 'version') ?? 'latest',
    ...(kind === 'sidecar' ? { 'security.istio.io/tlsMode': 'istio', 'networking.istio.io/tunnel': 'http' } : {}),
  };
}

function addedAnnotations(pod: PodTemplate, kind: ProxyKind, { status, settings }: Facts) {
  const application = itemsOf(pod.spec, 'containers').find(({ name }) => name !== proxyName)?.name as
    | string
    | undefined;
  const isForGrpc = kind === 'grpc' || status.initContainers?.includes('grpc-bootstrap-init');
  const ofProxy = {
    'istio.io/rev': status.revision ?? 'default',
    'kubectl.kubernetes.io/default-container': application,
    'kubectl.kubernetes.io/default-logs-container': application,
  };
  return {
    ...(kind === undefined ? {} : ofProxy),
    ...(isForGrpc ? { 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' } : {}),
    ...settings.injectedAnnotations,
  };
}

/** Annotations that tell the CNI plugin what an init container does elsewhere, by the setting that each has its value from. */
const cniSettings = {
  'traffic.sidecar.istio.io/includeOutboundIPRanges': 'includeIPRanges',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': 'excludeIPRanges',
  'traffic.sidecar.istio.io/includeInboundPorts': 'includeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundPorts': 'includeOutboundPorts',
  'traffic.sidecar.istio.io/excludeOutboundPorts': 'excludeOutboundPorts',
};

function cniAnnotations({ settings, proxyConfig, status }: Facts): Record<string, string | undefined> {
  if (!isForCni(settings.values, status)) return {};
  const setting = (name: string) => textAt(settings.values, 'global', 'proxy', name);
  const added = Object.entries(cniSettings).map(([name, key]) => [name, setting(key)]);
  return {
    ...Object.fromEntries(added),
    'sidecar.istio.io/interceptionMode': String(proxyConfig.interceptionMode ?? 'REDIRECT'),
    'k8s.v1.cni.cncf.io/networks': cniNetwork,
  };
}

const isForCni = (values: JsonObject, status: Status): boolean =>
  status.initContainers?.includes(validationName) === true || valueAt(values, 'pilot', 'cni', 'enabled') === true;

const cniNetwork = 'default/istio-cni';
const excludedPorts = 'traffic.sidecar.istio.io/excludeInboundPorts';
const networks = 'k8s.v1.cni.cncf.io/networks';

/** Annotations that injection adds to: to ports the agent's, to networks the plugin's. */
function shortened(pod: PodTemplate, { settings, status }: Facts): Record<string, string | undefined> {
  if (!isForCni(settings.values, status)) return {};
  const changes: Record<string, string | undefined> = {};
  const [ports, list] = [annotationOf(pod, excludedPorts), annotationOf(pod, networks)];
  if (ports !== undefined) {
    const port =
      annotationOf(pod, 'status.sidecar.istio.io/port') ?? textAt(settings.values, 'global', 'proxy', 'statusPort');
    const others = ports
      .split(',')
      .filter((one, i, all) => i < all.length - 1 || one !== port)
      .join(',');
    const usual = textAt(settings.values, 'global', 'proxy', 'excludeInboundPorts') ?? '';
    changes[excludedPorts] = others === usual ? undefined : others;
  }
  if (list !== undefined && list !== cniNetwork) {
    changes[networks] = withoutAddedNetwork(list.replace(/, default\/istio-cni$/, ''));
  }
  return changes;
}

const addedNetwork = ', {"name": "istio-cni", "namespace": "default"}';

/** A list as JSON without the network that injection put before its end. */
function withoutAddedNetwork(list: string): string {
  const end = list.lastIndexOf(']');
  const at = list.indexOf(addedNetwork, list.lastIndexOf(']', end - 1) + 1);
  return at < 0 || at > end ? list : list.slice(0, at) + list.slice(at + addedNetwork.length);
}

/** What lets gateways open ports below 1024; older versions of Istio gave all Pods the proxy's group. */
function withoutAddedSecurity(pod: PodTemplate, kind: ProxyKind, { settings }: Facts): PodTemplate {
  const { securityContext, ...spec } = pod.spec;
  if (!isObject(securityContext)) return pod;
  const forGateway = [valueAt(settings.values, 'gateways', 'securityContext'), unprivilegedPorts];
  if (kind === 'router' && forGateway.some((one) => isDeepStrictEqual(one, securityContext))) return { ...pod, spec };
  const { fsGroup, ...others } = securityContext;
  if (fsGroup !== proxyGroup) return pod;
  const isEmpty = Object.keys(others).length === 0;
  return { ...pod, spec: isEmpty ? spec : { ...pod.spec, securityContext: others } };
}

const unprivilegedPorts = { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] };
const proxyGroup = 1337;

/** Undefined for what is no text, or an empty one. */
function textAt(values: JsonObject, ...path: readonly string[]): string | undefined {
  const value = valueAt(values, ...path);
  return (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
}
