import type { ComponentSpec, IstioOperatorSpec } from '../../compiled/install.istio.io/IstioOperator.js';
import type { Tag } from '../../compiled/install.istio.io/Values.js';
import { hubProblem, pullableHubProblem, pullableTagProblem, tagProblem } from '../../values/image.ts';
import type { Problem } from '../../values/value.ts';
import type { Field } from '../rule.ts';

const withImage = ['pilot', 'cni', 'ztunnel'] as const;

/** Reports where images come from and which they are. istioctl checks what holds for all of them, and no part's own. */
export function checkImages({ hub, tag, components = {}, values = {} }: IstioOperatorSpec, field: Field): void {
  if (hub) checkOrAdvise(field.at('hub'), hubProblem(hub), pullableHubProblem(hub));
  if (tag !== undefined) checkOrAdvise(field.at('tag'), tagProblem(tag), pullableTagProblem(tag));
  adviseImage(values.global, field.at('values', 'global'));
  for (const name of withImage) adviseImage(components[name], field.at('components', name));
  for (const list of ['ingressGateways', 'egressGateways'] as const) {
    for (const [i, gateway] of (components[list] ?? []).entries()) {
      adviseTag(gateway.tag, field.at('components', list, i, 'tag'));
    }
  }
}

function checkOrAdvise(field: Field, problem: Problem, advice: Problem): void {
  if (problem !== undefined) field.error(problem);
  else advise(field, advice);
}

function advise(field: Field, problem: Problem): void {
  if (problem !== undefined) field.advice(problem);
}

function adviseImage({ hub, tag }: Pick<ComponentSpec, 'hub' | 'tag'> = {}, field: Field): void {
  if (hub) advise(field.at('hub'), pullableHubProblem(hub));
  adviseTag(tag, field.at('tag'));
}

/** An empty tag is the same as none here. */
function adviseTag(tag: Tag | undefined, field: Field): void {
  if (tag !== undefined && tag !== '') advise(field, pullableTagProblem(tag));
}
