import { entry } from '../base/map-entry.ts';
import { groupOf, versionOf } from '../resources/api-version.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { boolean, type Infer, list, object, string } from '../resources/shape.ts';
import type { CallOptions, KindName, ServedKind, ServedKinds } from './api.ts';
import { KubeError } from './kube-error.ts';
import type { Requests } from './requests.ts';

/** All groups in one answer (Kubernetes, Aggregated Discovery; served since 1.26), else the list of groups alone. */
const accept = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

const aggregated = object({
  items: list(
    object({
      metadata: object({ name: string }),
      versions: list(
        object({
          version: string,
          freshness: string,
          resources: list(
            object({ resource: string, scope: string, verbs: list(string), responseKind: object({ kind: string }) }),
          ),
        }),
      ),
    }),
  ),
});

const version = object({ version: string });
const groupList = object({
  groups: list(object({ name: string, versions: list(version), preferredVersion: version })),
});
const resourceList = object({
  resources: list(object({ name: string, kind: string, verbs: list(string), namespaced: boolean })),
});

/** Asks the server which kinds it serves: two requests, or one for each version of each group on old servers. */
export async function discover(requests: Requests, options: CallOptions): Promise<ServedKinds> {
  const kinds = new Kinds();
  await Promise.all(
    ['/api', '/apis'].map(async (path) => {
      const answer = await ask(requests, path, options);
      if (answer.kind === 'APIGroupDiscoveryList') addAggregated(kinds, aggregated(answer) ?? {});
      else await addOneByOne(kinds, requests, path, answer, options);
    }),
  );
  return kinds;
}

const ask = (requests: Requests, path: string, options: CallOptions): Promise<JsonObject> =>
  requests.json({ method: 'GET', path, accept, what: `ask which kinds of objects there are (${path})` }, options);

function addAggregated(kinds: Kinds, { items = [] }: Infer<typeof aggregated>): void {
  for (const { metadata, versions = [] } of items) {
    const group = metadata?.name ?? '';
    for (const { version = '', freshness, resources = [] } of versions) {
      if (freshness === 'Stale') kinds.addUnknown(group);
      for (const { resource = '', scope, verbs = [], responseKind } of resources) {
        kinds.add({
          group,
          version,
          kind: responseKind?.kind ?? '',
          resource,
          isNamespaced: scope === 'Namespaced',
          verbs,
        });
      }
    }
  }
}

async function addOneByOne(
  kinds: Kinds,
  requests: Requests,
  path: string,
  answer: JsonObject,
  options: CallOptions,
): Promise<void> {
  const versions = Array.isArray(answer.versions) ? answer.versions.map((one) => ['', String(one)] as const) : [];
  const groups = (groupList(answer)?.groups ?? []).flatMap(({ name = '', versions = [], preferredVersion }) => {
    const others = versions.map(({ version = '' }) => version).filter((one) => one !== preferredVersion?.version);
    return [preferredVersion?.version ?? '', ...others].filter((one) => one !== '').map((one) => [name, one] as const);
  });
  const answers = await Promise.all(
    [...versions, ...groups].map(async ([group, version]) => {
      const place = path === '/api' ? `/api/${version}` : `/apis/${group}/${version}`;
      try {
        return { group, version, value: resourceList(await ask(requests, place, options)) };
      } catch (error) {
        // A server that stands behind this one, and does not answer, is no reason to know nothing of the others.
        if (!(error instanceof KubeError) || error.isUnreachable) throw error;
        return { group, version, value: undefined };
      }
    }),
  );
  for (const { group, version, value } of answers) {
    if (value === undefined) kinds.addUnknown(group);
    for (const { name = '', kind = '', verbs = [], namespaced } of value?.resources ?? []) {
      if (!name.includes('/'))
        kinds.add({ group, version, kind, resource: name, isNamespaced: Boolean(namespaced), verbs });
    }
  }
}

class Kinds implements ServedKinds {
  /** `group/kind` → its versions, the preferred one first. */
  readonly #served = new Map<string, ServedKind[]>();
  readonly #unknown = new Set<string>();

  add(kind: ServedKind): void {
    entry(this.#served, `${kind.group}/${kind.kind}`, () => []).push(kind);
  }

  addUnknown(group: string): void {
    this.#unknown.add(group);
  }

  get unknownGroups(): readonly string[] {
    return [...this.#unknown].sort();
  }

  find({ group, kind, version }: KindName): ServedKind | undefined {
    const versions = this.#served.get(`${group}/${kind}`);
    return version === undefined ? versions?.[0] : versions?.find((served) => served.version === version);
  }
}

/** The kind that an object's apiVersion and kind name; undefined for what is no Kubernetes object. */
export function kindOf(object: JsonObject): Required<KindName> | undefined {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isObject(object.metadata)) return undefined;
  return { group: groupOf(apiVersion), version: versionOf(apiVersion), kind };
}
