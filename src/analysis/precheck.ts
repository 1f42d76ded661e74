import { gatewayApiGroup, neededVersions } from '../resources/gateway-api-versions.ts';
import type { JsonObject } from '../resources/json.ts';
import { isOlder, type KubernetesVersion, oldestKubernetes, versionText } from '../resources/kubernetes-version.ts';
import { liveResource } from '../resources/live-resource.ts';
import { Mesh } from '../resources/mesh.ts';
import { meshConfigOf } from '../resources/mesh-config.ts';
import type { Resource } from '../resources/resource.ts';
import { type Analyzer, defineAnalyzer } from './analyzer.ts';
import alphaAnnotations from './analyzers/annotation-stage.ts';
import type { Finding } from './finding.ts';
import {
  FutureUnsupportedGatewayAPIVersion,
  InsufficientPermissions,
  UnsupportedGatewayAPIVersion,
  UnsupportedKubernetesVersion,
  UpdateIncompatibility,
} from './messages/precheck.ts';
import { inOrder } from './order.ts';
import { permissionAnalyzer, type UnreadKind } from './permissions.ts';
import { runAnalyzers } from './runner.ts';

/** Something that an installation creates, and the user may not. */
export interface MissingPermission {
  /** `deployments.apps`. */
  readonly resource: string;
  /** ` in namespace istio-system`, or nothing. */
  readonly where: string;
  /** The RBAC rule that would grant it, on one line. */
  readonly rule: string;
}

/** What is known of a cluster that Istio is to be installed into, or upgraded in. */
export interface PrecheckFacts {
  /** What the cluster is called in findings. */
  readonly cluster: string;
  /** Of the API server; undefined where it tells none. */
  readonly kubernetes: KubernetesVersion | undefined;
  readonly missing: readonly MissingPermission[];
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadKind[];
}

export interface PrecheckOptions {
  /** Look for what a new control plane needs. */
  readonly controlPlane: boolean;
  /** The minor release that is upgraded from: 21 of Istio 1.21. */
  readonly fromMinor?: number | undefined;
  /** Where Istio is. */
  readonly istioNamespace: string;
  /** Report of what lives in namespaces only what is in this one. */
  readonly namespace?: string | undefined;
  readonly deadline?: number | undefined;
}

/** The kinds that the analyzers of a precheck read. */
export const precheckAnalyzers = (options: PrecheckOptions, facts?: PrecheckFacts): Analyzer[] => [
  ...(options.controlPlane
    ? [...(facts === undefined ? [] : [kubernetesVersion(facts), permissions(facts)]), gatewayApi, alphaAnnotations]
    : []),
  ...(options.fromMinor === undefined ? [] : [upgrade(options.fromMinor, options.istioNamespace)]),
  ...(facts !== undefined && facts.unread.length > 0 ? [permissionAnalyzer(facts.unread)] : []),
];

/** What speaks against installing or upgrading Istio. Pure. */
export function precheck(facts: PrecheckFacts, options: PrecheckOptions): Finding[] {
  const mesh = new Mesh([...facts.resources], {
    config: meshConfigOf(undefined),
    networks: undefined,
    impliedPods: false,
  });
  const unread = new Set(facts.unread.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const { deadline, namespace } = options;
  const { findings } = runAnalyzers(mesh, precheckAnalyzers(options, facts), { closedWorld: true, unread, deadline });
  const wanted = findings.filter(({ resource, analyzer }) => {
    // istioctl limits these, and only these, to the namespace that is named.
    if (namespace === undefined || analyzer !== alphaAnnotations.id) return true;
    return (resource.kind === 'Namespace' ? resource.name : resource.namespace) === namespace;
  });
  return inOrder(wanted, facts.resources);
}

/** What stands in findings for something that is no object: the cluster itself, or a kind. */
function standIn(kind: string, name: string): Resource {
  const object: JsonObject = { apiVersion: 'v1', kind, metadata: { name } };
  return liveResource(object, () => '', { defaultNamespace: '' });
}

const kubernetesVersion = ({ cluster, kubernetes }: PrecheckFacts): Analyzer =>
  defineAnalyzer({
    id: 'precheck.KubernetesVersionAnalyzer',
    summary: 'The cluster’s Kubernetes is recent enough for this Istio',
    reads: [],
    emits: [UnsupportedKubernetesVersion],
    run(_, report) {
      if (kubernetes === undefined || !isOlder(kubernetes, oldestKubernetes)) return;
      report(UnsupportedKubernetesVersion, standIn('Cluster', cluster).at(), {
        version: versionText(kubernetes),
        minimum: versionText(oldestKubernetes),
      });
    },
  });

const permissions = ({ missing }: PrecheckFacts): Analyzer =>
  defineAnalyzer({
    id: 'precheck.PermissionAnalyzer',
    summary: 'The user may create what an installation consists of',
    reads: [],
    emits: [InsufficientPermissions],
    run(_, report) {
      for (const { resource, where, rule } of missing) {
        report(InsufficientPermissions, standIn('APIResource', resource).at(), {
          verb: 'create',
          resource: resource + where,
          problem: `it takes ${rule}`,
          loss: 'Istio cannot be installed',
        });
      }
    },
  });

const gatewayApi = defineAnalyzer({
  id: 'precheck.GatewayAPIAnalyzer',
  summary: 'The Gateway API, where there is one, serves the versions that Istio reads',
  reads: ['CustomResourceDefinition'],
  emits: [UnsupportedGatewayAPIVersion, FutureUnsupportedGatewayAPIVersion],
  run(mesh, report) {
    for (const crd of mesh.each('CustomResourceDefinition')) {
      const { group, names, versions = [] } = crd.spec;
      const kind = names?.kind ?? '';
      if (group !== gatewayApiGroup || !Object.hasOwn(neededVersions, kind)) continue;
      const served = versions.filter(({ served }) => served === true).map(({ name }) => String(name));
      const version = served.sort().join(',') || 'none';
      const { now, soon } = neededVersions[kind]!;
      if (now !== undefined && !served.includes(now)) {
        report(UnsupportedGatewayAPIVersion, crd.at(), { version, minimum: now });
      }
      if (soon !== undefined && !served.includes(soon)) {
        report(FutureUnsupportedGatewayAPIVersion, crd.at(), { version, minimum: soon });
      }
    }
  },
});

/** The last release that sent traces to a Service called zipkin unless it was told otherwise. */
const lastWithZipkin = 21;

const upgrade = (fromMinor: number, istioNamespace: string): Analyzer =>
  defineAnalyzer({
    id: 'precheck.UpgradeAnalyzer',
    summary: 'Nothing relies on what later releases do otherwise',
    reads: ['Service'],
    emits: [UpdateIncompatibility],
    run(mesh, report) {
      const zipkin = mesh.find('Service', 'zipkin', istioNamespace);
      if (fromMinor > lastWithZipkin || zipkin === undefined) return;
      report(UpdateIncompatibility, zipkin.at(), {
        field: 'meshConfig.defaultConfig.tracing',
        release: '1.22',
        info: `traces are no longer sent to zipkin.${istioNamespace} unless a Telemetry resource says so`,
        compatibilityVersion: '1.21',
      });
    },
  });
