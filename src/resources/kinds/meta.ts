import { type Infer, list, map, object, string } from '../shape.ts';

/** What Kubernetes' LabelSelector and Istio's WorkloadSelector (`matchLabels`) share. */
export const labelSelector = object({
  matchLabels: map(string),
  matchExpressions: list(object({ key: string, operator: string, values: list(string) })),
});
export type LabelSelector = Infer<typeof labelSelector>;

/** A status condition, the same in Kubernetes, Gateway API and Istio. */
export const condition = object({ type: string, status: string, reason: string, message: string });
export type Condition = Infer<typeof condition>;

export const conditionsStatus = object({ conditions: list(condition) });

/** Gateway API's PolicyTargetReference, as Istio's policies use it. */
export const targetReference = object({ group: string, kind: string, name: string, namespace: string });
export type TargetReference = Infer<typeof targetReference>;

/** What a policy is attached to: Pods by label, or resources by name. */
export const policyTarget = { selector: labelSelector, targetRef: targetReference, targetRefs: list(targetReference) };
