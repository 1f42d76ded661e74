import { defineAnalyzer } from '../analyzer.ts';
import { GatewayAPICRDVersionBelowMinimum } from '../messages/gateway-api.ts';

type Version = readonly [major: number, minor: number, patch: number];

/** The Gateway API versions below which istiod 1.30 does not watch a kind (pkg/config/schema/gatewayapi). */
const minimums = new Map<string, Version>([
  ['grpcroutes.gateway.networking.k8s.io', [1, 1, 0]],
  ['backendtlspolicies.gateway.networking.k8s.io', [1, 4, 0]],
  ['tlsroutes.gateway.networking.k8s.io', [1, 5, 0]],
]);

const annotation = 'gateway.networking.k8s.io/bundle-version';

export default defineAnalyzer({
  id: 'k8sgateway.CRDVersionAnalyzer',
  summary: 'Gateway API CustomResourceDefinitions are as recent as Istio needs them',
  reads: ['CustomResourceDefinition'],
  emits: [GatewayAPICRDVersionBelowMinimum],
  run(mesh, report) {
    for (const crd of mesh.each('CustomResourceDefinition')) {
      const minimum = minimums.get(crd.name);
      if (minimum === undefined) continue;
      const text = crd.annotations[annotation] ?? '';
      const version = parseVersion(text);
      if (version === undefined || !isBelow(version, minimum)) continue;
      report(GatewayAPICRDVersionBelowMinimum, crd.at('metadata', 'annotations', annotation), {
        crd: crd.name,
        version: text,
        minimum: `v${minimum.join('.')}`,
      });
    }
  },
});

/** `v1.4.0-rc.1` or `1.4`: a pre-release counts as its release, for it has the same fields. */
function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+][\w.+-]+)?$/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

function isBelow(version: Version, minimum: Version): boolean {
  const differing = version.findIndex((part, i) => part !== minimum[i]);
  return differing >= 0 && version[differing]! < minimum[differing]!;
}
