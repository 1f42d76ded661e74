/** What is known of one annotation. */
export interface AnnotationFacts {
  /** The kinds that it means something on; `Any` for all. */
  readonly on: readonly string[];
  /** Default: alpha. */
  readonly stage?: 'beta' | 'stable';
  /** For a deprecated one: what to do instead. */
  readonly instead?: string;
}

const any: AnnotationFacts = { on: ['Any'] };
const pod: AnnotationFacts = { on: ['Pod'] };
const service: AnnotationFacts = { on: ['Service'] };
const gateway: AnnotationFacts = { on: ['Gateway'] };
const workloadEntry: AnnotationFacts = { on: ['WorkloadEntry'] };

const deprecated = (instead: string): AnnotationFacts => ({ ...pod, instead });
const proxyConfigField = (field: string): AnnotationFacts =>
  deprecated(`set ${field} in the annotation "proxy.istio.io/config"`);

/** Istio 1.30's annotations (istio.io, Resource Annotations). */
export const annotationCatalogue: ReadonlyMap<string, AnnotationFacts> = new Map(
  Object.entries<AnnotationFacts>({
    'alpha.istio.io/canonical-serviceaccounts': { ...service, instead: 'remove it, Istio reads it no more' },
    'alpha.istio.io/kubernetes-serviceaccounts': { ...service, instead: 'remove it, Istio reads it no more' },
    'ambient.istio.io/bypass-inbound-capture': pod,
    'ambient.istio.io/dns-capture': pod,
    'ambient.istio.io/redirection': { ...pod, stage: 'beta' },
    'ambient.istio.io/waypoint-inbound-binding': { on: ['GatewayClass', 'Gateway'] },
    'galley.istio.io/analyze-suppress': any,
    'gateway.istio.io/controller-version': any,
    'gateway.istio.io/name-override': gateway,
    'gateway.istio.io/service-account': gateway,
    'inject.istio.io/templates': pod,
    'istio.io/autoRegistrationGroup': workloadEntry,
    'istio.io/connectedAt': workloadEntry,
    'istio.io/disconnectedAt': workloadEntry,
    'istio.io/dry-run': { on: ['AuthorizationPolicy'] },
    'istio.io/reroute-virtual-interfaces': pod,
    'istio.io/rev': pod,
    'istio.io/workloadController': workloadEntry,
    'kubernetes.io/ingress.class': { on: ['Ingress'], stage: 'stable' },
    'networking.istio.io/exportTo': service,
    'networking.istio.io/service-type': gateway,
    'networking.istio.io/traffic-distribution': { on: ['Namespace', 'Service', 'ServiceEntry'] },
    'prometheus.istio.io/merge-metrics': pod,
    'proxy.istio.io/config': { ...pod, stage: 'beta' },
    'proxy.istio.io/overrides': pod,
    'readiness.status.sidecar.istio.io/applicationPorts': pod,
    'readiness.status.sidecar.istio.io/failureThreshold': pod,
    'readiness.status.sidecar.istio.io/initialDelaySeconds': pod,
    'readiness.status.sidecar.istio.io/periodSeconds': pod,
    'sidecar.istio.io/agentLogLevel': pod,
    'sidecar.istio.io/bootstrapOverride': pod,
    'sidecar.istio.io/componentLogLevel': pod,
    'sidecar.istio.io/discoveryAddress': proxyConfigField('discoveryAddress'),
    'sidecar.istio.io/extraStatTags': proxyConfigField('extraStatTags'),
    'sidecar.istio.io/inject': { ...deprecated('use the label of the same name'), stage: 'beta' },
    'sidecar.istio.io/interceptionMode': pod,
    'sidecar.istio.io/logLevel': pod,
    'sidecar.istio.io/nativeSidecar': pod,
    'sidecar.istio.io/proxyCPU': pod,
    'sidecar.istio.io/proxyCPULimit': pod,
    'sidecar.istio.io/proxyImage': pod,
    'sidecar.istio.io/proxyImageType': pod,
    'sidecar.istio.io/proxyMemory': pod,
    'sidecar.istio.io/proxyMemoryLimit': pod,
    'sidecar.istio.io/rewriteAppHTTPProbers': pod,
    'sidecar.istio.io/statsCompression': proxyConfigField('statsCompression'),
    'sidecar.istio.io/statsEvictionInterval': pod,
    'sidecar.istio.io/statsFlushInterval': pod,
    'sidecar.istio.io/statsHistogramBins': pod,
    'sidecar.istio.io/statsHistogramBuckets': pod,
    'sidecar.istio.io/statsInclusionPrefixes': proxyConfigField('proxyStatsMatcher.inclusionPrefixes'),
    'sidecar.istio.io/statsInclusionRegexps': proxyConfigField('proxyStatsMatcher.inclusionRegexps'),
    'sidecar.istio.io/statsInclusionSuffixes': proxyConfigField('proxyStatsMatcher.inclusionSuffixes'),
    'sidecar.istio.io/status': pod,
    'sidecar.istio.io/userVolume': pod,
    'sidecar.istio.io/userVolumeMount': pod,
    'status.sidecar.istio.io/port': pod,
    'topology.istio.io/controlPlaneClusters': { on: ['Namespace'] },
    'traffic.istio.io/nodeSelector': { ...service, stage: 'stable' },
    'traffic.sidecar.istio.io/excludeInboundPorts': pod,
    'traffic.sidecar.istio.io/excludeInterfaces': pod,
    'traffic.sidecar.istio.io/excludeOutboundIPRanges': pod,
    'traffic.sidecar.istio.io/excludeOutboundPorts': pod,
    'traffic.sidecar.istio.io/includeInboundPorts': pod,
    'traffic.sidecar.istio.io/includeOutboundIPRanges': pod,
    'traffic.sidecar.istio.io/includeOutboundPorts': pod,
    'traffic.sidecar.istio.io/kubevirtInterfaces': deprecated('use "istio.io/reroute-virtual-interfaces"'),
  }),
);

/** Istio's labels (istio.io, Resource Labels), which are easily mistaken for annotations. */
export const istioLabels: ReadonlySet<string> = new Set([
  'gateway.istio.io/managed',
  'istio.io/dataplane-mode',
  'istio.io/ingress-use-waypoint',
  'istio.io/rev',
  'istio.io/tag',
  'istio.io/use-waypoint',
  'istio.io/use-waypoint-namespace',
  'istio.io/waypoint-for',
  'networking.istio.io/enable-autoallocate-ip',
  'networking.istio.io/gatewayPort',
  'operator.istio.io/component',
  'operator.istio.io/managed',
  'operator.istio.io/version',
  'security.istio.io/tlsMode',
  'service.istio.io/canonical-name',
  'service.istio.io/canonical-revision',
  'service.istio.io/workload-name',
  'sidecar.istio.io/inject',
  'topology.istio.io/cluster',
  'topology.istio.io/locality',
  'topology.istio.io/network',
  'topology.istio.io/subzone',
]);

/** Annotations that Istio itself writes: findings about them would be noise. */
const written = new Set(['gateway.istio.io/controller-version', 'istio.io/rev', 'sidecar.istio.io/status']);

/** The annotations, by name, that are Istio's to give a meaning to and that a person wrote. */
export const isIstioAnnotation = (name: string): boolean =>
  !written.has(name) && (name === 'kubernetes.io/ingress.class' || /^(?:[^/]+\.)?istio\.io(?:\/|$)/.test(name));
