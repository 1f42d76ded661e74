import analyzer from '../../../src/analysis/analyzers/requestauthentication-blocked-cidrs.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const deployment = (containers: string, app = 'istiod') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system, labels: {app: ${app}}}
spec:
  template:
    spec:
      containers: ${containers}
`;
const authentication = (jwtRules: string, name = 'customers') => `---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: ${name}, namespace: shop}
spec: {jwtRules: ${jwtRules}}
`;
const fetched = authentication('[{issuer: "https://login.shop.example", jwksUri: "https://login.shop.example/keys"}]');
const env = (entry: string) => `[{name: discovery, env: [{name: PILOT_TRACE_SAMPLING, value: "1"}, ${entry}]}]`;
const at = 'IST0175 Deployment istio-system/istiod';

testAnalyzer(analyzer, [
  {
    name: 'the variable is set',
    yaml: deployment(env('{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: "10.0.0.0/8"}')) + fetched,
    finds: [],
  },
  {
    name: 'its value comes from elsewhere',
    yaml:
      deployment(env('{name: BLOCKED_CIDRS_IN_JWKS_URIS, valueFrom: {configMapKeyRef: {name: a, key: b}}}')) + fetched,
    finds: [],
  },
  { name: 'no RequestAuthentication', yaml: deployment('[{name: discovery}]'), finds: [] },
  {
    name: 'keys in the policy itself',
    yaml: deployment('[{name: discovery}]') + authentication("[{jwks: '{}'}]"),
    finds: [],
  },
  { name: 'no rules', yaml: deployment('[{name: discovery}]') + authentication('[]'), finds: [] },
  { name: 'another Deployment', yaml: deployment('[{name: discovery}]', 'cart') + fetched, finds: [] },
  {
    name: 'the variable is empty',
    yaml: deployment(env('{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: ""}')) + fetched,
    finds: [`${at} 8:38 spec.template.spec.containers.0.env`],
    says: ['whatever address RequestAuthentication shop/customers names'],
  },
  {
    name: 'no environment: the discovery container is shown',
    yaml: deployment('[{name: logger}, {name: discovery}]') + fetched,
    finds: [`${at} 8:36 spec.template.spec.containers.1.env`],
  },
  {
    name: 'no container of that name, and only an issuer to ask for keys',
    yaml: deployment('[{name: pilot}]') + authentication('[{issuer: "https://login.shop.example"}]'),
    finds: [`${at} 8:20 spec.template.spec.containers.0.env`],
  },
  {
    name: 'more policies than anybody reads',
    yaml:
      deployment('[{name: discovery}]') +
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => authentication('[{issuer: x}]', name)).join(''),
    finds: [`${at} 8:20 spec.template.spec.containers.0.env`],
    says: ['shop/a, shop/b, shop/c, shop/d, shop/e and 2 more names'],
  },
]);
