import { didYouMean } from '../base/nearest.ts';
import { groupOf } from '../resources/api-version.ts';
import type { Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { isIstioGroup, isMisplaced, nameOf } from './misplaced-kind.ts';
import { apiServerProblem, type ResourceProblem } from './problem.ts';
import { resourceKinds } from './resource-kinds.ts';
import { quote } from './values/value.ts';

/** What is wrong with a resource of a kind that there is no schema of: what was meant instead, as far as that can be told. */
export function unknownKind({ type, kind, group }: Resource): ResourceProblem {
  const told = (path: Path, message: string): ResourceProblem => apiServerProblem(path, message);
  const where = group === '' ? "Kubernetes' core group" : `the group ${quote(group)}`;
  const elsewhere = resourceKinds
    .filter((id) => nameOf(id) === kind)
    .map(groupOf)
    .join(' and ');
  if (isMisplaced(type)) return told(['apiVersion'], `there is no ${quote(kind)} in ${where}: it is in ${elsewhere}`);
  if (isIstioGroup(group)) {
    const inGroup = resourceKinds.filter((id) => groupOf(id) === group).map(nameOf);
    const guess = didYouMean(kind, inGroup) || ` It holds ${inGroup.join(', ')}`;
    return told(['kind'], `there is no ${quote(kind)} in ${where}.${guess}`);
  }
  const successors = goneGroups.get(group);
  if (successors !== undefined) {
    return told(['kind'], `there is no ${quote(kind)} any more, nor the group ${quote(group)}: use ${successors}`);
  }
  const namesake = elsewhere && `; Istio's is in ${elsewhere}`;
  const guess = elsewhere ? '' : didYouMean(kind, resourceKinds.map(nameOf));
  return told(['kind'], `there is no schema for ${quote(kind)} of ${where}${namesake}.${guess || hint}`);
}

/** Groups that Istio had until 1.6 and 1.8, and what says today what their kinds said (istio.io, change notes). */
const goneGroups: ReadonlyMap<string, string> = new Map([
  ['authentication.istio.io', 'PeerAuthentication and RequestAuthentication'],
  ['rbac.istio.io', 'AuthorizationPolicy'],
  ['config.istio.io', 'VirtualService, AuthorizationPolicy and Telemetry'],
]);

const hint = ' Give its CustomResourceDefinition with --crd, or let it by with --ignore-unknown';
