import analyzer from '../../../src/analysis/analyzers/deprecated-features.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const virtualService = (...delays: readonly string[]) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  http:
${delays.map((delay) => `  - fault: {delay: ${delay}}`).join('\n')}
`;
const sidecar = (policy: string) => `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: cart, namespace: shop}
spec: {outboundTrafficPolicy: ${policy}}
`;
const definition = (group: string, kind: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: old}
spec: {group: ${group}, names: {kind: ${kind}}}
`;

testAnalyzer(analyzer, [
  { name: 'percentage', yaml: virtualService('{percentage: {value: 5}}', '{percent: 0}'), finds: [] },
  {
    name: 'percent, once for each VirtualService',
    yaml: virtualService('{}', '{percent: 5}', '{percent: 10}'),
    finds: ['IST0002 VirtualService shop/cart 8:30 spec.http.1.fault.delay.percent'],
    says: ['percentage'],
  },
  { name: 'a Sidecar without egress proxy', yaml: sidecar('{mode: ALLOW_ANY}'), finds: [] },
  {
    name: 'a Sidecar with egress proxy',
    yaml: sidecar('{egressProxy: {host: egress}}'),
    finds: ['IST0002 Sidecar shop/cart 5:32 spec.outboundTrafficPolicy.egressProxy'],
  },
  { name: 'definitions that Istio has', yaml: definition('security.istio.io', 'AuthorizationPolicy'), finds: [] },
  {
    name: 'a definition of the old policies',
    yaml: definition('rbac.istio.io', 'ServiceRole'),
    finds: ['IST0002 CustomResourceDefinition old 5:44 spec.names.kind'],
    says: ['rbac.istio.io ServiceRole'],
  },
  { name: 'an unknown kind in the old group', yaml: definition('rbac.istio.io', 'Other'), finds: [] },
]);
