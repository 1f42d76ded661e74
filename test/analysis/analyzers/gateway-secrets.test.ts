import { afterAll, beforeAll, describe, vi } from 'vitest';
import analyzer from '../../../src/analysis/analyzers/gateway-secrets.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

// Self-signed for www.shop.example, valid from 2024 to 2124; nobody keeps its key.
const certificate = `-----BEGIN CERTIFICATE-----
MIIBZDCCAQugAwIBAgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBB3d3cuc2hv
cC5leGFtcGxlMCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAxMDAwMDAwWjAbMRkw
FwYDVQQDDBB3d3cuc2hvcC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEfK16ECbBA/s4jeUkXPKxI3UGwLvabyp19XBjdb5R7P8NQ7hQyLoUc7gaPrIE
VfcN5IrHk/2sj643pbi1EgFY7aM+MDwwGwYDVR0RBBQwEoIQd3d3LnNob3AuZXhh
bXBsZTAdBgNVHQ4EFgQUD3IdqJtiZ7fhZ5C6CfWG+l3PieswCgYIKoZIzj0EAwID
RwAwRAIgGJeXJQJoWk+wFXbSBMH17l58TSULIgOqnE8g5dEkcQ4CIEpCNDZuMZct
77mJzt/AbmrhhRV8B5iAFw8tZq1ZAIqM
-----END CERTIFICATE-----
`;
const key = 'not read by anyone';

const gateway = (credentialName: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: shop}
spec:
  selector: {app: edge}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
  - port: {number: 443, name: https, protocol: HTTPS}
    tls:
      mode: SIMPLE
      credentialName: ${credentialName}
`;
const pod = (namespace: string) => `---
apiVersion: v1
kind: Pod
metadata: {name: edge-1, namespace: ${namespace}, labels: {app: edge}}
`;
const base64 = (values: Record<string, string>) =>
  JSON.stringify(Object.fromEntries(Object.entries(values).map(([k, v]) => [k, Buffer.from(v).toString('base64')])));
const secret = (data: string, field = 'data', namespace = 'ingress') => `---
apiVersion: v1
kind: Secret
metadata: {name: shop-tls, namespace: ${namespace}}
${field}: ${data}
`;
const good = secret(base64({ 'tls.crt': certificate, 'tls.key': key }));
const yaml = (secrets: string) => gateway('shop-tls') + pod('ingress') + secrets;
const at = 'Gateway shop/public 12:23 spec.servers.1.tls.credentialName';
const invalid = [`IST0161 ${at}`];

testAnalyzer(analyzer, [
  { name: 'a TLS Secret where the Pods run', yaml: yaml(good), finds: [] },
  { name: 'a generic one', yaml: yaml(secret(base64({ cert: certificate, key }))), finds: [] },
  {
    name: 'one as people write it',
    yaml: yaml(secret(JSON.stringify({ 'tls.crt': certificate, 'tls.key': key }), 'stringData')),
    finds: [],
  },
  { name: 'a Secret of a namespace that is named', yaml: gateway('ingress/shop-tls') + pod('other') + good, finds: [] },
  { name: 'no Pods', yaml: gateway('shop-tls'), finds: [] },
  { name: 'no credential', yaml: gateway("''") + pod('ingress'), finds: [] },
  {
    name: 'Pods in two namespaces, one with the Secret in order',
    yaml: yaml(pod('shop') + secret('{}', 'data', 'shop') + good),
    finds: [],
  },
  {
    name: 'no Secret',
    yaml: yaml(''),
    finds: [`IST0101 ${at}`],
    says: ['credentialName "shop-tls" does not exist'],
  },
  {
    name: "a Secret in the Gateway's namespace, not the Pods'",
    yaml: yaml(secret(base64({ 'tls.crt': certificate, 'tls.key': key }), 'data', 'shop')),
    finds: [`IST0101 ${at}`],
  },
  {
    name: 'the right namespace named wrongly',
    yaml: gateway('shop/shop-tls') + pod('ingress') + good,
    finds: [`IST0101 ${at}`],
  },
  {
    name: 'a Secret without data',
    yaml: yaml(secret('{}')),
    finds: invalid,
    says: ['Secret ingress/shop-tls cannot be served: it holds neither'],
  },
  {
    name: 'no key',
    yaml: yaml(secret(base64({ 'tls.crt': certificate }))),
    finds: invalid,
    says: ['it holds neither'],
  },
  { name: 'a key of the other pair', yaml: yaml(secret(base64({ 'tls.crt': certificate, key }))), finds: invalid },
  {
    name: 'an empty key',
    yaml: yaml(secret(base64({ 'tls.crt': certificate, 'tls.key': '' }))),
    finds: invalid,
    says: ['or they are empty'],
  },
  {
    name: 'no certificate in it',
    yaml: yaml(secret(base64({ 'tls.crt': 'later', 'tls.key': key }))),
    finds: invalid,
    says: ['tls.crt is not a certificate in PEM format'],
  },
  {
    name: 'PEM that holds no certificate',
    yaml: yaml(secret(base64({ cert: certificate.replaceAll('A', 'B'), key }))),
    finds: invalid,
    says: ['cert is not a certificate'],
  },
  {
    name: 'a certificate that is not PEM',
    yaml: yaml(secret(JSON.stringify({ 'tls.crt': certificate.split('\n').slice(1, -2).join(''), 'tls.key': 'YQ==' }))),
    finds: invalid,
    says: ['tls.crt is not a certificate in PEM format'],
  },
]);

describe.each([
  ['after the certificate ends', '2200-01-01', 'expired on Jan  1 00:00:00 2124 GMT'],
  ['before it begins', '2020-01-01', 'is not valid before Jan  1 00:00:00 2024 GMT'],
])('%s', (_, date, words) => {
  beforeAll(() => {
    vi.useFakeTimers({ now: new Date(date), toFake: ['Date'] });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  testAnalyzer(analyzer, [
    { name: 'the Secret is invalid', yaml: yaml(good), finds: invalid, says: [words] },
    { name: 'a Gateway without TLS is fine', yaml: gateway("''") + pod('ingress'), finds: [] },
  ]);
});
