import { describe, expect, it } from 'vitest';
import { defineRules } from '../../../src/schema/rules/rule.ts';
import { checkPolicyTarget, type PolicyTarget } from '../../../src/schema/values/policy-target.ts';
import { problemsOf } from '../../support/rules.ts';

const rules = defineRules<PolicyTarget>('Any', { target: checkPolicyTarget });

describe('the target of a policy', () => {
  it.each<PolicyTarget>([
    {},
    { selector: { matchLabels: { app: 'cart' } } },
    { targetRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' } },
    {
      targetRefs: [
        { kind: 'Service', name: 'cart' },
        { group: 'core', kind: 'Service', name: 'cart' },
        { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'bank' },
        { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'waypoint' },
      ],
    },
  ])('may be %j', (target) => {
    expect(problemsOf(rules, target)).toEqual([]);
  });

  it.each<[PolicyTarget, string]>([
    [
      { selector: {} },
      'warning spec.selector.matchLabels: is empty, which selects every workload: name a label, or leave out the selector',
    ],
    [
      { targetRef: { kind: 'Gateway', name: 'front' } },
      'spec.targetRef.group: must be "gateway.networking.k8s.io" for a Gateway, not ""',
    ],
    [
      {
        targetRefs: [
          { kind: 'Service', name: 'cart' },
          { group: 'apps', kind: 'Service', name: 'cart' },
        ],
      },
      'spec.targetRefs[1].group: must be "" for a Service, not "apps"',
    ],
    [
      { targetRefs: [{ kind: 'Services', name: 'cart' }] },
      'spec.targetRefs[0].kind: must be one of Gateway, GatewayClass, Service, ServiceEntry, not "Services". Did you mean "Service"?',
    ],
    [
      { targetRefs: [{ kind: 'constructor', name: 'cart' }] },
      'spec.targetRefs[0].kind: must be one of Gateway, GatewayClass, Service, ServiceEntry, not "constructor".',
    ],
  ])('is not %j', (target, problem) => {
    expect(problemsOf(rules, target)).toEqual([problem]);
  });
});
