import analyzer from '../../../src/analysis/analyzers/webhook-injection.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const configuration = (name: string, webhooks: readonly string[], labels = '') => `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: ${name}, labels: {${labels}}}
webhooks:
${webhooks.map((webhook) => `- {${webhook}}`).join('\n')}
---`;
const istiod = `
apiVersion: v1
kind: Service
metadata: {name: istiod, namespace: istio-system}
`;
const service = (name: string) => `clientConfig: {service: {name: ${name}, namespace: istio-system}}`;
const enabled = 'namespaceSelector: {matchLabels: {istio-injection: enabled}}';
const byRevision = 'namespaceSelector: {matchExpressions: [{key: istio.io/rev, operator: In, values: [canary]}]}';
const noRevision =
  '{matchLabels: {istio-injection: enabled}, matchExpressions: [{key: istio.io/rev, operator: DoesNotExist}]}';

testAnalyzer(analyzer, [
  {
    name: 'webhooks that share no Pod',
    yaml:
      configuration('a', [`name: ns.istio.io, namespaceSelector: ${noRevision}, ${service('istiod')}`]) +
      configuration('b', [`name: rev.istio.io, ${byRevision}, ${service('istiod')}`], 'istio.io/rev: canary') +
      istiod,
    finds: [],
  },
  { name: 'webhooks of others', yaml: configuration('a', ['name: x.shop', 'name: y.shop']), finds: [] },
  {
    name: 'webhooks that select the same namespace',
    yaml:
      configuration('a', [`name: one.istio.io, ${enabled}`]) + configuration('b', [`name: two.istio.io, ${enabled}`]),
    finds: [
      'IST0139 MutatingWebhookConfiguration a 6:3 webhooks.0',
      'IST0139 MutatingWebhookConfiguration b 12:3 webhooks.0',
    ],
    says: ['webhook a/one.istio.io can select the same Pod as b/two.istio.io'],
  },
  {
    name: 'an overlap on a revision that only a selector names',
    yaml: configuration('a', [
      'name: one.shop, objectSelector: {matchLabels: {istio.io/rev: blue}}',
      `name: all.istio.io, ${enabled}`,
    ]),
    finds: [
      'IST0139 MutatingWebhookConfiguration a 6:3 webhooks.0',
      'IST0139 MutatingWebhookConfiguration a 7:3 webhooks.1',
    ],
  },
  {
    name: 'one finding for each set of others',
    yaml: configuration('a', [
      'name: all.istio.io',
      'name: in.istio.io, objectSelector: {matchLabels: {sidecar.istio.io/inject: "true"}}',
      'name: out.istio.io, objectSelector: {matchLabels: {sidecar.istio.io/inject: "false"}}',
    ]),
    finds: [
      'IST0139 MutatingWebhookConfiguration a 6:3 webhooks.0',
      'IST0139 MutatingWebhookConfiguration a 6:3 webhooks.0',
      'IST0139 MutatingWebhookConfiguration a 7:3 webhooks.1',
    ],
    says: ['each of the webhooks a/in.istio.io, a/out.istio.io can'],
  },
  {
    name: 'several webhooks of one configuration that overlap with the same others',
    yaml:
      configuration('a', [
        'name: in.istio.io, objectSelector: {matchLabels: {sidecar.istio.io/inject: "true"}}',
        'name: out.istio.io, objectSelector: {matchLabels: {sidecar.istio.io/inject: "false"}}',
      ]) + configuration('b', ['name: all.istio.io']),
    finds: [
      'IST0139 MutatingWebhookConfiguration a 6:3 webhooks.0',
      'IST0139 MutatingWebhookConfiguration b 13:3 webhooks.0',
      'IST0139 MutatingWebhookConfiguration b 13:3 webhooks.0',
    ],
    says: ['each of the webhooks a/in.istio.io, a/out.istio.io can select the same Pod as b/all.istio.io'],
  },
  {
    name: 'a control plane that is not there, once for each configuration',
    yaml:
      configuration('a', [
        `name: one.istio.io, namespaceSelector: ${noRevision}, ${service('istiod-old')}`,
        `name: two.istio.io, ${byRevision}, ${service('istiod-old')}`,
      ]) + istiod,
    finds: ['IST0139 MutatingWebhookConfiguration a 6:166 webhooks.0.clientConfig.service'],
    says: ['calls Service istio-system/istiod-old'],
  },
  {
    name: 'a control plane at a URL',
    yaml: configuration('a', ['name: one.istio.io, clientConfig: {url: "https://istiod.shop.example/inject"}']),
    finds: [],
  },
]);
