import type { Path } from '../../resources/json.ts';
import type { Webhook } from '../../resources/kinds/admission.ts';
import type { PodSpec } from '../../resources/kinds/core.ts';
import { matchesSelector } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { ImageAutoWithoutInjectionError, ImageAutoWithoutInjectionWarning } from '../messages/injection.ts';

export default defineAnalyzer({
  id: 'injection.ImageAutoAnalyzer',
  summary: 'Workloads that leave the proxy image to injection are injected',
  reads: ['Namespace', 'Pod', 'Deployment', 'MutatingWebhookConfiguration'],
  emits: [ImageAutoWithoutInjectionWarning, ImageAutoWithoutInjectionError],
  evidence: { MutatingWebhookConfiguration: [ImageAutoWithoutInjectionWarning] },
  isEvidence: { MutatingWebhookConfiguration: ({ body: { webhooks = [] } }) => webhooks.some(isIstios) },
  run(mesh, report) {
    const webhooks = mesh
      .each('MutatingWebhookConfiguration')
      .flatMap(({ body }) => body.webhooks ?? [])
      .filter(isIstios);

    for (const pod of mesh.each('Pod')) {
      const path = autoImage(pod.spec);
      // Injection comes before a Pod exists, so that this one was missed whatever the webhooks say now.
      if (path) report(ImageAutoWithoutInjectionError, pod.at('spec', ...path), { pod: pod.fullName });
    }
    for (const deployment of mesh.each('Deployment')) {
      const { metadata, spec = {} } = deployment.spec.template ?? {};
      const path = autoImage(spec);
      if (path === undefined) continue;
      const { namespace, fullName } = deployment;
      const namespaceLabels = {
        // Every namespace has this label, given by the API server.
        'kubernetes.io/metadata.name': namespace,
        ...mesh.find('Namespace', namespace)?.labels,
      };
      if (webhooks.some((webhook) => isInjectedBy(webhook, namespaceLabels, metadata?.labels ?? {}))) continue;
      report(ImageAutoWithoutInjectionWarning, deployment.at('spec', 'template', 'spec', ...path), {
        deployment: fullName,
      });
    }
  },
});

type Labels = Readonly<Record<string, string>>;

const isIstios = ({ name }: Webhook): boolean => name?.endsWith('istio.io') ?? false;

const isInjectedBy = (webhook: Webhook, namespace: Labels, pod: Labels): boolean =>
  matchesSelector(webhook.namespaceSelector, namespace) && matchesSelector(webhook.objectSelector, pod);

/** Where in a Pod's spec the proxy has the image `auto`. */
function autoImage({ containers = [] }: PodSpec): Path | undefined {
  const i = containers.findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
  return i < 0 ? undefined : ['containers', i, 'image'];
}
