import { MeshwrightError } from '../../base/errors.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { type AppliedObject, applyChanges } from '../../kube/apply-changes.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { gatewayKind, readWaypointClass, requireGatewayApi } from './read-waypoints.ts';
import { classOf, isWaypoint, useLabel, waypointClass } from './waypoint.ts';

export interface ApplyWaypointOptions extends CallOptions {
  /** True to have the namespace's traffic go through it. */
  readonly enroll: boolean;
  /** True to take the place of another waypoint that the namespace uses, and of what others have set. */
  readonly overwrite: boolean;
}

export interface WaypointState {
  readonly change: AppliedObject['change'];
  readonly warnings: readonly string[];
}

/** istioctl's, so that either can change what the other has made. */
const fieldManager = 'istioctl';

/**
 * Applies a waypoint's Gateway once it is known that it can serve.
 *
 * @param gateway with a namespace
 * @throws MeshwrightError where Gateway API, the namespace or the name are not there to be used; KubeError
 */
export async function applyWaypoint(
  api: KubeApi,
  gateway: JsonObject,
  { enroll, overwrite, ...limits }: ApplyWaypointOptions,
): Promise<WaypointState> {
  const name = textAt(gateway, 'metadata', 'name');
  const namespace = textAt(gateway, 'metadata', 'namespace');
  await requireGatewayApi(api, limits);
  const [home, there, gatewayClass] = await Promise.all([
    api.get({ group: '', kind: 'Namespace', name: namespace }, limits),
    api.get({ ...gatewayKind, name, namespace }, limits),
    readWaypointClass(api, limits),
  ]);
  if (home === undefined) throw new MeshwrightError(`there is no namespace ${namespace}`);
  if (there !== undefined && !isWaypoint(there)) {
    throw new MeshwrightError(
      `Gateway ${namespace}/${name} is there, and is no waypoint (class ${classOf(there)}): choose another --name`,
    );
  }
  const used = textAt(home, 'metadata', 'labels', useLabel);
  if (enroll && used !== '' && used !== name && !overwrite) {
    throw new MeshwrightError(
      `namespace ${namespace} uses ${useLabel}=${used}: --overwrite has it use ${name}. Nothing was changed`,
    );
  }
  const warnings = [
    ...(gatewayClass === undefined ? [classIsMissing] : []),
    ...(enroll && !isAmbient(home) ? [notAmbient(namespace)] : []),
  ];
  try {
    const [applied] = await applyChanges(api, [gateway], { ...limits, fieldManager, force: overwrite });
    return { change: applied!.change, warnings };
  } catch (error) {
    if (!(error instanceof KubeError) || error.reason !== 'Conflict') throw error;
    throw new KubeError(error.message.replace('--force', '--overwrite'), error);
  }
}

/** Has a namespace's traffic go through a waypoint; false where it does already. Throws KubeError. */
export async function enroll(
  api: KubeApi,
  namespace: string,
  waypoint: string,
  limits?: CallOptions,
): Promise<boolean> {
  const target = { group: '', kind: 'Namespace', name: namespace };
  const home = await api.get(target, limits);
  if (textAt(home, 'metadata', 'labels', useLabel) === waypoint) return false;
  await api.patch(target, { metadata: { labels: { [useLabel]: waypoint } } }, { ...limits, type: 'merge' });
  return true;
}

const isAmbient = (namespace: JsonObject): boolean =>
  textAt(namespace, 'metadata', 'labels', 'istio.io/dataplane-mode') === 'ambient';

const notAmbient = (namespace: string): string =>
  `namespace ${namespace} is not part of the ambient mesh, unless its Pods are by themselves: ` +
  `kubectl label namespace ${namespace} istio.io/dataplane-mode=ambient`;

const classIsMissing =
  `there is no GatewayClass ${waypointClass}, so nothing will make the waypoint: istiod makes the class when it starts after ` +
  'the Gateway API’s definitions were installed. Is it installed, and was it there before them?';
