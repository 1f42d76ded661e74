import { InputError, MeshwrightError } from '../../base/errors.ts';
import { listed } from '../../base/listed.ts';
import { groupShape, type WorkloadGroup } from '../../install/workload/workload-group.ts';
import type { KubeApi } from '../../kube/api.ts';
import { inField } from '../../resources/json.ts';
import { toResources } from '../../resources/to-resources.ts';
import { istioValidatorFor } from '../../schema/istio-validation.ts';
import { formatProblem, readOneFile } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';

/** Which WorkloadGroup: in a file, or in the cluster. */
export interface GroupChoice {
  readonly file?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/**
 * Reads a WorkloadGroup.
 *
 * @throws InputError naming file and line for a file that holds none, several, or one that Istio would refuse; MeshwrightError
 *   where the cluster has none of that name
 */
export async function readWorkloadGroup(io: Io, api: KubeApi, choice: GroupChoice): Promise<WorkloadGroup> {
  if (choice.file !== undefined) return groupInFile(io, choice.file, choice.namespace ?? api.namespace);
  const { name = '', namespace = '' } = choice;
  const target = { group: 'networking.istio.io', kind: 'WorkloadGroup', namespace, name };
  const found = groupShape(await api.get(target, { signal: io.interruption() }));
  if (found === undefined) throw new MeshwrightError(`there is no WorkloadGroup ${namespace}/${name}`);
  return found;
}

async function groupInFile(io: Io, path: string, defaultNamespace: string): Promise<WorkloadGroup> {
  const file = await readOneFile(io, path);
  const { resources, problems } = toResources(file, { defaultNamespace });
  if (problems[0] !== undefined) throw new InputError(formatProblem(problems[0]));
  const groups = resources.filter(({ type }) => type.id === 'networking.istio.io/WorkloadGroup');
  const [group] = groups;
  if (group === undefined || groups.length > 1) {
    throw new InputError(
      `${file.name} holds ${groups.length === 0 ? 'no WorkloadGroup' : `${groups.length} WorkloadGroups`}: one is needed`,
    );
  }
  const validate = await istioValidatorFor(groups);
  const wrong = validate(group).filter(({ isWarning }) => !isWarning);
  if (wrong.length > 0) {
    const lines = wrong.map(({ path, message }) => {
      const { line, column } = group.position(path);
      return `${file.name}:${line}:${column}: ${inField(path, message)}`;
    });
    throw new InputError(listed('Istio would refuse this WorkloadGroup', lines));
  }
  const { name, namespace, annotations } = group;
  return { ...groupShape(group.body), metadata: { name, namespace, annotations } };
}
