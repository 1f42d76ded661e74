import type { Definition, Namespace, Node } from './shapes.ts';

interface Seen {
  readonly nodes: readonly Node[];
  readonly namespaces: readonly Namespace[];
  readonly definitions: readonly Definition[];
}

/** A distribution of Kubernetes, what tells it, and the setting that Istio has for it (manifests/helm-profiles, platform-*). */
export interface Platform {
  readonly name: string;
  readonly why: string;
  readonly setting?: string;
  isIt(seen: Seen): boolean;
}

const kubelet =
  (pattern: RegExp) =>
  ({ nodes }: Seen): boolean =>
    nodes.some(({ status }) => pattern.test(status?.nodeInfo?.kubeletVersion ?? ''));
const provider =
  (pattern: RegExp) =>
  ({ nodes }: Seen): boolean =>
    nodes.some(({ spec }) => pattern.test(spec?.providerID ?? ''));
const set = (platform: string): string => `--set values.global.platform=${platform}`;
const cniElsewhere = 'its CNI plugins are in folders of their own';

/** The more special ones first: k3d runs k3s. */
const platforms: readonly Platform[] = [
  {
    name: 'OpenShift',
    why: 'its CNI is Multus, and Pods run under SecurityContextConstraints',
    setting: '--set profile=openshift',
    isIt: ({ definitions }) => definitions.some(({ spec }) => spec?.group === 'config.openshift.io'),
  },
  {
    name: 'GKE',
    why: `${cniElsewhere}, and Pods that the cluster depends on need a ResourceQuota`,
    setting: set('gke'),
    isIt: provider(/^gce:/),
  },
  {
    name: 'k3d',
    why: cniElsewhere,
    setting: set('k3d'),
    isIt: ({ nodes }) => nodes.some(({ metadata }) => metadata?.name?.startsWith('k3d-')),
  },
  { name: 'k3s', why: cniElsewhere, setting: set('k3s'), isIt: kubelet(/\+k3s/) },
  {
    name: 'MicroK8s',
    why: cniElsewhere,
    setting: set('microk8s'),
    isIt: ({ nodes }) => nodes.some(({ metadata }) => metadata?.labels?.['microk8s.io/cluster'] === 'true'),
  },
  {
    name: 'minikube',
    why: 'its network namespaces are in a folder of Docker’s',
    setting: set('minikube'),
    isIt: ({ nodes }) => nodes.some(({ metadata }) => metadata?.labels?.['minikube.k8s.io/name'] !== undefined),
  },
  { name: 'EKS', why: '', isIt: provider(/^aws:/) },
  { name: 'AKS', why: '', isIt: provider(/^azure:/) },
  { name: 'kind', why: '', isIt: provider(/^kind:/) },
];

/** The platform that a cluster looks like, if it is one that is known. */
export const platformOf = (seen: Seen): Platform | undefined => platforms.find(({ isIt }) => isIt(seen));
