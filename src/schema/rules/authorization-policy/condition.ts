import type { Condition } from '../../compiled/security.istio.io/AuthorizationPolicy.js';
import type { Field } from '../rule.ts';
import { checkValues, conditionKeyProblem, conditionValues } from './attributes.ts';
import { checkPrincipals } from './source.ts';

/** Attributes of which a condition takes only so many values. */
const most: Readonly<Record<string, number>> = { 'source.serviceAccount': 16 };

const lists = ['values', 'notValues'] as const;

/** What Istio demands of an entry of `when`. */
export function checkCondition(condition: Condition, field: Field): void {
  const { key = '', values = [], notValues = [] } = condition;
  field.at('key').check(conditionKeyProblem(key));
  if (values.length + notValues.length === 0) field.at('values').error('is required where notValues is not there');
  const check = conditionValues(key);
  for (const name of lists) {
    const list = condition[name] ?? [];
    if (Object.hasOwn(most, key) && list.length > most[key]!) {
      field.at(name).error(`must have at most ${most[key]} values for ${key}, not ${list.length}`);
    }
    checkValues(list, check, field, name);
    if (key === 'source.principal') checkPrincipals(list, field, name);
  }
}

/** Attributes that an external authorizer's policy cannot compare: they are known only after it was asked. */
const identities = new Set(['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal']);

/** True for a key that policies with action CUSTOM may ask for: no authenticated identity. */
export const isForCustom = (key: string): boolean => !identities.has(key) && !key.startsWith('request.auth.');
