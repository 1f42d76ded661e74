import { anyObject, list, object, string } from '../shape.ts';
import { condition, conditionsStatus } from './meta.ts';

export const kubernetesGateway = object({
  spec: object({ gatewayClassName: string, listeners: list(anyObject) }),
  status: conditionsStatus,
});

export const referenceGrant = object({ spec: object({ from: list(anyObject), to: list(anyObject) }) });

/** HTTPRoute and GRPCRoute: conditions are given per parent. */
export const gatewayApiRoute = object({
  spec: anyObject,
  status: object({ parents: list(object({ conditions: list(condition) })) }),
});
