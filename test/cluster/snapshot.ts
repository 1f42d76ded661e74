import { isObject, type JsonObject } from '../../src/resources/json.ts';
import type { ApiClient } from './api-client.ts';
import { until } from './until.ts';

/** Every object of a cluster, by `Kind.group namespace/name`. */
export type Snapshot = ReadonlyMap<string, JsonObject>;

/** What Kubernetes itself writes as time goes by, and what nobody installs. */
const passing = new Set(['Event', 'Lease', 'PodMetrics', 'NodeMetrics', 'ComponentStatus', 'APIService']);

/** Reads every object of every kind that the server knows, in the version that the server prefers. */
export async function snapshot(client: ApiClient): Promise<Snapshot> {
  const read = async (path: string): Promise<JsonObject> => {
    // A kind whose definition comes or goes is "(re)initializing" for a moment.
    const { status, body } = await until(10, `${path} is served`, async () => {
      const answer = await client.request('GET', path);
      return answer.status === 429 ? undefined : answer;
    });
    if (status === 404) return { resources: [], items: [] };
    if (status !== 200 || !isObject(body)) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const { groups } = (await read('/apis')) as { groups: readonly { preferredVersion: { groupVersion: string } }[] };
  const roots = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
  const objects = new Map<string, JsonObject>();
  const readKind = async (root: string, name: string, kind: string): Promise<void> => {
    const { items } = (await read(`${root}/${name}`)) as { items: readonly JsonObject[] };
    const group = root === '/api/v1' ? '' : `.${root.split('/')[2]}`;
    for (const object of items) {
      const { namespace, name } = object.metadata as { namespace?: string; name: string };
      objects.set(`${kind}${group} ${namespace ? `${namespace}/` : ''}${name}`, object);
    }
  };
  await Promise.all(
    roots.map(async (root) => {
      const { resources } = (await read(root)) as { resources: readonly (JsonObject & { verbs: readonly string[] })[] };
      const listed = resources.filter(({ name, kind, verbs }) => {
        return verbs.includes('list') && !`${name}`.includes('/') && !passing.has(`${kind}`);
      });
      await Promise.all(listed.map(({ name, kind }) => readKind(root, `${name}`, `${kind}`)));
    }),
  );
  return objects;
}
