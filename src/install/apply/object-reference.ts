import type { ObjectName } from '../../kube/api.ts';
import { groupOf, versionOf } from '../../resources/api-version.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ObjectReference } from './outcome.ts';
import { kindId } from './stages.ts';

/** Which object it is, for events and outcomes. */
export function referenceTo(object: JsonObject): ObjectReference {
  const namespace = textAt(object, 'metadata', 'namespace');
  return {
    apiVersion: textAt(object, 'apiVersion'),
    kind: textAt(object, 'kind'),
    ...(namespace !== '' && { namespace }),
    name: textAt(object, 'metadata', 'name'),
  };
}

/** Which object it is, in whichever version: the same for what is wanted and what is there. */
export const identityOf = (object: JsonObject): string =>
  [kindId(object), textAt(object, 'metadata', 'namespace'), textAt(object, 'metadata', 'name')].join(' ');

/** The object's name for the API, in the version that it is written in. */
export function nameForApi(object: JsonObject): ObjectName & { readonly version: string } {
  const { apiVersion, kind, namespace, name } = referenceTo(object);
  return { group: groupOf(apiVersion), version: versionOf(apiVersion), kind, namespace, name };
}

/** `Deployment istio-system/istiod`. */
export const words = ({ kind, namespace, name }: ObjectReference): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
