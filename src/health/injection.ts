import { listNames } from '../base/list-names.ts';
import { gatewayNameLabel } from '../resources/gateway-labels.ts';
import { defaultRevision, injectionLabel, revisionLabel, tagLabel } from '../resources/revision-labels.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { labelsOf, type Namespace, type Pod, type WebhookConfiguration } from './shapes.ts';
import { injects, istioWebhooks } from './webhooks.ts';

const modeLabel = 'istio.io/dataplane-mode';
const wishLabel = 'sidecar.istio.io/inject';
const nobodys = /^kube-(system|public|node-lease)$|^local-path-storage$/;

const nameOf = ({ metadata }: Namespace): string => metadata?.name ?? '';
const labelsWithName = (namespace: Namespace) => ({
  ...labelsOf(namespace),
  'kubernetes.io/metadata.name': nameOf(namespace),
});

/** The revisions and tags that webhooks inject for. */
export const servedRevisions = (configurations: readonly WebhookConfiguration[]): string[] => [
  ...new Set(
    configurations
      .filter((one) => istioWebhooks([one]).length > 0)
      .map((one) => labelsOf(one)[tagLabel] ?? labelsOf(one)[revisionLabel] ?? defaultRevision),
  ),
];

/** The sidecar of a Pod, an ordinary container or a native one. */
export const sidecarOf = ({ spec }: Pod): { readonly image?: string } | undefined =>
  [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].find(({ name }) => name === 'istio-proxy');

export const injectionChecks = [
  defineCheck({
    id: 'MWH701',
    category: 'injection',
    title: 'Namespaces ask for revisions that exist',
    reads: ['namespaces', 'mutatingWebhooks'],
    run({ namespaces, mutatingWebhooks }, report) {
      const known = servedRevisions(mutatingWebhooks);
      for (const namespace of namespaces) {
        const labels = labelsOf(namespace);
        const revision = labels[revisionLabel];
        const asked =
          labels[injectionLabel] === 'enabled'
            ? `${injectionLabel}=enabled`
            : revision && `${revisionLabel}=${revision}`;
        if (!asked || labels[injectionLabel] === 'disabled' || labels[modeLabel] === 'ambient') continue;
        if (mutatingWebhooks.some((one) => injects(one, labelsWithName(namespace), {}))) continue;
        const there = known.length === 0 ? 'no revision injects' : `there are ${listNames(known)}`;
        report(
          'Error',
          `Namespace ${nameOf(namespace)}`,
          `asks for injection by the label ${asked}, and no webhook serves it (${there}): its Pods get no sidecar`,
          'Install that revision, set a tag of that name, or change the label',
        );
      }
      return known.length === 0 ? undefined : known.join(', ');
    },
  }),
  defineCheck({
    id: 'MWH702',
    category: 'injection',
    title: 'Labels of namespaces do not contradict each other',
    reads: ['namespaces'],
    run({ namespaces }, report) {
      for (const namespace of namespaces) {
        const { [injectionLabel]: injection, [revisionLabel]: revision, [modeLabel]: mode } = labelsOf(namespace);
        const subject = `Namespace ${nameOf(namespace)}`;
        if (injection !== undefined && revision !== undefined) {
          const message = `has both ${injectionLabel}=${injection} and ${revisionLabel}=${revision}: only the first one counts`;
          report('Warning', subject, message, `Remove one of them (${injectionLabel} to follow the revision)`);
        }
        if (injection !== undefined && !['enabled', 'disabled'].includes(injection)) {
          report(
            'Warning',
            subject,
            `has ${injectionLabel}=${injection}, which means nothing`,
            'Use enabled or disabled',
          );
        }
        if (mode === 'ambient' && injection === 'enabled') {
          const message = 'is in ambient mode and injected too: Pods with a sidecar are not captured by ztunnel';
          report('Warning', subject, message, `Remove ${injectionLabel}, or ${modeLabel}`);
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH703',
    category: 'injection',
    title: 'Pods that should have a sidecar have one',
    reads: ['namespaces', 'pods', 'mutatingWebhooks'],
    run({ namespaces, pods, mutatingWebhooks }, report) {
      const byName = new Map(namespaces.map((one) => [nameOf(one), one]));
      const without = new Map<string, string[]>();
      let injected = 0;
      for (const pod of pods) {
        // ztunnel's container has the same name.
        if (labelsOf(pod).app === 'ztunnel') continue;
        if (sidecarOf(pod) !== undefined) injected++;
        else if (wantsSidecar(pod, byName.get(pod.metadata?.namespace ?? ''), mutatingWebhooks)) {
          const name = pod.metadata?.namespace ?? '';
          without.set(name, [...(without.get(name) ?? []), pod.metadata?.name ?? '']);
        }
      }
      for (const [namespace, names] of without) {
        const message = `has Pods that should have a sidecar and have none: ${listNames(names)}`;
        report('Warning', `Namespace ${namespace}`, message, 'Restart them: only new Pods are injected');
      }
      if (injected === 0 && without.size === 0) return new NotApplicable('no Pod is injected');
      return `${injected} with a sidecar`;
    },
  }),
];

function wantsSidecar(
  pod: Pod,
  namespace: Namespace | undefined,
  configurations: readonly WebhookConfiguration[],
): boolean {
  const { metadata, spec, status } = pod;
  if (namespace === undefined || nobodys.test(nameOf(namespace)) || spec?.hostNetwork) return false;
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed' || metadata?.deletionTimestamp !== undefined)
    return false;
  if ((labelsOf(pod)[wishLabel] ?? metadata?.annotations?.[wishLabel]) === 'false') return false;
  // A waypoint and a gateway have a proxy of another name.
  if (labelsOf(pod)[gatewayNameLabel] !== undefined) return false;
  return configurations.some((one) => injects(one, labelsWithName(namespace), labelsOf(pod)));
}
