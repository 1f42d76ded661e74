import analyzer from '../../../src/analysis/analyzers/workload-user.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const pod = (spec: string, labels = '') => `
apiVersion: v1
kind: Pod
metadata: {name: cart, labels: {${labels}}}
spec: ${spec}
`;
const deployment = (spec: string, labels = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, labels: {${labels}}}
spec: {template: {spec: ${spec}}}
`;
const proxyUser = 'securityContext: {runAsUser: 1337}';

testAnalyzer(analyzer, [
  { name: 'another user', yaml: pod('{securityContext: {runAsUser: 1000}, containers: [{name: cart}]}'), finds: [] },
  {
    name: 'the whole Pod',
    yaml: pod(`{${proxyUser}}`),
    finds: ['IST0144 Pod default/cart 5:37 spec.securityContext.runAsUser'],
    says: ['(the whole Pod)'],
  },
  {
    name: 'several containers, in one finding',
    yaml: pod(`{containers: [{name: log}, {name: cart, ${proxyUser}}, {name: cache, ${proxyUser}}]}`),
    finds: ['IST0144 Pod default/cart 5:76 spec.containers.1.securityContext.runAsUser'],
    says: ['(container cart, container cache)'],
  },
  {
    name: 'a Deployment',
    yaml: deployment(`{containers: [{name: cart, ${proxyUser}}]}`),
    finds: ['IST0144 Deployment default/cart 5:81 spec.template.spec.containers.0.securityContext.runAsUser'],
  },
  {
    name: 'Istio’s own containers',
    yaml: pod(`{containers: [{name: istio-proxy, ${proxyUser}}, {name: istio-operator, ${proxyUser}}]}`),
    finds: [],
  },
  {
    name: 'a gateway, which is a proxy and nothing else',
    yaml: `${deployment(`{${proxyUser}, containers: [{name: istio-proxy}]}`)}---${deployment(`{containers: [{name: agentgateway, ${proxyUser}}]}`).replace('cart', 'agent')}`,
    finds: [],
  },
  {
    name: 'a gateway with a container beside the proxy',
    yaml: pod(`{${proxyUser}, containers: [{name: istio-proxy}, {name: log}]}`),
    finds: ['IST0144 Pod default/cart 5:37 spec.securityContext.runAsUser'],
  },
  {
    name: 'the control plane',
    yaml: `${pod(`{${proxyUser}}`, 'istio: pilot')}---${deployment(`{${proxyUser}}`, 'release: istio')}`,
    finds: [],
  },
]);
