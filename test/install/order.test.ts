import { describe, expect, it } from 'vitest';
import { inOrder } from '../../src/install/order.ts';
import type { JsonObject } from '../../src/resources/json.ts';

const object = (id: string): JsonObject => {
  const [apiVersion, kind, namespace, name] = id.split(' ') as [string, string, string, string];
  return { apiVersion, kind, metadata: { namespace, name } };
};
const ordered = [
  'v1 Namespace - a',
  'apiextensions.k8s.io/v1 CustomResourceDefinition - z',
  'v1 ServiceAccount x a',
  'v1 ServiceAccount x b',
  'v1 ServiceAccount y b',
  'rbac.authorization.k8s.io/v1 ClusterRole - a',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding - a',
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration - a',
  'v1 ConfigMap x b',
  'v1 Secret x a',
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration - a',
  'apps/v1 DaemonSet x a',
  'apps/v1 Deployment x a',
  'example.com/v1 Other x a',
  'policy/v1 PodDisruptionBudget x a',
  'rbac.authorization.k8s.io/v1 Role x a',
  'autoscaling/v2 HorizontalPodAutoscaler x a',
  'v1 Service x a',
].map(object);

describe('inOrder', () => {
  it('puts what others need first, whatever the order was', () => {
    expect(inOrder(ordered.toReversed())).toEqual(ordered);
    expect(inOrder([...ordered.slice(7), ...ordered.slice(0, 7)])).toEqual(ordered);
  });
  it('takes objects without a name or kind', () => {
    expect(inOrder([{ kind: 'Service', apiVersion: 'v1' }, {}])).toEqual([{}, { kind: 'Service', apiVersion: 'v1' }]);
  });
});
