import type { Permission, Selection, ServedKind } from './api.ts';

/** A place in the API: `/apis/apps/v1/namespaces/shop/deployments`. */
export function collectionPath({ group, version, resource, isNamespaced }: ServedKind, namespace?: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const within = isNamespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${within}/${resource}`;
}

/** A path with a query of those parameters that have a value. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** `virtualservices.networking.istio.io`, as kubectl calls a kind. */
export const fullResource = ({ group, resource }: Pick<ServedKind, 'group' | 'resource'>): string =>
  group === '' ? resource : `${resource}.${group}`;

/** What a call needs, to ask for it when it is missing. */
export const permissionFor = (
  verb: string,
  { group, resource, isNamespaced }: ServedKind,
  namespace?: string,
): Permission => ({ verb, group, resource, ...(isNamespaced && namespace !== undefined && { namespace }) });

/** What to ask for where only metadata is wanted (Kubernetes, API Concepts); undefined for whole objects. */
export const acceptFor = ({ metadataOnly }: Pick<Selection, 'metadataOnly'>, list: 'List' | ''): string | undefined =>
  metadataOnly ? `application/json;as=PartialObjectMetadata${list};g=meta.k8s.io;v=v1` : undefined;

/** `list pods in namespace shop`, for messages. */
export function selectionWords(verb: string, kind: ServedKind, { namespace }: Pick<Selection, 'namespace'>): string {
  const where = !kind.isNamespaced ? '' : namespace === undefined ? ' in all namespaces' : ` in namespace ${namespace}`;
  return `${verb} ${fullResource(kind)}${where}`;
}
