import { isObject } from '../resources/json.ts';
import type { CallOptions, KubeApi, ObjectName } from './api.ts';
import { KubeError } from './kube-error.ts';
import { rawJson } from './raw-json.ts';

export interface TokenOptions extends CallOptions {
  /** Whom the token is for; without one, the API server itself. */
  readonly audiences?: readonly string[];
  /** How long it holds; the server may give less, or more. */
  readonly seconds?: number;
}

/** A new token of a service account (Kubernetes, TokenRequest). Rejects with KubeError. */
export async function serviceAccountToken(
  api: KubeApi,
  { namespace, name }: Required<Pick<ObjectName, 'name'>> & { readonly namespace: string },
  { audiences, seconds, ...options }: TokenOptions = {},
): Promise<string> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/serviceaccounts/${encodeURIComponent(name)}/token`;
  const spec = { ...(audiences && { audiences }), ...(seconds !== undefined && { expirationSeconds: seconds }) };
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  const answer = await rawJson(api, { method: 'POST', path, body }, options);
  const token = isObject(answer) && isObject(answer.status) ? answer.status.token : undefined;
  if (typeof token !== 'string') {
    throw new KubeError(`cannot get a token of ServiceAccount ${namespace}/${name}: the answer has none`);
  }
  return token;
}
