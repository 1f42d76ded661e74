import analyzer from '../../../src/analysis/analyzers/webhook-control-plane.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const configuration = (kind: string, name: string, clientConfig: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}WebhookConfiguration
metadata: {name: ${name}}
webhooks:
- name: rev.istio.io
  clientConfig: ${clientConfig}
---`;
const injector = (clientConfig: string) => configuration('Mutating', 'istio-sidecar-injector-canary', clientConfig);
const url = 'MutatingWebhookConfiguration istio-sidecar-injector-canary 7:23 webhooks.0.clientConfig.url';

testAnalyzer(analyzer, [
  {
    name: 'host names, and Services',
    yaml:
      injector('{url: "https://istiod.shop.example:15017/inject"}') +
      configuration('Validating', 'istiod-default-validator', '{service: {name: istiod, namespace: istio-system}}'),
    finds: [],
  },
  { name: 'webhooks of others', yaml: configuration('Mutating', 'shop-defaults', '{}'), finds: [] },
  {
    name: 'a name that only begins like the default validator',
    yaml: configuration('Validating', 'istiod-default-validator-shop', '{}'),
    finds: [],
  },
  {
    name: 'IP addresses',
    yaml:
      injector('{url: "https://10.0.0.7:15017/inject"}') +
      configuration('Validating', 'istio-validator-shop', '{url: "https://[fd00::7]:15017/validate"}'),
    finds: [
      `IST0164 ${url}`,
      'IST0164 ValidatingWebhookConfiguration istio-validator-shop 14:23 webhooks.0.clientConfig.url',
    ],
    says: ['"https://10.0.0.7:15017/inject" by IP address'],
  },
  { name: 'no https URL', yaml: injector('{url: "istiod.shop.example:15017"}'), finds: [`IST0163 ${url}`] },
  { name: 'a URL without a host', yaml: injector('{url: "https:///inject"}'), finds: [`IST0163 ${url}`] },
  {
    name: 'a URL that cannot be parsed',
    yaml: injector('{url: "https://istiod:port/inject"}'),
    finds: [`IST0163 ${url}`],
  },
  {
    name: 'neither a URL nor a Service',
    yaml: configuration('Validating', 'istiod-default-validator', '{}'),
    finds: ['IST0163 ValidatingWebhookConfiguration istiod-default-validator 7:3 webhooks.0.clientConfig.url'],
    says: ['has neither a URL nor a Service'],
  },
]);
