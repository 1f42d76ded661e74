import type { KubeApi } from '../kube/api.ts';
import { textAt } from '../resources/fields.ts';
import { defaultRevision, revisionLabel } from '../resources/revision-labels.ts';
import { ownerLabel } from './apply/owner.ts';
import { controlPlaneOf } from './preflight/cluster-state.ts';

/**
 * Tells of a revision that is there although its istiod carries no installer's labels: Helm has installed it, or somebody by hand.
 *
 * @returns what to say of it; undefined where the cluster has no such istiod
 * @throws KubeError
 */
export async function foreignRevision(api: KubeApi, revision: string): Promise<string | undefined> {
  const { items } = await api.list({ group: 'apps', kind: 'Deployment', labelSelector: 'app=istiod' });
  const found = items.find(
    (one) =>
      textAt(one, 'metadata', 'labels', ownerLabel.managed) === '' &&
      (textAt(one, 'metadata', 'labels', revisionLabel) || defaultRevision) === revision,
  );
  if (found === undefined) return undefined;
  const { namespace, helmRelease } = controlPlaneOf(found);
  const what = `revision ${revision} in namespace ${namespace}`;
  return helmRelease === undefined
    ? `${what} was installed neither by this program nor by istioctl: its objects do not say to whom they belong`
    : `${what} belongs to the Helm release "${helmRelease}": use Helm (helm status ${helmRelease} -n ${namespace})`;
}
