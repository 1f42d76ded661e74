import { isObject, type JsonObject } from '../../src/resources/json.ts';
import type { ApiClient } from './api-client.ts';
import { until } from './until.ts';

/** Applies CustomResourceDefinitions, and waits until the server has established each. */
export async function installCrds(server: ApiClient, crds: readonly JsonObject[]): Promise<void> {
  for (const crd of crds) await server.apply(crd);
  await until(30, 'every CustomResourceDefinition is established', async () => {
    const { body } = await server.request('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    const items = isObject(body) && Array.isArray(body.items) ? body.items : [];
    return items.filter(isEstablished).length >= crds.length || undefined;
  });
}

/** True for a definition whose objects are served. */
export function isEstablished(crd: unknown): boolean {
  const status = isObject(crd) && isObject(crd.status) ? crd.status : {};
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isObject) : [];
  return conditions.some((condition) => condition.type === 'Established' && condition.status === 'True');
}
