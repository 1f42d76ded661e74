import { didYouMean } from '../../base/nearest.ts';
import type { PolicyTargetReference, WorkloadSelector } from '../compiled/common.js';
import type { Field } from '../rules/rule.ts';
import { quote } from './value.ts';

/** Kinds that a policy may be attached to → their groups, the one to write first (istio.io, PolicyTargetReference). */
const groups: Readonly<Record<string, readonly string[]>> = {
  Gateway: ['gateway.networking.k8s.io'],
  GatewayClass: ['gateway.networking.k8s.io'],
  Service: ['', 'core'],
  ServiceEntry: ['networking.istio.io'],
};

/** What says where a policy applies; the schemas see to it that only one is there. */
export interface PolicyTarget {
  readonly selector?: WorkloadSelector;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
}

/** Warns of a selector that selects nothing in particular; `field` is where it stands. */
export function checkSelector(selector: WorkloadSelector | undefined, field: Field): void {
  if (selector === undefined || Object.keys(selector.matchLabels ?? {}).length > 0) return;
  field.at('matchLabels').warning('is empty, which selects every workload: name a label, or leave out the selector');
}

/** Reports targets of a kind that no policy attaches to, and a selector that selects nothing in particular. */
export function checkPolicyTarget({ selector, targetRef, targetRefs = [] }: PolicyTarget, field: Field): void {
  checkSelector(selector, field.at('selector'));
  if (targetRef !== undefined) checkReference(targetRef, field.at('targetRef'));
  for (const [i, reference] of targetRefs.entries()) checkReference(reference, field.at('targetRefs', i));
}

function checkReference({ group = '', kind = '' }: PolicyTargetReference, field: Field): void {
  const allowed = Object.hasOwn(groups, kind) ? groups[kind]! : undefined;
  const kinds = Object.keys(groups);
  if (allowed === undefined) {
    field.at('kind').error(`must be one of ${kinds.join(', ')}, not ${quote(kind)}.${didYouMean(kind, kinds)}`);
  } else if (!allowed.includes(group)) {
    field.at('group').error(`must be ${quote(allowed[0]!)} for a ${kind}, not ${quote(group)}`);
  }
}
