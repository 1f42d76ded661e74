import { objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import type { DataPlane, Membership } from '../mtls/data-plane.ts';
import type { DescribeOptions } from './describe-pod.ts';

type Pod = Resource<BodyOf<'Pod'>>;

/** The user that Istio's sidecar runs as: what others do as this user escapes it (istio.io, Application Requirements). */
const sidecarUser = 1337;
const sidecar = 'istio-proxy';

/** What is not as it should be with a Pod itself. */
export function podWarnings(
  { body, spec, labels }: Pod,
  { dataPlane }: Pick<Membership, 'dataPlane'>,
  hasService: boolean,
  { ignoreUnmeshed = false }: DescribeOptions,
): string[] {
  const phase = textAt(body, 'status', 'phase');
  const statuses = [
    ...objectsAt(body, 'status', 'initContainerStatuses'),
    ...objectsAt(body, 'status', 'containerStatuses'),
  ];
  const isInMesh = dataPlane !== 'none';
  return [
    ...(phase !== 'Running' && phase !== '' ? [`the Pod does not run: it is ${phase}`] : []),
    ...statuses
      .filter(
        ({ ready, state }) =>
          phase === 'Running' && ready === false && textAt(state, 'terminated', 'reason') !== 'Completed',
      )
      .map((one) => `container ${textAt(one, 'name')} is not ready${waiting(one)}`),
    ...(isInMesh || ignoreUnmeshed ? [] : ['the Pod is not part of the mesh']),
    ...(hasService || ignoreUnmeshed ? [] : ['no Service selects the Pod']),
    ...userWarnings(spec, dataPlane),
    ...(isInMesh && !hasName(labels) ? ['the Pod has no label app: metrics cannot tell its service'] : []),
    ...(isInMesh && !hasVersion(labels) ? ['the Pod has no label version: metrics cannot tell its version'] : []),
  ];
}

function waiting(status: JsonObject): string {
  const reason = textAt(status, 'state', 'waiting', 'reason');
  return reason === '' ? '' : `: ${reason}`;
}

function userWarnings({ containers = [], securityContext }: Pod['spec'], dataPlane: DataPlane): string[] {
  if (dataPlane !== 'sidecar') return [];
  const user = securityContext?.runAsUser;
  const own = containers.filter(
    ({ name, securityContext: context }) => name !== sidecar && (context?.runAsUser ?? user) === sidecarUser,
  );
  return own.map(
    ({ name }) =>
      `container ${name} runs as user ${sidecarUser}, which is the sidecar’s: its traffic goes past the sidecar`,
  );
}

/** What telemetry goes by, each instead of the next (istio.io, Deployment: canonical service and revision). */
const hasName = (labels: Readonly<Record<string, string>>): boolean =>
  ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'].some((label) => labels[label] !== undefined);
const hasVersion = (labels: Readonly<Record<string, string>>): boolean =>
  ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version'].some(
    (label) => labels[label] !== undefined,
  );
