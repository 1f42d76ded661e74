import analyzer from '../../../src/analysis/analyzers/gateway-ports.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const gateway = (servers: string, selector = 'app: edge') => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  selector:
    ${selector}
  servers: ${servers}
`;
const port = (number: number) => `[{port: {number: ${number}, name: http, protocol: HTTP}, hosts: ['*']}]`;
const pod = `---
apiVersion: v1
kind: Pod
metadata: {name: edge-1, namespace: ingress, labels: {app: edge, tier: public}}
spec:
  containers:
  - {name: istio-proxy, ports: [{name: web, containerPort: 8080}]}
  - {name: metrics}
`;
const service = (ports: string, selector = '{app: edge}', namespace = 'ingress') => `---
apiVersion: v1
kind: Service
metadata: {name: edge, namespace: ${namespace}}
spec: {ports: [${ports}], selector: ${selector}}
`;
const missing = ['IST0162 Gateway shop/public 7:10 spec.selector.app'];

testAnalyzer(analyzer, [
  { name: "the Service's port", yaml: gateway(port(80)) + pod + service('{port: 80}'), finds: [] },
  { name: 'its target port', yaml: gateway(port(8080)) + pod + service('{port: 80, targetPort: 8080}'), finds: [] },
  {
    name: 'a target port as text',
    yaml: gateway(port(8080)) + pod + service("{port: 80, targetPort: '8080'}"),
    finds: [],
  },
  {
    name: 'a target port by name',
    yaml: gateway(port(8080)) + pod + service('{port: 80, targetPort: web}'),
    finds: [],
  },
  {
    name: 'a port of one of two Services',
    yaml:
      gateway(port(9000)) + pod + service('{port: 80}') + service('{port: 9000}').replace('name: edge', 'name: other'),
    finds: [],
  },
  { name: 'no servers, and a server without a port', yaml: gateway('[{hosts: ["*"]}]') + pod, finds: [] },
  {
    name: 'a port that the Service does not have',
    yaml: gateway(port(9000)) + pod + service('{port: 80}'),
    finds: missing,
    says: ['no Service in front of the workloads that app=edge selects has port 9000'],
  },
  { name: 'a UDP port', yaml: gateway(port(443)) + pod + service('{port: 443, protocol: UDP}'), finds: missing },
  { name: 'no Service', yaml: gateway(port(80)) + pod, finds: missing },
  {
    name: 'a Service elsewhere',
    yaml: gateway(port(80)) + pod + service('{port: 80}', '{app: edge}', 'shop'),
    finds: missing,
  },
  {
    name: 'a Service for other Pods',
    yaml: gateway(port(80)) + pod + service('{port: 80}', '{app: cart}'),
    finds: missing,
  },
  {
    name: 'a Service for some of the Pods’ labels only',
    yaml: gateway(port(80)) + pod + service('{port: 80}', '{app: edge, tier: private}'),
    finds: missing,
  },
  { name: 'a Service without a selector', yaml: gateway(port(80)) + pod + service('{port: 80}', '{}'), finds: missing },
  {
    name: 'two ports that are missing, and the same twice',
    yaml: gateway('[{port: {number: 1}}, {port: {number: 2}}, {port: {number: 2}}]') + pod + service('{port: 80}'),
    finds: [...missing, ...missing],
  },
  {
    name: 'no Pods',
    yaml: gateway(port(80)) + service('{port: 80}'),
    finds: ['IST0101 Gateway shop/public 7:10 spec.selector.app'],
    says: ['selector "app=edge" selects no Pod'],
  },
  {
    name: 'points at the first label, and says them all',
    yaml: gateway(port(80), '{tier: private, app: edge}') + pod,
    finds: ['IST0101 Gateway shop/public 7:26 spec.selector.app'],
    says: ['selector "app=edge,tier=private" selects no Pod'],
  },
  {
    name: 'an empty selector and no Pods',
    yaml: gateway(port(80), '{}'),
    finds: ['IST0101 Gateway shop/public 5:1 spec'],
  },
  { name: 'an empty selector takes any Pod', yaml: gateway(port(80), '{}') + pod + service('{port: 80}'), finds: [] },
]);
