import { UsageError } from '../base/errors.ts';
import { entry } from '../base/map-entry.ts';
import { writtenKind } from '../resources/written-kind.ts';

/** A step of a path: a key, a list's index, or every item of a list. */
export type PathStep = string | number | typeof everyItem;
/** The step to every item of a list. */
export const everyItem = Symbol('every item');

/** Where an object of a kind has a Pod template, which has `metadata` and `spec` of Pods. */
export interface TemplatePlace {
  readonly path: readonly PathStep[];
  /**
   * Where the metadata is when the template has none, or when it was injected there: a CronJob's Job template, which is all
   * that istioctl reads and writes (docs/decisions/0020).
   */
  readonly metadataElsewhere?: readonly string[];
  /** A field of the object that stands for a template: then it need have none. */
  readonly insteadOf?: readonly string[];
  /** True where objects of the kind may have no template there. */
  readonly isOptional?: boolean;
}

const usual: readonly TemplatePlace[] = [{ path: ['spec', 'template'] }];

/** Kinds that hold Pod templates, by `group/kind`, in any version. The core group has no name. */
const known: Readonly<Record<string, readonly TemplatePlace[]>> = {
  '/Pod': [{ path: [] }],
  '/ReplicationController': usual,
  'apps/Deployment': usual,
  'apps/StatefulSet': usual,
  'apps/DaemonSet': usual,
  'apps/ReplicaSet': usual,
  // Kubernetes before 1.16, and manifests that are older still.
  'extensions/Deployment': usual,
  'extensions/DaemonSet': usual,
  'extensions/ReplicaSet': usual,
  'batch/Job': usual,
  'batch/CronJob': [
    {
      path: ['spec', 'jobTemplate', 'spec', 'template'],
      metadataElsewhere: ['spec', 'jobTemplate', 'metadata'],
    },
  ],
  // OpenShift; the group is younger than the kind.
  'apps.openshift.io/DeploymentConfig': usual,
  '/DeploymentConfig': usual,
  // Argo Rollouts: https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  'argoproj.io/Rollout': [{ path: ['spec', 'template'], insteadOf: ['spec', 'workloadRef'] }],
  // OpenKruise: https://openkruise.io/docs
  'apps.kruise.io/CloneSet': usual,
  'apps.kruise.io/StatefulSet': usual,
  'apps.kruise.io/DaemonSet': usual,
  // Knative: https://knative.dev/docs/serving/reference/serving-api
  'serving.knative.dev/Service': usual,
  'serving.knative.dev/Configuration': usual,
};

/** Where objects have Pod templates, by `group/kind`. */
export type WorkloadKinds = ReadonlyMap<string, readonly TemplatePlace[]>;

/**
 * The kinds that hold Pod templates: those known, and what `--pod-template-path` adds to them.
 *
 * @param paths each `KIND[.GROUP]=path.to.template`; a list's items as `[0]` or, all of them, `[*]`
 * @throws UsageError for a text of another form
 */
export function workloadKinds(paths: readonly string[] = []): WorkloadKinds {
  const kinds = new Map(Object.entries(known));
  for (const text of paths) {
    const [, kind, group = '', path] = /^([A-Za-z]\w*)(?:\.([\w.-]+))?=(.+)$/.exec(text) ?? [];
    const steps = path === undefined ? undefined : parseSteps(path);
    if (kind === undefined || steps === undefined) {
      throw new UsageError(
        `--pod-template-path takes KIND.GROUP=path, such as RayCluster.ray.io=spec.workerGroupSpecs[*].template, not "${text}"`,
      );
    }
    const id = `${group}/${kind}`;
    kinds.set(id, [...(kinds.get(id) ?? []), { path: steps, isOptional: true }]);
  }
  return kinds;
}

/** `spec.groups[*].template` as steps; undefined where it is no such path. */
function parseSteps(path: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  for (const part of path.split('.')) {
    const [, key, indexes = ''] = /^([\w-]+)((?:\[(?:\d+|\*)\])*)$/.exec(part) ?? [];
    if (key === undefined) return undefined;
    steps.push(key);
    for (const [, index] of indexes.matchAll(/\[([\d*]+)\]/g)) steps.push(index === '*' ? everyItem : Number(index));
  }
  return steps;
}

/** True where a document can be told from its text to be of another kind, which spares reading it. */
export function isOfOtherKind(text: string, kinds: WorkloadKinds): boolean {
  const kind = writtenKind(text);
  return kind !== undefined && !kind.endsWith('List') && !namesOf(kinds).has(kind);
}

const names = new WeakMap<WorkloadKinds, ReadonlySet<string>>();

/** The kinds' names without their groups. */
const namesOf = (kinds: WorkloadKinds): ReadonlySet<string> =>
  entry(names, kinds, () => new Set([...kinds.keys()].map((id) => id.slice(id.indexOf('/') + 1))));
