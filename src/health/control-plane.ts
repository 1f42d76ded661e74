import { counted } from '../base/counted.ts';
import { releaseVersion, versionOfImage } from '../base/release-version.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { findService, istiodDeployments, podsOf, readyEndpoints, revisionOf } from './istiod.ts';
import { type Deployment, fullName, labelsOf, subjectOf } from './shapes.ts';
import { unreadyReason } from './unready-pod.ts';

const noIstiod = new NotApplicable('there is no istiod');

/** The version of istiod, or of what a Deployment runs first. */
export function deployedVersion({ spec }: Deployment): string {
  const containers = spec?.template?.spec?.containers ?? [];
  return versionOfImage((containers.find(({ name }) => name === 'discovery') ?? containers[0])?.image ?? '');
}

export const controlPlaneChecks = [
  defineCheck({
    id: 'MWH401',
    category: 'controlPlane',
    title: 'A control plane is installed',
    reads: ['deployments'],
    run({ deployments, settings: { istioNamespace } }, report) {
      const istiods = istiodDeployments(deployments);
      if (istiods.length === 0) {
        const message = `namespace ${istioNamespace} has no istiod`;
        report('Error', '', message, 'Install Istio, or name the namespace of its control plane with -i');
      }
      const names = istiods.map((one) => `${revisionOf(one)} (${deployedVersion(one)})`);
      return istiods.length === 0
        ? undefined
        : `${istiods.length === 1 ? 'revision' : 'revisions'} ${names.join(', ')}`;
    },
  }),
  defineCheck({
    id: 'MWH402',
    category: 'controlPlane',
    title: 'Control planes are of versions that go together',
    reads: ['deployments', 'pods'],
    run({ deployments, pods, settings: { istioVersion } }, report) {
      const istiods = istiodDeployments(deployments);
      if (istiods.length === 0) return noIstiod;
      const own = releaseVersion(istioVersion)!;
      const releases = istiods.flatMap((one) => releaseVersion(deployedVersion(one)) ?? []);
      const minors = releases.map(({ minor }) => minor);
      if (Math.max(...minors) - Math.min(...minors) > 2) {
        const versions = [...new Set(releases.map(({ text }) => text))].join(' and ');
        const message = `control planes of ${versions} run side by side, which are more than two releases apart`;
        report(
          'Warning',
          '',
          message,
          'Move the proxies of the older one to the newer one, and uninstall the older one',
        );
      }
      for (const istiod of istiods) {
        const wanted = deployedVersion(istiod);
        const release = releaseVersion(wanted);
        if (release !== undefined && (release.major > own.major || release.minor > own.minor)) {
          const message = `is of version ${wanted}, newer than this program knows (${istioVersion})`;
          report('Info', subjectOf(istiod), message, 'Use a newer meshwright');
        }
        const running = new Set(
          podsOf(istiod, pods).map(({ spec }) =>
            versionOfImage(spec?.containers?.find(({ name }) => name === 'discovery')?.image ?? ''),
          ),
        );
        if (running.size > 1) {
          const message = `its Pods run versions ${[...running].join(' and ')}: an upgrade is under way, or stuck`;
          report('Warning', subjectOf(istiod), message, 'Wait for it, or see why the new Pods do not get ready');
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH403',
    category: 'controlPlane',
    title: 'istiod is ready',
    reads: ['deployments', 'pods'],
    run({ deployments, pods }, report) {
      const istiods = istiodDeployments(deployments);
      if (istiods.length === 0) return noIstiod;
      let ready = 0;
      for (const istiod of istiods) {
        const { availableReplicas = 0, conditions = [] } = istiod.status ?? {};
        ready += availableReplicas;
        const wanted = istiod.spec?.replicas ?? 1;
        if (wanted === 0) {
          report('Error', subjectOf(istiod), 'is scaled to zero', 'Scale it to one replica at least');
          continue;
        }
        for (const pod of podsOf(istiod, pods)) {
          const reason = unreadyReason(pod);
          const hint = 'See its events (`kubectl describe pod`) and its logs';
          if (reason !== undefined) report(availableReplicas === 0 ? 'Error' : 'Warning', subjectOf(pod), reason, hint);
        }
        if (availableReplicas > 0) continue;
        const why = conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
        const available = conditions.find(({ type }) => type === 'Available');
        const message = `none of ${counted(wanted, 'replica')} is available: ${why?.message ?? available?.message ?? 'its Pods are not there yet'}`;
        report('Error', subjectOf(istiod), message, 'No proxy starts and no configuration changes until one is');
      }
      return counted(ready, 'replica');
    },
  }),
  defineCheck({
    id: 'MWH404',
    category: 'controlPlane',
    title: 'Proxies can reach istiod',
    reads: ['deployments', 'services', 'endpointSlices'],
    run({ deployments, services, endpointSlices }, report) {
      const istiods = istiodDeployments(deployments);
      if (istiods.length === 0) return noIstiod;
      for (const istiod of istiods) {
        const { namespace, name } = istiod.metadata ?? {};
        const service = findService(services, { namespace, name });
        if (service === undefined) {
          report(
            'Error',
            `Service ${fullName(istiod)}`,
            'does not exist, so that proxies find no istiod',
            'Install again',
          );
        } else if (readyEndpoints({ namespace, name }, endpointSlices) === 0) {
          report(
            'Error',
            subjectOf(service),
            'has no ready endpoint',
            'See why istiod’s Pods are not ready (MWH403), and whether its selector fits them',
          );
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH405',
    category: 'controlPlane',
    title: 'ztunnel and the CNI agent run on every node',
    reads: ['daemonSets', 'pods'],
    run({ daemonSets, pods }, report) {
      const agents = daemonSets.filter(
        (one) =>
          labelsOf(one).app === 'ztunnel' ||
          labelsOf(one)['k8s-app'] === 'istio-cni-node' ||
          /^(ztunnel|istio-cni-node)$/.test(one.metadata?.name ?? ''),
      );
      if (agents.length === 0) return new NotApplicable('neither is installed');
      for (const agent of agents) {
        const { desiredNumberScheduled: wanted = 0, numberReady: ready = 0 } = agent.status ?? {};
        if (ready >= wanted) continue;
        const reasons = podsOf(agent, pods).flatMap((pod) => {
          const reason = unreadyReason(pod);
          return reason === undefined ? [] : [`${pod.spec?.nodeName ?? 'a node'}: ${reason}`];
        });
        const message = `is ready on ${ready} of ${counted(wanted, 'node')}${reasons.length === 0 ? '' : ` (${reasons[0]})`}`;
        report(
          'Error',
          subjectOf(agent),
          message,
          'Pods of the mesh on the other nodes cannot start or have no network',
        );
      }
      return agents.map(({ metadata }) => metadata?.name ?? '').join(', ');
    },
  }),
];
