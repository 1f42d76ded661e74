import { expect, it } from 'vitest';
import authorizationPolicies from '../../src/analysis/analyzers/authorizationpolicy-references.ts';
import gatewayPorts from '../../src/analysis/analyzers/gateway-ports.ts';
import gatewaySecrets from '../../src/analysis/analyzers/gateway-secrets.ts';
import sidecars from '../../src/analysis/analyzers/sidecar-selectors.ts';
import telemetries from '../../src/analysis/analyzers/telemetry-selectors.ts';
import { runAnalyzers } from '../../src/analysis/runner.ts';
import { Mesh } from '../../src/resources/mesh.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const analyzers = [authorizationPolicies, gatewayPorts, gatewaySecrets, sidecars, telemetries];

/** Everything selects `app: edge`, of which there is a Deployment, and no Pod yet. */
const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: shop}
spec:
  template:
    metadata: {labels: {app: edge, sidecar.istio.io/inject: "true"}}
    spec: {containers: [{name: edge}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  selector: {app: edge}
  servers:
  - {port: {number: 443}, hosts: ["*"], tls: {credentialName: shop-tls}}
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: edge, namespace: shop}
spec: {workloadSelector: {labels: {app: edge}}}
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: edge, namespace: shop}
spec: {selector: {matchLabels: {app: edge}}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: edge, namespace: shop}
spec: {selector: {matchLabels: {app: edge}}}
`;

const find = (impliedPods: boolean) => {
  const mesh = new Mesh(toResources({ name: 'test.yaml', text }).resources, { impliedPods });
  const { findings } = runAnalyzers(mesh, analyzers, { closedWorld: true });
  return findings.map(({ code, resource }) => `${code} ${resource.kind}`).sort();
};

it('takes a workload for the Pods that it will make', () => {
  expect(find(true)).toEqual([]);
});

it('says that nothing is selected where only Pods count', () => {
  expect(find(false)).toEqual([
    'IST0101 Gateway',
    'IST0101 Sidecar',
    'IST0101 Telemetry',
    'IST0127 AuthorizationPolicy',
  ]);
});
