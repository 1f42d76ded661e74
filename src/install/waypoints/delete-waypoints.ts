import { MeshwrightError } from '../../base/errors.ts';
import { listed } from '../../base/listed.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { revisionLabel } from '../../resources/revision-labels.ts';
import { gatewayKind, requireGatewayApi } from './read-waypoints.ts';
import { classOf, isWaypoint, useLabel } from './waypoint.ts';

/** Which waypoints of a namespace are to go: those with names, or all, or all of a revision. */
export interface WaypointsToDelete {
  readonly namespace: string;
  readonly names?: readonly string[] | undefined;
  readonly revision?: string | undefined;
}

export interface DeletedWaypoints {
  readonly deleted: readonly string[];
  /** Names of which there is no Gateway. */
  readonly absent: readonly string[];
}

/**
 * Deletes waypoints, and no other Gateway. Throws KubeError.
 *
 * @throws MeshwrightError for the name of a Gateway that is no waypoint, and nothing is deleted then; naming those that were deleted
 * where others could not be
 */
export async function deleteWaypoints(
  api: KubeApi,
  { namespace, names, revision }: WaypointsToDelete,
  options: CallOptions = {},
): Promise<DeletedWaypoints> {
  await requireGatewayApi(api, options);
  const labelSelector = revision && `${revisionLabel}=${revision}`;
  const { items } = await api.list({ ...gatewayKind, namespace, labelSelector }, options);
  const nameOf = (gateway: JsonObject): string => textAt(gateway, 'metadata', 'name');
  const chosen = items.filter((one) => (names === undefined ? isWaypoint(one) : names.includes(nameOf(one))));
  const other = chosen.find((one) => !isWaypoint(one));
  if (other !== undefined) {
    throw new MeshwrightError(
      `Gateway ${namespace}/${nameOf(other)} is no waypoint (class ${classOf(other)}). Nothing was deleted`,
    );
  }
  const outcomes = await Promise.allSettled(
    chosen.map((one) => {
      const uid = textAt(one, 'metadata', 'uid') || undefined;
      return api.delete({ ...gatewayKind, namespace, name: nameOf(one) }, { ...options, uid });
    }),
  );
  const deleted = chosen
    .filter((_, i) => outcomes[i]!.status === 'fulfilled')
    .map(nameOf)
    .sort();
  const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0) throw failureOf(failures, deleted, namespace);
  return { deleted, absent: (names ?? []).filter((name) => !deleted.includes(name)) };
}

/** What went wrong, and what went well beside it; an interruption, or what is no such error, as it is. */
function failureOf(failures: readonly unknown[], deleted: readonly string[], namespace: string): unknown {
  const told = failures.filter((one) => one instanceof KubeError);
  if (told.length < failures.length) return failures.find((one) => !(one instanceof KubeError));
  if (told.length === 1 && deleted.length === 0) return told[0];
  const messages = [...new Set(told.map(({ message }) => message))];
  const names = deleted.map((name) => `${namespace}/${name}`).join(', ');
  const done = deleted.length === 0 ? 'Nothing was deleted' : `Deleted all the same: ${names}`;
  return new MeshwrightError(`${listed('some waypoints could not be deleted', messages)}\n${done}`, { cause: told[0] });
}

/** What goes through a waypoint by its label: `Namespace shop`, `Service shop/cart`. What the user may not list is not among it. */
export async function whoUses(api: KubeApi, namespace: string, names: readonly string[], options?: CallOptions) {
  const found = await Promise.all(
    ['Namespace', 'Service'].map(async (kind) => {
      try {
        const { items } = await api.list({ group: '', kind, labelSelector: useLabel }, options);
        return items.filter((one) => names.includes(usedBy(one, namespace))).map((one) => originOf(one));
      } catch (error) {
        if (error instanceof KubeError && error.isForbidden) return [];
        throw error;
      }
    }),
  );
  return found.flat();
}

/** The waypoint of a namespace that an object uses; empty for none, and for one of another namespace. */
function usedBy(object: JsonObject, namespace: string): string {
  const label = (name: string) => textAt(object, 'metadata', 'labels', name);
  const own =
    object.kind === 'Namespace' ? textAt(object, 'metadata', 'name') : textAt(object, 'metadata', 'namespace');
  return (label(`${useLabel}-namespace`) || own) === namespace ? label(useLabel) : '';
}

function originOf(object: JsonObject): string {
  const namespace = textAt(object, 'metadata', 'namespace');
  return `${textAt(object, 'kind')} ${namespace && `${namespace}/`}${textAt(object, 'metadata', 'name')}`;
}
