import { rbacRule } from '../kube/refusal.ts';
import { defaultRevision, revisionLabel } from '../resources/revision-labels.ts';
import { defineCheck, NotApplicable } from './check.ts';
import { istiodDeployments } from './istiod.ts';
import { lookUses } from './needed-permissions.ts';
import { subjectOf } from './shapes.ts';

export const permissionChecks = [
  defineCheck({
    id: 'MWH201',
    category: 'permissions',
    title: 'You may look into the mesh',
    reads: ['mayLook'],
    run({ mayLook }, report) {
      for (const { permission, commands } of lookUses) {
        if (mayLook.get(permission) !== false) continue;
        const { verb, resource } = permission;
        const message = `you may not ${verb} ${resource} in all namespaces, which ${commands} need`;
        report('Warning', '', message, `A rule of a ClusterRole grants it: ${rbacRule(permission).join(', ')}`);
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH202',
    category: 'permissions',
    title: 'You may install Istio',
    stages: ['before'],
    reads: ['mayInstall'],
    run({ mayInstall }, report) {
      for (const [permission, isAllowed] of mayInstall) {
        if (isAllowed) continue;
        const { verb, resource, group, namespace } = permission;
        const what = group === '' ? resource : `${resource}.${group}`;
        const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
        const hint = `A rule of a ${namespace === undefined ? 'ClusterRole' : 'Role'} grants it: ${rbacRule(permission).join(', ')}`;
        report('Error', '', `you may not ${verb} ${what}${where}`, hint);
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH203',
    category: 'permissions',
    title: 'istiod has its roles',
    reads: ['deployments', 'clusterRoles', 'clusterRoleBindings'],
    run({ deployments, clusterRoles, clusterRoleBindings, settings: { istioNamespace } }, report) {
      const istiods = istiodDeployments(deployments);
      if (istiods.length === 0) return new NotApplicable('there is no istiod');
      const roles = new Set(clusterRoles.map(({ metadata }) => metadata?.name));
      for (const istiod of istiods) {
        const account = istiod.spec?.template?.spec?.serviceAccountName ?? 'default';
        const bound = clusterRoleBindings.filter(({ subjects = [] }) =>
          subjects.some(
            ({ kind, name, namespace }) =>
              kind === 'ServiceAccount' && name === account && namespace === istioNamespace,
          ),
        );
        if (bound.length === 0) {
          report(
            'Error',
            subjectOf(istiod),
            `its ServiceAccount ${account} is bound to no ClusterRole, so that it may read nothing`,
            'Install again: the ClusterRoleBinding is part of the installation',
          );
        }
        for (const { metadata, roleRef } of bound) {
          if (roleRef?.kind !== 'ClusterRole' || roles.has(roleRef.name)) continue;
          const message = `binds ${account} to ClusterRole ${roleRef.name ?? ''}, which does not exist`;
          const owner = metadata?.labels?.[revisionLabel];
          const hint = `Install revision ${owner ?? defaultRevision} again, or remove the binding`;
          report('Error', `ClusterRoleBinding ${metadata?.name ?? ''}`, message, hint);
        }
      }
      return undefined;
    },
  }),
];
