import type { Path } from '../../resources/json.ts';
import type { VirtualService } from '../../resources/kinds/networking.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import { parseReference } from '../../resources/reference.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { defineAnalyzer, type MeshView } from '../analyzer.ts';
import { enough } from '../first-few.ts';
import { JwtClaimBasedRoutingWithoutRequestAuthN } from '../messages/virtualservice.ts';

type Gateway = Resource<BodyOf<'Gateway'>>;

/** A header name that means a claim: `@request.auth.claims.sub` or `…claims[sub]` (istio.io, JWT claim based routing). */
const claimHeader = /^@request\.auth\.claims(\..+|\[.+\])$/is;

const headerFields = ['headers', 'withoutHeaders'] as const;

export default defineAnalyzer({
  id: 'virtualservice.JWTClaimRouteAnalyzer',
  summary: 'Where a VirtualService routes by JWT claims, the Pods of its gateways validate JWTs',
  reads: ['VirtualService', 'Gateway', 'Pod', 'RequestAuthentication'],
  emits: [JwtClaimBasedRoutingWithoutRequestAuthN],
  evidence: { RequestAuthentication: [JwtClaimBasedRoutingWithoutRequestAuthN] },
  run(mesh, report) {
    const unprotected = new Map<Gateway, readonly Resource[]>();
    for (const vs of mesh.each('VirtualService')) {
      const claim = firstClaim(vs.spec.http ?? []);
      if (claim === undefined) continue;
      for (const reference of vs.spec.gateways ?? []) {
        const { namespace = vs.namespace, name } = parseReference(reference);
        const gateway = mesh.find('Gateway', name, namespace);
        if (reference === 'mesh' || gateway === undefined) continue;
        const pods = unprotected.get(gateway) ?? unprotectedPods(mesh, gateway);
        unprotected.set(gateway, pods);
        for (const pod of pods) {
          report(JwtClaimBasedRoutingWithoutRequestAuthN, vs.at(...claim.path), {
            key: claim.key,
            gateway: gateway.fullName,
            pod: pod.fullName,
          });
        }
      }
    }
  },
});

/** The gateway's first Pods that no RequestAuthentication applies to; of those of one name in several namespaces, one. */
function unprotectedPods(mesh: MeshView<'Pod' | 'RequestAuthentication'>, gateway: Gateway): Resource[] {
  const pods = mesh.labelled('Pod', gateway.spec.selector ?? {}).filter(({ labels, namespace }) => {
    return ![mesh.config.rootNamespace, namespace].some((ns) =>
      mesh.in('RequestAuthentication', ns).some(({ spec }) => matchesLabels(spec.selector?.matchLabels, labels)),
    );
  });
  return [...new Map(pods.map((pod) => [pod.name, pod as Resource])).values()].slice(0, enough);
}

/** The first header match on a claim. */
function firstClaim(routes: NonNullable<VirtualService['http']>): { key: string; path: Path } | undefined {
  for (let i = 0; i < routes.length; i++) {
    const matches = routes[i]!.match ?? [];
    for (let j = 0; j < matches.length; j++) {
      for (const field of headerFields) {
        for (const key in matches[j]![field]) {
          if (claimHeader.test(key)) return { key, path: ['spec', 'http', i, 'match', j, field, key] };
        }
      }
    }
  }
  return undefined;
}
