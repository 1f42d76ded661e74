import { anyObject, type Infer, list, object, string } from '../shape.ts';
import { labelSelector } from './meta.ts';

const webhook = object({
  name: string,
  namespaceSelector: labelSelector,
  objectSelector: labelSelector,
  clientConfig: object({ url: string, caBundle: string, service: object({ name: string, namespace: string }) }),
});
export type Webhook = Infer<typeof webhook>;

export const webhookConfiguration = object({ webhooks: list(webhook) });

export const customResourceDefinition = object({
  spec: object({ group: string, names: object({ kind: string, plural: string }), versions: list(anyObject) }),
});
