import { isValidAt, readCertificates, timeText } from '../base/certificate.ts';
import { listNames } from '../base/list-names.ts';
import { entry } from '../base/map-entry.ts';
import { matchesSelector } from '../resources/selector.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { findService, readyEndpoints } from './istiod.ts';
import { fullName, labelsOf, nameIn, subjectOf, type Webhook, type WebhookConfiguration } from './shapes.ts';

const none = new NotApplicable('there are no webhooks of Istio');
const askIstiod = 'istiod fills it in as soon as it runs: see whether it is ready (MWH403), and its logs';

/** A webhook, and the configuration that it is in. */
interface Placed {
  readonly configuration: WebhookConfiguration;
  readonly webhook: Webhook;
  /** What a report calls it. */
  readonly subject: string;
}

/** Istio's webhooks: those whose name ends so. Ones that are switched off do not count. */
export const istioWebhooks = (configurations: readonly WebhookConfiguration[]): Placed[] =>
  configurations.flatMap((configuration) =>
    (configuration.webhooks ?? [])
      .filter((webhook) => webhook.name?.endsWith('istio.io') && !isOff(webhook))
      .map((webhook) => ({ configuration, webhook, subject: subjectOf(configuration) })),
  );

/** What takes over a revision leaves of its webhooks: they select a label that nothing has. */
const isOff = ({ namespaceSelector }: Webhook): boolean =>
  namespaceSelector?.matchLabels?.['istio.io/deactivated'] === 'never-match';

/** True where a webhook of the configuration injects a Pod. */
export const injects = (
  { webhooks = [] }: WebhookConfiguration,
  namespace: Readonly<Record<string, string>>,
  pod: Readonly<Record<string, string>>,
): boolean =>
  webhooks.some(
    ({ name, namespaceSelector, objectSelector }) =>
      name?.endsWith('sidecar-injector.istio.io') &&
      matchesSelector(namespaceSelector, namespace) &&
      matchesSelector(objectSelector, pod),
  );

/** Each problem once for a configuration, however many webhooks in it have it. */
const once = (
  placed: readonly Placed[],
  tell: (one: Placed) => string | undefined,
): [subject: string, message: string][] => [
  ...new Map(
    placed.flatMap((one): [string, [string, string]][] => {
      const message = tell(one);
      return message === undefined ? [] : [[`${one.subject} ${message}`, [one.subject, message]]];
    }),
  ).values(),
];

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
const reads = ['mutatingWebhooks', 'validatingWebhooks'] as const;

export const webhookChecks = [
  defineCheck({
    id: 'MWH501',
    category: 'webhooks',
    title: 'CA bundles are certificates that hold',
    reads: [...reads],
    run({ mutatingWebhooks, validatingWebhooks, settings: { now } }, report) {
      const webhooks = istioWebhooks([...mutatingWebhooks, ...validatingWebhooks]);
      if (webhooks.length === 0) return none;
      const problem = ({ webhook: { clientConfig } }: Placed): string | undefined => {
        // Without one the server's own roots count, which is meant for a URL outside.
        if (!clientConfig?.caBundle)
          return clientConfig?.url === undefined ? 'has no CA bundle: the API server cannot verify istiod' : undefined;
        const certificates = readCertificates(decoded(clientConfig.caBundle));
        if (certificates.length === 0) return 'has a CA bundle that holds no certificate';
        if (certificates.some((one) => isValidAt(one, now))) return undefined;
        return `has a CA bundle that does not hold: it was good until ${timeText(certificates[0]!.notAfter)}`;
      };
      for (const [subject, message] of once(webhooks, problem)) report('Error', subject, message, askIstiod);
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH502',
    category: 'webhooks',
    title: 'CA bundles are istiod’s',
    reads: [...reads, 'roots'],
    run({ mutatingWebhooks, validatingWebhooks, roots, settings: { istioNamespace } }, report) {
      const webhooks = istioWebhooks([...mutatingWebhooks, ...validatingWebhooks]);
      if (webhooks.length === 0) return none;
      const root = roots.find(({ metadata }) => metadata?.namespace === istioNamespace);
      const trusted = readCertificates(root?.data?.['root-cert.pem'] ?? '');
      if (trusted.length === 0)
        return new NotApplicable(`namespace ${istioNamespace} has no root certificate to compare with`);
      const fingerprints = new Set(trusted.map(({ fingerprint }) => fingerprint));
      const problem = ({ webhook: { clientConfig } }: Placed): string | undefined => {
        if (clientConfig?.service?.namespace !== istioNamespace) return undefined;
        const own = readCertificates(decoded(clientConfig.caBundle ?? ''));
        if (own.length === 0 || own.some(({ fingerprint }) => fingerprints.has(fingerprint))) return undefined;
        return 'trusts another CA than the mesh, so that calls to istiod fail unless its certificate is from elsewhere';
      };
      for (const [subject, message] of once(webhooks, problem)) {
        report(
          'Warning',
          subject,
          message,
          'Restart istiod, which writes the bundle anew; look for a second writer (Helm, GitOps) that puts an old one back',
        );
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH503',
    category: 'webhooks',
    title: 'Webhooks lead to something that answers',
    stages: ['installed', 'before'],
    reads: [...reads, 'services', 'endpointSlices'],
    run({ mutatingWebhooks, validatingWebhooks, services, endpointSlices }, report) {
      const placed = [...mutatingWebhooks, ...validatingWebhooks].flatMap((configuration) =>
        (configuration.webhooks ?? []).map((webhook) => ({
          configuration,
          webhook,
          subject: subjectOf(configuration),
        })),
      );
      const problem = ({ webhook }: Placed): string | undefined => {
        const { service } = webhook.clientConfig ?? {};
        if (service === undefined || isOff(webhook)) return undefined;
        const there = findService(services, service);
        const name = nameIn(service);
        const port = service.port ?? 443;
        if (there === undefined) return `calls Service ${name}, which does not exist`;
        // Only whoever resolves the name knows what is behind it.
        if (there.spec?.type === 'ExternalName') return undefined;
        if (!(there.spec?.ports ?? []).some((one) => one.port === port))
          return `calls port ${port} of Service ${name}, which it has not`;
        return readyEndpoints(service, endpointSlices) > 0
          ? undefined
          : `calls Service ${name}, behind which nothing is ready`;
      };
      for (const policy of ['Fail', 'Ignore']) {
        const own = placed.filter(({ webhook }) => (webhook.failurePolicy ?? 'Fail') === policy);
        for (const [subject, message] of once(own, problem)) {
          const effect =
            policy === 'Fail' ? 'what it selects is refused until then' : 'what it selects goes through unseen';
          report(
            policy === 'Fail' ? 'Error' : 'Warning',
            subject,
            `${message}: ${effect}`,
            'Bring the Service back, or delete the webhook configuration if its owner is gone',
          );
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH504',
    category: 'webhooks',
    title: 'Failures of webhooks are not passed over',
    reads: [...reads],
    run({ mutatingWebhooks, validatingWebhooks }, report) {
      const webhooks = istioWebhooks([...mutatingWebhooks, ...validatingWebhooks]);
      if (webhooks.length === 0) return none;
      const problem = ({ configuration, webhook }: Placed): string | undefined => {
        if (webhook.failurePolicy !== 'Ignore') return undefined;
        return configuration.kind === 'MutatingWebhookConfiguration'
          ? 'lets Pods start without a sidecar while istiod does not answer'
          : 'lets invalid configuration in while istiod does not answer';
      };
      for (const [subject, message] of once(webhooks, problem)) {
        const level = subject.startsWith('Mutating') ? 'Warning' : 'Info';
        report(
          level,
          subject,
          message,
          'failurePolicy should be Fail; istiod sets it for validation once it has seen that its own check works',
        );
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH505',
    category: 'webhooks',
    title: 'No Pod is injected twice',
    reads: ['mutatingWebhooks', 'namespaces', 'pods'],
    run({ mutatingWebhooks, namespaces, pods }, report) {
      if (istioWebhooks(mutatingWebhooks).length === 0) return none;
      const podLabels = new Map<string, Readonly<Record<string, string>>[]>();
      for (const pod of pods) entry(podLabels, pod.metadata?.namespace ?? '', () => []).push(labelsOf(pod));
      const overlaps = new Map<string, string[]>();
      for (const namespace of namespaces) {
        const name = namespace.metadata?.name ?? '';
        const labels = { ...labelsOf(namespace), 'kubernetes.io/metadata.name': name };
        // A Pod without labels of its own, one that asks, and those that are there.
        for (const pod of [{}, { 'sidecar.istio.io/inject': 'true' }, ...(podLabels.get(name) ?? [])]) {
          const both = mutatingWebhooks.filter((one) => injects(one, labels, pod)).map(fullName);
          if (both.length < 2) continue;
          const where = entry(overlaps, both.join(' and '), () => []);
          if (!where.includes(name)) where.push(name);
        }
      }
      for (const [names, where] of overlaps) {
        report(
          'Error',
          '',
          `webhook configurations ${names} both inject Pods in namespace ${listNames(where)}: which of them wins is left to chance`,
          'Leave one revision as the default: remove the tag or the old installation that is no longer meant',
        );
      }
      return undefined;
    },
  }),
];
