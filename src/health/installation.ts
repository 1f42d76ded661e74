import { counted } from '../base/counted.ts';
import { listNames } from '../base/list-names.ts';
import { injectionLabel, revisionLabel } from '../resources/revision-labels.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { istiodDeployments, revisionOf } from './istiod.ts';
import { platformOf } from './platforms.ts';
import { labelsOf, type Named, subjectOf } from './shapes.ts';

const stages = ['before'] as const;
const enforcedLabel = 'pod-security.kubernetes.io/enforce';

/** Things that stay behind when an installation is half removed. */
const isIstios = (one: Named): boolean =>
  labelsOf(one)['install.operator.istio.io/owning-resource'] !== undefined ||
  labelsOf(one)['app.kubernetes.io/part-of'] === 'istio' ||
  /^(istio-|istiod-)/.test(one.metadata?.name ?? '');

export const installationChecks = [
  defineCheck({
    id: 'MWH001',
    category: 'installation',
    title: 'Nothing of an older installation is left over',
    stages,
    reads: ['deployments', 'mutatingWebhooks', 'validatingWebhooks', 'clusterRoles', 'clusterRoleBindings'],
    run({ deployments, mutatingWebhooks, validatingWebhooks, clusterRoles, clusterRoleBindings }, report) {
      const istiods = istiodDeployments(deployments);
      if (istiods.length > 0) {
        const names = istiods.map((one) => revisionOf(one));
        const hint = 'Use `meshwright upgrade`, or install a further --revision beside it';
        report('Info', '', `a control plane is installed already: revision ${listNames(names)}`, hint);
        return undefined;
      }
      const left = [...mutatingWebhooks, ...validatingWebhooks].filter(isIstios);
      for (const one of left) {
        const message =
          'is left over from an installation that is gone, and stands in the way of Pods or of Istio’s resources';
        report('Error', subjectOf(one), message, 'Delete it, or run `meshwright uninstall --purge`');
      }
      const roles = [...clusterRoles, ...clusterRoleBindings].filter(isIstios);
      if (roles.length > 0) {
        const message = `there are ClusterRoles and bindings (${roles.length}) of Istio without an istiod: ${listNames(roles.map(({ metadata }) => metadata?.name ?? ''))}`;
        report('Info', '', message, 'An installation takes them over; `meshwright uninstall --purge` removes them');
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH002',
    category: 'installation',
    title: 'Nodes can take Pods',
    stages,
    reads: ['nodes'],
    run({ nodes }, report) {
      const ready = nodes.filter(
        ({ spec, status }) =>
          !spec?.unschedulable && status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
      );
      if (ready.length === 0) {
        report(
          'Error',
          '',
          'no node is ready and takes Pods, so that istiod cannot start',
          'Add a node, or see why they are not ready',
        );
      }
      const foreign = nodes.filter(({ status }) => {
        const { architecture = 'amd64', operatingSystem = 'linux' } = status?.nodeInfo ?? {};
        return operatingSystem !== 'linux' || !['amd64', 'arm64'].includes(architecture);
      });
      if (foreign.length > 0) {
        const names = foreign.map(({ metadata }) => metadata?.name ?? '');
        const message = `nodes ${listNames(names)} are not Linux on amd64 or arm64, for which alone Istio has images`;
        report('Warning', '', message, 'Keep Istio and its workloads off them by a node selector');
      }
      return `${ready.length} of ${counted(nodes.length, 'node')}`;
    },
  }),
  defineCheck({
    id: 'MWH003',
    category: 'installation',
    title: 'The platform needs no settings of its own',
    stages,
    reads: ['nodes', 'namespaces', 'daemonSets', 'definitions'],
    run({ nodes, namespaces, daemonSets, definitions }, report) {
      const platform = platformOf({ nodes, namespaces, definitions });
      if (platform?.setting !== undefined) {
        report(
          'Info',
          '',
          `the cluster looks like ${platform.name}: ${platform.why}`,
          `Install with ${platform.setting}`,
        );
      }
      if (daemonSets.some(({ metadata }) => metadata?.name === 'cilium')) {
        const message =
          'Cilium is the network: by default it removes other CNI plugins and handles Services before ztunnel sees them';
        report('Info', '', message, 'Set cni.exclusive=false and socketLB.hostNamespaceOnly=true in Cilium');
      }
      return platform?.name;
    },
  }),
  defineCheck({
    id: 'MWH004',
    category: 'installation',
    title: 'Pod security admits what is to be installed',
    stages,
    reads: ['namespaces'],
    run({ namespaces, settings: { istioNamespace } }, report) {
      let checked = 0;
      for (const namespace of namespaces) {
        const labels = labelsOf(namespace);
        const enforced = labels[enforcedLabel];
        if (enforced === undefined || enforced === 'privileged') continue;
        checked++;
        if (namespace.metadata?.name === istioNamespace) {
          const message = `enforces Pod security "${enforced}", which refuses ztunnel and the CNI agent`;
          report('Warning', subjectOf(namespace), message, `Label it ${enforcedLabel}=privileged if you use either`);
        } else if (labels[injectionLabel] === 'enabled' || labels[revisionLabel] !== undefined) {
          const message = `enforces Pod security "${enforced}", which refuses the init container that injection adds`;
          report(
            'Warning',
            subjectOf(namespace),
            message,
            'Install the CNI agent (--set components.cni.enabled=true), which makes that container unnecessary',
          );
        }
      }
      return checked === 0 ? new NotApplicable('no namespace enforces more than privileged') : undefined;
    },
  }),
];
