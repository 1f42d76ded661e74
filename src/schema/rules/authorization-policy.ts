import type { AuthorizationPolicy, Rule } from '../compiled/security.istio.io/AuthorizationPolicy.js';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { setFields } from '../values/presence.ts';
import { checkCondition, isForCustom } from './authorization-policy/condition.ts';
import { checkOperation, namesPorts } from './authorization-policy/operation.ts';
import { checkSource, limitsTcp, notForCustom } from './authorization-policy/source.ts';
import { defineRules, type Field } from './rule.ts';

/** Actions that do nothing without a rule; ALLOW then allows nothing, and AUDIT is harmless. */
const needRules = new Set(['DENY', 'CUSTOM']);

export default defineRules<AuthorizationPolicy>('AuthorizationPolicy', {
  'policy-target': checkPolicyTarget,
  'rules-for-action'({ action = 'ALLOW', rules = [] }, field) {
    if (!needRules.has(action) || rules.length > 0) return;
    field.at('rules').error(`is empty, so ${action} never applies: add the rule {} for every request`);
  },
  'provider-for-custom'({ action = 'ALLOW', provider, rules = [] }, field) {
    if (action !== 'CUSTOM') {
      if (provider !== undefined) field.at('provider').error(`must be there only with action CUSTOM, not ${action}`);
    } else if (rules.length > 0 && (provider?.name ?? '') === '') {
      field.at('provider', 'name').error('must name an extension provider of the mesh config, for action CUSTOM');
    }
  },
  'custom-attributes'({ action, rules = [] }, field) {
    if (action !== 'CUSTOM') return;
    for (const [i, rule] of rules.entries()) checkForCustom(rule, field.at('rules', i));
  },
  'known-sources'({ rules = [] }, field) {
    for (const [i, { from = [] }] of rules.entries()) {
      for (const [j, { source }] of from.entries()) checkSource(source, field.at('rules', i, 'from', j, 'source'));
    }
  },
  'known-operations'({ rules = [] }, field) {
    for (const [i, { to = [] }] of rules.entries()) {
      for (const [j, { operation }] of to.entries())
        checkOperation(operation, field.at('rules', i, 'to', j, 'operation'));
    }
  },
  'known-conditions'({ rules = [] }, field) {
    for (const [i, { when = [] }] of rules.entries()) {
      for (const [j, condition] of when.entries()) checkCondition(condition, field.at('rules', i, 'when', j));
    }
  },
  'tcp-ports-of-deny'({ action, rules = [] }, field) {
    if (action !== 'DENY') return;
    const [first, ...more] = [...rules.keys()].filter((i) => deniesAllTcp(rules[i]!));
    if (first === undefined) return;
    const others = more.length > 0 ? `, and so does ${more.map((i) => `rules[${i}]`).join(', ')}` : '';
    field
      .at('rules', first)
      .warning(
        `denies every connection to TCP ports, where nothing of HTTP is known${others}: say in to which ports are meant`,
      );
  },
});

function checkForCustom({ from = [], when = [] }: Rule, field: Field): void {
  for (const [i, { source = {} }] of from.entries()) {
    for (const name of setFields(source, notForCustom)) {
      field.at('from', i, 'source', name).error('must not be there with action CUSTOM');
    }
  }
  for (const [i, { key = '' }] of when.entries()) {
    if (!isForCustom(key)) field.at('when', i, 'key').error(`must not be ${key} with action CUSTOM`);
  }
}

/** True for a rule of which only attributes of HTTP are left, hence nothing for plain TCP. */
function deniesAllTcp({ from = [], to = [] }: Rule): boolean {
  const sources = from.flatMap(({ source }) => source ?? []);
  const operations = to.flatMap(({ operation }) => operation ?? []);
  return operations.length > 0 ? !operations.some(namesPorts) : sources.length > 0 && !sources.some(limitsTcp);
}
