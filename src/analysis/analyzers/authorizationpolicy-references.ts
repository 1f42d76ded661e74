import { entry } from '../../base/map-entry.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels } from '../../resources/selector.ts';
import { defineAnalyzer, type MeshView } from '../analyzer.ts';
import { podInAmbient, podInMesh } from '../in-mesh.ts';
import { NoMatchingWorkloadsFound } from '../messages/policy.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';

type Policy = Resource<BodyOf<'AuthorizationPolicy'>>;
type View = MeshView<'AuthorizationPolicy' | 'Namespace' | 'Pod'>;

const namespaceFields = ['namespaces', 'notNamespaces'] as const;

export default defineAnalyzer({
  id: 'auth.AuthorizationPoliciesAnalyzer',
  summary: 'Every AuthorizationPolicy has workloads to protect, and the namespaces that it names exist',
  reads: ['AuthorizationPolicy', 'Namespace', 'Pod'],
  emits: [NoMatchingWorkloadsFound, ReferencedResourceNotFound],
  evidence: { Pod: [NoMatchingWorkloadsFound], Namespace: [ReferencedResourceNotFound] },
  run(mesh, report) {
    const protects = workloads(mesh);
    const exists = namespaces(mesh);
    for (const policy of mesh.each('AuthorizationPolicy')) {
      const { selector, targetRef, targetRefs, rules = [] } = policy.spec;
      // One that is attached to a gateway, a waypoint or a Service selects no Pods.
      const selects = targetRef === undefined && !targetRefs?.length;
      if (selects && !protects(policy)) {
        const wholeMesh = policy.namespace === mesh.config.rootNamespace;
        const at = selector ? policy.at('spec', 'selector', 'matchLabels') : policy.at('metadata', 'namespace');
        report(NoMatchingWorkloadsFound, at, {
          selector: formatLabels(selector?.matchLabels),
          namespace: wholeMesh ? undefined : policy.namespace,
        });
      }
      let told: Set<string> | undefined;
      rules.forEach(({ from }, i) => {
        from?.forEach(({ source }, j) => {
          if (source === undefined) return;
          for (const field of namespaceFields) {
            source[field]?.forEach((name, k) => {
              if (exists(name)) return;
              // istioctl looks for the line of a notNamespace among the namespaces: without one it tells a name once.
              const place = k < (source.namespaces?.length ?? 0) ? `${i} ${j} ${k} ` : '';
              told ??= new Set();
              const { size } = told;
              if (told.add(place + name).size === size) return;
              const at = policy.at('spec', 'rules', i, 'from', j, 'source', field, k);
              report(ReferencedResourceNotFound, at, { kind: 'namespace', name });
            });
          }
        });
      });
    }
  },
});

/**
 * A test whether some Pod that enforces policies (by sidecar or ztunnel) is in the policy's reach: its own namespace, or
 * all of them for a policy in the root namespace, which needs none when it has no selector.
 */
function workloads(mesh: View): (policy: Policy) => boolean {
  const known = new Map<string, boolean>();
  return ({ namespace, spec: { selector } }) => {
    const reach = namespace === mesh.config.rootNamespace ? undefined : namespace;
    if (reach === undefined && selector === undefined) return true;
    const labels = selector?.matchLabels ?? {};
    return entry(known, `${reach ?? ''}/${formatLabels(labels)}`, () =>
      mesh.podsToBe(labels, reach).some((pod) => podInMesh(pod, mesh) || podInAmbient(pod)),
    );
  };
}

/** A test whether a namespace exists; names may begin or end with `*` (istio.io, Authorization Policy, Source). */
function namespaces(mesh: View): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    if (!name.startsWith('*') && !name.endsWith('*')) return mesh.find('Namespace', name) !== undefined;
    const part = name.startsWith('*') ? name.slice(1) : name.slice(0, -1);
    return entry(known, name, () =>
      mesh
        .each('Namespace')
        .some((namespace) => (name.startsWith('*') ? namespace.name.endsWith(part) : namespace.name.startsWith(part))),
    );
  };
}
