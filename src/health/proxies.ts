import { append } from '../base/append.ts';
import { counted } from '../base/counted.ts';
import { listNames } from '../base/list-names.ts';
import { releaseVersion, versionOfImage } from '../base/release-version.ts';
import { injectedRevision } from '../resources/injected-revision.ts';
import { defaultRevision, injectionLabel, revisionLabel, tagLabel } from '../resources/revision-labels.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { deployedVersion } from './control-plane.ts';
import { servedRevisions, sidecarOf } from './injection.ts';
import { istiodDeployments, revisionOf } from './istiod.ts';
import { fullName, labelsOf, type Pod } from './shapes.ts';
import { unreadyReason } from './unready-pod.ts';

const none = new NotApplicable('no Pod is injected');

/** The version of a Pod's sidecar. */
const proxyVersion = (pod: Pod): string => versionOfImage(sidecarOf(pod)?.image ?? '');
const isRunning = ({ status, metadata }: Pod): boolean =>
  status?.phase !== 'Succeeded' && status?.phase !== 'Failed' && metadata?.deletionTimestamp === undefined;
const injected = (pods: readonly Pod[]): Pod[] => pods.filter((pod) => sidecarOf(pod) !== undefined && isRunning(pod));

/** The revision that injected a Pod; where no annotation says it, what the Pod asks for. Undefined where it names none. */
const podRevision = (pod: Pod): string | undefined =>
  injectedRevision(pod.metadata?.annotations) || labelsOf(pod)[revisionLabel];

export const proxyChecks = [
  defineCheck({
    id: 'MWH801',
    category: 'proxies',
    title: 'Proxies are of their control plane’s version',
    reads: ['pods', 'deployments', 'mutatingWebhooks'],
    run({ pods, deployments, mutatingWebhooks }, report) {
      const own = injected(pods);
      if (own.length === 0) return none;
      const planes = new Map(istiodDeployments(deployments).map((one) => [revisionOf(one), deployedVersion(one)]));
      // A tag's webhooks have the revision that it leads to.
      const revisions = new Map(mutatingWebhooks.map((one) => [labelsOf(one)[tagLabel], labelsOf(one)[revisionLabel]]));
      const groups = new Map<string, string[]>();
      for (const pod of own) {
        const revision = podRevision(pod) ?? defaultRevision;
        const wanted =
          planes.get(revision) ??
          planes.get(revisions.get(revision) ?? '') ??
          (planes.size === 1 ? [...planes.values()][0] : undefined);
        const found = proxyVersion(pod);
        if (wanted !== undefined && found !== wanted) append(groups, `${found} ${wanted}`, fullName(pod));
      }
      for (const [key, names] of groups) {
        const [found = '', wanted = ''] = key.split(' ');
        const skew = minorsBehind(found, wanted);
        const message = `${counted(names.length, 'proxy', 'proxies')} of version ${found} under istiod ${wanted}: ${listNames(names)}`;
        if (skew !== undefined && skew < 0) {
          report(
            'Error',
            '',
            `${message}; a proxy must not be newer than its istiod`,
            'Upgrade istiod, or restart these Pods to get its version',
          );
        } else if (skew !== undefined && skew > 2) {
          report('Error', '', `${message}; only two releases of difference are supported`, 'Restart these Pods');
        } else {
          report(
            skew === 0 ? 'Info' : 'Warning',
            '',
            message,
            'Restart these Pods to get the version of their control plane',
          );
        }
      }
      return counted(own.length, 'proxy', 'proxies');
    },
  }),
  defineCheck({
    id: 'MWH802',
    category: 'proxies',
    title: 'Proxies belong to a revision that is there',
    reads: ['pods', 'deployments', 'mutatingWebhooks'],
    run({ pods, deployments, mutatingWebhooks }, report) {
      const own = injected(pods);
      if (own.length === 0) return none;
      const known = new Set([...istiodDeployments(deployments).map(revisionOf), ...servedRevisions(mutatingWebhooks)]);
      const lost = new Map<string, string[]>();
      for (const pod of own) {
        const revision = podRevision(pod);
        if (revision !== undefined && !known.has(revision)) append(lost, revision, fullName(pod));
      }
      for (const [revision, names] of lost) {
        const message = `Pods of revision ${revision}, which is not installed: ${listNames(names)}`;
        report(
          'Error',
          '',
          message,
          `They keep the configuration that they have: move their namespace to another revision (${revisionLabel} or ${injectionLabel}) and restart them`,
        );
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH803',
    category: 'proxies',
    title: 'Sidecars are ready',
    reads: ['pods'],
    run({ pods }, report) {
      const own = injected(pods);
      if (own.length === 0) return none;
      for (const pod of own) {
        const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {};
        const status = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === 'istio-proxy');
        if (status === undefined || status.ready !== false) continue;
        const reason = unreadyReason({
          ...pod,
          status: { ...pod.status, containerStatuses: [status], initContainerStatuses: [] },
        });
        const message = `its sidecar is not ready${reason === undefined ? '' : `: ${reason}`}`;
        report(
          'Warning',
          `Pod ${fullName(pod)}`,
          message,
          'See `kubectl logs -c istio-proxy`, and whether it reaches istiod (MWH404)',
        );
      }
      return undefined;
    },
  }),
];

/** How many minor releases a proxy is behind its control plane: 0 for another patch, -1 for newer; undefined where a version is none. */
function minorsBehind(proxy: string, plane: string): number | undefined {
  const own = releaseVersion(proxy);
  const its = releaseVersion(plane);
  if (own === undefined || its === undefined || own.major !== its.major) return undefined;
  return own.minor === its.minor ? 0 : Math.max(-1, its.minor - own.minor);
}
