import { didYouMean } from '../base/nearest.ts';
import type { Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { apiServerProblem, type ResourceProblem } from './problem.ts';
import { resourceKinds } from './resource-kinds.ts';
import { quote } from './values/value.ts';

/** What is wrong with a resource of a kind that there is no schema of: what was meant instead, as far as that can be told. */
export function unknownKind({ kind, group }: Resource): ResourceProblem {
  const told = (path: Path, message: string): ResourceProblem => apiServerProblem(path, message);
  const where = group === '' ? "Kubernetes' core group" : `the group ${quote(group)}`;
  const elsewhere = resourceKinds.filter((id) => nameOf(id) === kind).map(groupOf);
  if (elsewhere.length > 0) {
    return told(['apiVersion'], `there is no ${quote(kind)} in ${where}: it is in ${elsewhere.join(' and ')}`);
  }
  const inGroup = resourceKinds.filter((id) => groupOf(id) === group).map(nameOf);
  if (inGroup.length > 0) {
    const guess = didYouMean(kind, inGroup) || ` It holds ${inGroup.join(', ')}`;
    return told(['kind'], `there is no ${quote(kind)} in ${where}.${guess}`);
  }
  const hint = ' Give its CustomResourceDefinition with --crd, or let it by with --ignore-unknown';
  const guess = didYouMean(kind, resourceKinds.map(nameOf)) || hint;
  return told(['kind'], `there is no schema for ${quote(kind)} of ${where}.${guess}`);
}

const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
const groupOf = (id: string): string => id.slice(0, id.indexOf('/'));
