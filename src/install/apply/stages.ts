import { entry } from '../../base/map-entry.ts';
import { groupOf } from '../../resources/api-version.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

/** Kinds that are applied together, after those before them; `resources` are custom ones, `others` all the rest. */
const stages = {
  namespaces: ['/Namespace'],
  definitions: ['apiextensions.k8s.io/CustomResourceDefinition'],
  roles: ['/ServiceAccount', 'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
  // The server looks at the role that is bound: who binds it must have what it grants.
  bindings: ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'],
  others: [],
  resources: [],
  webhooks: [
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  ],
  workloads: ['apps/Deployment', 'apps/DaemonSet', 'apps/StatefulSet', 'batch/Job', '/Pod'],
  autoscalers: ['autoscaling/HorizontalPodAutoscaler'],
} satisfies Readonly<Record<string, readonly string[]>>;

type Stage = keyof typeof stages;

const stageOfKind = new Map(
  Object.entries(stages).flatMap(([stage, kinds]) => kinds.map((kind) => [kind, stage as Stage] as const)),
);

const applyOrder = Object.keys(stages) as Stage[];

/** Webhooks go before what answers them: with nobody there, they would refuse Pods of other namespaces meanwhile. */
const removalOrder: readonly Stage[] = [
  'webhooks',
  'autoscalers',
  'workloads',
  'resources',
  'others',
  'bindings',
  'roles',
  'definitions',
  'namespaces',
];

/** `apps/Deployment`; `/Service` of Kubernetes' core group. */
export const kindId = (object: JsonObject): string =>
  `${groupOf(textAt(object, 'apiVersion'))}/${textAt(object, 'kind')}`;

function stageOf(object: JsonObject): Stage {
  const group = groupOf(textAt(object, 'apiVersion'));
  return (
    stageOfKind.get(kindId(object)) ?? (group.includes('.') && !group.endsWith('.k8s.io') ? 'resources' : 'others')
  );
}

/** True for a definition of resources, which outlives what installs it: deleting one deletes all its resources. */
export const isDefinition = (object: JsonObject): boolean => stageOf(object) === 'definitions';

/** True for what makes Pods. */
export const isWorkload = (object: JsonObject): boolean => stageOf(object) === 'workloads';

/** True for what needs a definition of its kind, as far as its group tells. */
export const isCustom = (object: JsonObject): boolean => stageOf(object) === 'resources';

export const isNamespace = (object: JsonObject): boolean => stageOf(object) === 'namespaces';

/** Objects in stages: those of a stage can be applied together, once those of the stages before are. */
export const applyStages = (objects: readonly JsonObject[]): JsonObject[][] => inStages(objects, applyOrder);

/** Objects in stages: those of a stage can be deleted together, once those of the stages before are. */
export const removalStages = (objects: readonly JsonObject[]): JsonObject[][] => inStages(objects, removalOrder);

function inStages(objects: readonly JsonObject[], order: readonly Stage[]): JsonObject[][] {
  const byStage = new Map<Stage, JsonObject[]>();
  for (const object of objects) entry(byStage, stageOf(object), () => []).push(object);
  return order.map((stage) => byStage.get(stage) ?? []).filter((stage) => stage.length > 0);
}
