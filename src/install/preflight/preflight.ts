import { listNames } from '../../base/list-names.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { revisionLabel } from '../../resources/revision-labels.ts';
import { referenceTo, words } from '../apply/object-reference.ts';
import { ownerLabel } from '../apply/owner.ts';
import {
  controlPlaneOf,
  installedControlPlanes,
  installedDefinitions,
  installedWorkloads,
  neededNamespaces,
} from './cluster-state.ts';
import type { Concern } from './concern.ts';
import { controlPlaneConcerns, type InstalledControlPlane } from './control-planes.ts';
import { definitionConcerns } from './definitions.ts';
import { kubernetesConcerns } from './kubernetes-version.ts';
import { networkConcerns, networkPlugins } from './network-plugins.ts';
import { missingPermissions, permissionConcerns, permissionsNeeded } from './permissions.ts';

export interface PreflightOptions extends CallOptions {
  /** Istio's namespace. */
  readonly namespace: string;
  readonly revision: string;
  /** Of the API server. */
  readonly kubernetesVersion: string;
  readonly isUpgrade: boolean;
  /** The release that the installation is of, where no istiod of its own says. */
  readonly version: string;
}

/** What is known of a cluster before an installation. */
export interface Preflight {
  readonly concerns: readonly Concern[];
  /** The control planes that are there. */
  readonly installed: readonly InstalledControlPlane[];
  /** The one that is to come; undefined for an installation without. */
  readonly wanted: InstalledControlPlane | undefined;
}

/** Looks at a cluster before these objects are put into it. Reads only. */
export async function preflight(
  api: KubeApi,
  objects: readonly JsonObject[],
  options: PreflightOptions,
): Promise<Preflight> {
  const { namespace, isUpgrade } = options;
  const namesOf = (kind: string): string[] =>
    objects.filter((object) => object.kind === kind).map((object) => textAt(object, 'metadata', 'name'));
  const hasDaemonSet = (name: string): boolean => namesOf('DaemonSet').some((one) => one.startsWith(name));
  const definitions = namesOf('CustomResourceDefinition');
  const namespaces = [...new Set(objects.map((object) => textAt(object, 'metadata', 'namespace')))].filter(Boolean);
  const istiod = objects.find(
    (one) => one.kind === 'Deployment' && textAt(one, 'metadata', 'labels', 'app') === 'istiod',
  );
  const wanted = istiod && controlPlaneOf(istiod);
  const version = wanted?.version ?? options.version;
  const reading = neededNamespaces(api, [...new Set([namespace, ...namespaces])], options);
  const [installed, known, { ending }, workloads, plugins, missing] = await Promise.all([
    installedControlPlanes(api, namespace, options),
    installedDefinitions(api, definitions, options),
    reading,
    installedWorkloads(api, objects, options),
    networkPlugins(api, options),
    reading.then(async ({ missing }) => {
      const made = missing.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
      return missingPermissions(api, await permissionsNeeded(api, [...objects, ...made], options), options);
    }),
  ]);
  const concerns = [
    ...kubernetesConcerns(options.kubernetesVersion),
    ...permissionConcerns(missing),
    ...ending.map(terminating),
    ...controlPlaneConcerns({ wanted, installed, isUpgrade }),
    ...networkConcerns(plugins, { cni: hasDaemonSet('istio-cni'), ztunnel: hasDaemonSet('ztunnel') }),
    ...takenOver(workloads, options.revision),
    ...definitionConcerns(new Set(definitions), known, version),
  ];
  return { concerns, installed, wanted };
}

const terminating = (namespace: string): Concern => ({
  id: 'namespace-terminating',
  weight: 'obstacle',
  message: `namespace ${namespace} is being deleted: wait until it is gone (kubectl get namespace ${namespace} shows what holds it up)`,
});

/** Workloads that revisions share, such as a gateway, belong to the one that was installed last. */
function takenOver(workloads: readonly JsonObject[], revision: string): Concern[] {
  const others = workloads.filter((one) => {
    const owner = textAt(one, 'metadata', 'labels', revisionLabel);
    return owner !== '' && owner !== revision && textAt(one, 'metadata', 'labels', ownerLabel.component) !== '';
  });
  if (others.length === 0) return [];
  const names = others.map((one) => `${words(referenceTo(one))} (${textAt(one, 'metadata', 'labels', revisionLabel)})`);
  const message =
    `these belong to another revision, and would be changed and taken over: ${listNames(names)}. ` +
    'Leave them out with --set profile=minimal, or give them another name';
  return [{ id: 'taken-over', weight: 'warning', message }];
}
