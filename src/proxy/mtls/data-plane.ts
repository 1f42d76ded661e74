import { gatewayNameLabel } from '../../resources/gateway-labels.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { injectionLabel, revisionLabel } from '../../resources/revision-labels.ts';

/** What carries a Pod's traffic. A gateway is an Envoy as a sidecar is, but answers for its own ports alone. */
export type DataPlane = 'sidecar' | 'gateway' | 'ambient' | 'none';

/** How a Pod takes part in the mesh, and why. */
export interface Membership {
  readonly dataPlane: DataPlane;
  readonly because: string;
  /** True where clients find it labelled as one to open mutual TLS to by themselves. */
  readonly offersMtls: boolean;
  /** True where ztunnel can tunnel to it; to others it sends what it is given. */
  readonly offersHbone: boolean;
}

type Labels = Readonly<Record<string, string>>;

/** What rules look at. */
interface Facts {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: NonNullable<BodyOf<'Pod'>['spec']>;
  readonly namespace: string;
  readonly namespaceLabels: Labels;
}

type Verdict = readonly [DataPlane, because: string];
type Rule = (facts: Facts) => Verdict | undefined;

/** Carried by every Pod that injection made; clients go by it (istio.io, resource labels). */
const tlsModeLabel = 'security.istio.io/tlsMode';
const tunnelLabel = 'networking.istio.io/tunnel';
const injectLabel = 'sidecar.istio.io/inject';
const modeLabel = 'istio.io/dataplane-mode';
const isKubernetesOwn = (namespace: string): boolean => namespace.startsWith('kube-');

/**
 * In order: the first rule that says something decides. A proxy that is there needs no wish; else they are those of Istio's
 * webhooks (istio.io, Installing the Sidecar: Controlling the injection policy) and of istio-cni for ambient.
 */
const rules: readonly Rule[] = [
  (facts) => (isGateway(facts) ? ['gateway', 'its proxy is a gateway'] : undefined),
  ({ spec }) => (proxyOf(spec)?.image ? ['sidecar', 'it has a container istio-proxy'] : undefined),
  ({ labels }) =>
    labels[tlsModeLabel] === 'istio' ? ['sidecar', `it has the label ${tlsModeLabel}=istio`] : undefined,
  ({ spec }) => (spec.hostNetwork === true ? ['none', 'hostNetwork: its traffic is the node’s'] : undefined),
  ({ namespace }) => (isKubernetesOwn(namespace) ? ['none', `${namespace} is Kubernetes’ own namespace`] : undefined),
  (facts) => (wishOf(facts) === 'false' ? (ambient(facts) ?? ['none', `it has ${injectLabel}=false`]) : undefined),
  ({ namespaceLabels, namespace }) =>
    namespaceLabels[injectionLabel] === 'disabled'
      ? ['none', `namespace ${namespace} has the label istio-injection=disabled`]
      : undefined,
  (facts) => (wishOf(facts) === 'true' ? ['sidecar', `it has ${injectLabel}=true`] : undefined),
  ({ namespaceLabels, namespace }) =>
    namespaceLabels[injectionLabel] === 'enabled'
      ? ['sidecar', `namespace ${namespace} has the label istio-injection=enabled`]
      : undefined,
  ({ namespaceLabels, namespace }) =>
    namespaceLabels[revisionLabel] ? ['sidecar', `namespace ${namespace} has the label ${revisionLabel}`] : undefined,
  (facts) => ambient(facts),
  ({ labels }) => (labels[revisionLabel] ? ['sidecar', `it has the label ${revisionLabel}`] : undefined),
];

/** How a Pod takes part in the mesh: a Pod of a cluster, or one that a workload in files would make. */
export function membershipOf(pod: Resource<BodyOf<'Pod'>>, mesh: Mesh): Membership {
  const { labels, annotations, spec, namespace } = pod;
  const namespaceLabels = mesh.find('Namespace', namespace)?.labels ?? {};
  const facts: Facts = { labels, annotations, spec, namespace, namespaceLabels };
  const [dataPlane, because] = firstOf(facts) ?? ['none', 'nothing asks for a sidecar or for ambient'];
  const isInjectedLater = dataPlane === 'sidecar' && proxyOf(spec) === undefined;
  // Injection gives the label to Pods that do not have it; a proxy put in by hand comes without.
  const mode = labels[tlsModeLabel] ?? (isInjectedLater || asksForInjection(facts) ? 'istio' : 'disabled');
  // Injection gives this one where the mesh's proxies are to take tunnels.
  const tunnel = labels[tunnelLabel] ?? (isInjectedLater && sidecarsTakeTunnels(mesh) ? 'http' : '');
  const isSidecar = dataPlane === 'sidecar';
  return {
    dataPlane,
    because,
    offersMtls: isSidecar && mode === 'istio',
    offersHbone: dataPlane === 'ambient' || (isSidecar && tunnel === 'http'),
  };
}

const sidecarsTakeTunnels = ({ config }: Mesh): boolean =>
  config.defaultConfig?.proxyMetadata?.ISTIO_META_ENABLE_HBONE === 'true';

function firstOf(facts: Facts): Verdict | undefined {
  for (const rule of rules) {
    const verdict = rule(facts);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

const proxyOf = ({ containers = [], initContainers = [] }: Facts['spec']) =>
  [...containers, ...initContainers].find(({ name }) => name === 'istio-proxy');

/** The label is newer than the annotation, and wins. */
const wishOf = ({ labels, annotations }: Facts): string | undefined => labels[injectLabel] ?? annotations[injectLabel];

const asksForInjection = (facts: Facts): boolean =>
  wishOf(facts) !== 'false' &&
  (wishOf(facts) === 'true' ||
    facts.namespaceLabels[injectionLabel] === 'enabled' ||
    Boolean(facts.namespaceLabels[revisionLabel]));

const isGateway = ({ labels, annotations, spec }: Facts): boolean =>
  annotations['inject.istio.io/templates']?.split(',').includes('gateway') ||
  labels[gatewayNameLabel] !== undefined ||
  proxyOf(spec)?.args?.includes('router') === true;

function ambient({ labels, namespaceLabels, namespace }: Facts): Verdict | undefined {
  const own = labels[modeLabel];
  if (own === 'ambient') return ['ambient', `it has the label ${modeLabel}=ambient`];
  if (own !== undefined || namespaceLabels[modeLabel] !== 'ambient') return undefined;
  return ['ambient', `namespace ${namespace} has the label ${modeLabel}=ambient`];
}
