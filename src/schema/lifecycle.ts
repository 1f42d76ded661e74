import { isObject, type JsonObject, type Path } from '../resources/json.ts';
import type { SchemaProblem } from './explain-errors.ts';
import { ownLabelKeyProblem } from './values/labels.ts';
import { quote } from './values/value.ts';

/** Finalizers that say, each in its way, what becomes of what an object owns. */
const ofDependents = ['orphan', 'foregroundDeletion'];

/** What an API server would refuse of what deletes an object, and what holds its deletion back (kubernetes.io, Owners and Dependents). */
export function lifecycleProblems({ ownerReferences, finalizers }: JsonObject): SchemaProblem[] {
  return [
    ...(Array.isArray(ownerReferences) ? ownerProblems(ownerReferences) : []),
    ...(Array.isArray(finalizers) ? finalizerProblems(finalizers) : []),
  ];
}

function ownerProblems(owners: readonly unknown[]): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  let controller: number | undefined;
  for (const [i, owner] of owners.entries()) {
    const report = (message: string, ...steps: Path) =>
      problems.push({ path: ['ownerReferences', i, ...steps], message });
    const fields = isObject(owner) ? owner : {};
    const { apiVersion, kind } = fields;
    for (const name of ['apiVersion', 'kind', 'name', 'uid']) {
      if ((fields[name] ?? '') === '') report('is required, and missing', name);
    }
    if (typeof apiVersion === 'string' && /\/.*\/|\/$/.test(apiVersion)) {
      report(`must be group/version, not ${quote(apiVersion)}`, 'apiVersion');
    }
    if (kind === 'Event' && (apiVersion === 'v1' || apiVersion === 'events.k8s.io/v1')) {
      report('must not be Event: an Event owns nothing', 'kind');
    }
    if (fields.controller !== true) continue;
    if (controller === undefined) controller = i;
    else report(`is a second controller: item ${controller} is one, and an object has one at most`, 'controller');
  }
  return problems;
}

function finalizerProblems(finalizers: readonly unknown[]): SchemaProblem[] {
  const problems = finalizers.flatMap((finalizer, i) => {
    const name = finalizer ?? '';
    if (typeof name !== 'string' || ownLabelKeyProblem(name) === undefined) return [];
    const message = `must be a name, perhaps after a host name and "/", not ${quote(name)}`;
    return [{ path: ['finalizers', i], message }];
  });
  if (!ofDependents.every((name) => finalizers.includes(name))) return problems;
  return [...problems, { path: ['finalizers'], message: `takes only one of ${ofDependents.join(' and ')}` }];
}
