import type { KindName } from '../kube/api.ts';

const core = ['ConfigMap', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'];

/**
 * Kinds that installations of Istio are made of, in every release that can still be met (Istio, operator/pkg/uninstall and the
 * charts). Other kinds are left out on purpose, even where their objects carry an installation's labels: controllers copy
 * labels onto what they make, such as Endpoints.
 */
export const ownedKinds: readonly KindName[] = [
  ...core.map((kind) => ({ group: '', kind })),
  ...['DaemonSet', 'Deployment', 'StatefulSet'].map((kind) => ({ group: 'apps', kind })),
  ...['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => ({
    group: 'rbac.authorization.k8s.io',
    kind,
  })),
  ...[
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ].map((kind) => ({ group: 'admissionregistration.k8s.io', kind })),
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
  { group: 'batch', kind: 'Job' },
  { group: 'discovery.k8s.io', kind: 'EndpointSlice' },
  { group: 'k8s.cni.cncf.io', kind: 'NetworkAttachmentDefinition' },
  { group: 'networking.istio.io', kind: 'EnvoyFilter' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'policy', kind: 'PodDisruptionBudget' },
];
