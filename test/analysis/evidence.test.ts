import { expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [shop.example.com]
    tls: {mode: SIMPLE, credentialName: shop-tls}
`;
const secret = (data: string, name = 'other') => `
apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: istio-system}
data: {${data}}
`;
const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: shop}
spec:
  template:
    metadata: {labels: {app: edge}}
    spec: {containers: [{name: istio-proxy, image: auto}]}
`;
const webhook = (name: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: hooks}
webhooks:
- {name: ${name}, namespaceSelector: {matchLabels: {istio-injection: enabled}}}
`;

const found = (closedWorld: boolean, ...texts: string[]) =>
  analyze(toResources({ name: 'a.yaml', text: texts.join('---') }).resources, { closedWorld }).findings.map(
    ({ code, resource }) => `${code} ${resource.origin}`,
  );

const absentSecret = 'IST0101 Gateway shop/front';
const neverInjected = 'IST0146 Deployment shop/edge';

it.each([
  ['no certificate', secret('password: eA=='), []],
  ['another certificate', secret('tls.crt: eA=='), [absentSecret]],
  ['another certificate, by its older key', secret('cert: eA=='), [absentSecret]],
])('a Secret with %s', (_, other, findings) => {
  expect(found(false, gateway, other)).toEqual(findings);
  expect(found(true, gateway, other)).toEqual([absentSecret]);
});

it('judges the Secret that a Gateway names, whatever is in it', () => {
  expect(found(false, gateway, secret('password: eA==', 'shop-tls'))).toEqual(['IST0161 Gateway shop/front']);
});

it.each([
  ['others', 'inject.certificates.example', []],
  ['Istio', 'rev.namespace.sidecar-injector.istio.io', [neverInjected]],
])('webhooks of %s', (_, name, findings) => {
  expect(found(false, deployment, webhook(name))).toEqual(findings);
  expect(found(true, deployment, webhook(name))).toEqual([neverInjected]);
});
