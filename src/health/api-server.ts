import { counted } from '../base/counted.ts';
import { isOlder, oldestKubernetes, parseKubernetesVersion, versionText } from '../resources/kubernetes-version.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { fullName } from './shapes.ts';

const stages = ['installed', 'before'] as const;
/** Milliseconds by which clocks may differ: istiod's certificates hold from two minutes before they are made. */
const smallSkew = 60_000;
const largeSkew = 120_000;

export const apiServerChecks = [
  defineCheck({
    id: 'MWH101',
    category: 'server',
    title: 'The API server answers and is ready',
    stages,
    reads: ['server'],
    run({ server }, report) {
      if (server.version === undefined) {
        report('Error', '', server.problem, 'Check the kubeconfig, the network and the server');
      } else if (!server.isReady) {
        report(
          'Error',
          '',
          `it is not ready: ${server.problem}`,
          'Look at /readyz?verbose and at the logs of kube-apiserver and etcd',
        );
      }
      for (const group of server.unknownGroups) {
        report(
          'Warning',
          `APIService ${group}`,
          'the server behind this API group does not answer: namespaces cannot be deleted, and discovery is slow',
          'See `kubectl get apiservices` for why, and repair or remove it',
        );
      }
      return server.version;
    },
  }),
  defineCheck({
    id: 'MWH102',
    category: 'server',
    title: 'Istio supports this version of Kubernetes',
    stages,
    reads: ['server', 'nodes'],
    run({ server, nodes, settings: { istioVersion } }, report) {
      const version = parseKubernetesVersion(server.version ?? '');
      if (version === undefined) return new NotApplicable('the server tells no version');
      const oldest = versionText(oldestKubernetes);
      if (isOlder(version, oldestKubernetes)) {
        const message = `the API server is version ${server.version}, and Istio ${istioVersion} needs ${oldest} or newer`;
        report('Error', '', message, 'Upgrade Kubernetes, or stay with an Istio that supports it');
      }
      const old = nodes.filter(({ status }) => {
        const kubelet = parseKubernetesVersion(status?.nodeInfo?.kubeletVersion ?? '');
        return kubelet !== undefined && isOlder(kubelet, oldestKubernetes);
      });
      if (old.length > 0) {
        const message = `${counted(old.length, 'node')} run a kubelet older than ${oldest} (${fullName(old[0]!)})`;
        report('Warning', '', message, 'Upgrade the nodes');
      }
      return server.version;
    },
  }),
  defineCheck({
    id: 'MWH103',
    category: 'server',
    title: 'Clocks agree',
    stages,
    reads: ['clock', 'leases'],
    run({ clock, leases, settings: { now } }, report) {
      if (clock === undefined) return new NotApplicable('the server does not tell its time');
      if (Math.abs(clock) > smallSkew) {
        const message = `the API server's clock is ${skewText(clock)} of this machine's`;
        report('Warning', '', message, 'Let both follow a time server: credentials and certificates depend on it');
      }
      for (const { metadata, spec } of leases) {
        // A lease is renewed every ten seconds: an old one tells of a dead node, one in the future of a wrong clock.
        const ahead = Date.parse(spec?.renewTime ?? '') - (now + clock);
        if (!(ahead > smallSkew)) continue;
        report(
          ahead > largeSkew ? 'Error' : 'Warning',
          `Node ${metadata?.name ?? ''}`,
          `its clock is ${skewText(ahead)} of the API server's`,
          'Let the node follow a time server: certificates made elsewhere do not hold yet, or no longer, for it',
        );
      }
      return undefined;
    },
  }),
];

const skewText = (milliseconds: number): string =>
  `${Math.round(Math.abs(milliseconds) / 1000)} s ${milliseconds > 0 ? 'ahead' : 'behind'}`;
