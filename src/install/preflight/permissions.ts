import type { CallOptions, KubeApi, Permission } from '../../kube/api.ts';
import { kindOf } from '../../kube/discovery.ts';
import { rbacRule } from '../../kube/refusal.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { Concern } from './concern.ts';

/** What is done with each kind that an installation has: pruning reads lists and deletes, but for what outlives it. */
const verbs = ['get', 'list', 'create', 'patch', 'delete'];
const lasting: Readonly<Record<string, readonly string[]>> = {
  CustomResourceDefinition: ['get', 'list', 'create', 'patch', 'watch'],
  Namespace: ['get', 'create', 'patch', 'watch'],
};
/** Kinds that are waited for, and those that tell why it takes so long. */
const watched = new Set(['Deployment', 'DaemonSet']);

/**
 * The permissions that installing objects takes, each once. A kind of a definition that is among the objects is not known to
 * the server yet, and is passed over.
 */
export async function permissionsNeeded(
  api: Pick<KubeApi, 'kinds'>,
  objects: readonly JsonObject[],
  options: CallOptions = {},
): Promise<Permission[]> {
  const kinds = await api.kinds(options);
  const needed = new Map<string, Permission>();
  for (const object of objects) {
    const named = kindOf(object);
    const served = named && kinds.find(named);
    if (served === undefined) continue;
    const namespace = served.isNamespaced ? textAt(object, 'metadata', 'namespace') || undefined : undefined;
    for (const verb of lasting[served.kind] ?? (watched.has(served.kind) ? [...verbs, 'watch'] : verbs)) {
      const { group, resource } = served;
      needed.set([verb, group, resource, namespace].join(), { verb, group, resource, ...(namespace && { namespace }) });
    }
  }
  return [...needed.values()];
}

/** Asks the server which of these the user lacks. Whoever may do everything is asked about once. */
export async function missingPermissions(
  api: Pick<KubeApi, 'isAllowed'>,
  needed: readonly Permission[],
  options: CallOptions = {},
): Promise<Permission[]> {
  if (await api.isAllowed({ verb: '*', group: '*', resource: '*' }, options)) return [];
  const allowed = await Promise.all(needed.map((permission) => api.isAllowed(permission, options)));
  return needed.filter((_, i) => !allowed[i]);
}

/** Missing permissions as one concern, with the rules that would grant them: verbs of one resource together. */
export function permissionConcerns(missing: readonly Permission[]): Concern[] {
  if (missing.length === 0) return [];
  const rules = new Map<string, { permission: Permission; verbs: string[] }>();
  for (const permission of missing) {
    const { group, resource, namespace = '', verb } = permission;
    const key = [namespace, group, resource].join();
    const rule = rules.get(key);
    if (rule === undefined) rules.set(key, { permission, verbs: [verb] });
    else rule.verbs.push(verb);
  }
  const lines = Array.from(rules.values(), ({ permission, verbs }) => {
    const where = permission.namespace === undefined ? 'in a ClusterRole' : `in namespace ${permission.namespace}`;
    const [groups, resources] = rbacRule(permission);
    return `  - {${groups}, ${resources}, verbs: [${verbs.map((verb) => `"${verb}"`).join(', ')}]}  # ${where}`;
  });
  const message = `you lack permissions that this takes. These rules would grant them:\n${lines.join('\n')}`;
  return [{ id: 'permissions', weight: 'objection', message }];
}
