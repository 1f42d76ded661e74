import { nearest } from '../base/nearest.ts';
import { groupOf } from '../resources/api-version.ts';
import { gatewayApiGroup } from '../resources/gateway-api-versions.ts';
import type { ResourceType } from '../resources/kinds.ts';
import { resourceKinds } from './resource-kinds.ts';

/** Groups that are older than the custom of naming them by a domain; the first is the core's. */
const oldGroups = new Set(['', 'apps', 'autoscaling', 'batch', 'extensions', 'policy']);

/** True for a group of Kubernetes' own, Gateway API's included. */
export const isKubernetes = (group: string): boolean => oldGroups.has(group) || group.endsWith('.k8s.io');

const kindNames = new Set(resourceKinds.map(nameOf));
const groups = new Set(resourceKinds.map(groupOf));

/** True for a group that holds kinds of Istio's. */
export const isIstioGroup = (group: string): boolean => groups.has(group);

/**
 * True for one of Istio's kinds in a group where nothing looks for it: `v1` is no apiVersion of a VirtualService. Others
 * have kinds of the same names (App Mesh a VirtualService, Gateway API a Gateway), so the group has to be one that
 * cannot hold the kind, or to look like one of Istio's.
 */
export function isMisplaced({ id, kind, group }: ResourceType): boolean {
  if (!kindNames.has(kind) || resourceKinds.includes(id) || group === gatewayApiGroup) return false;
  const isNoDomain = !group.includes('.');
  return isKubernetes(group) || isNoDomain || group.endsWith('.istio.io') || nearest(group, groups) !== undefined;
}

/** The kind's name in an id `group/Kind`. */
export function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
