import type { JWTRule, RequestAuthentication } from '../compiled/security.istio.io/RequestAuthentication.js';
import { durationProblem } from '../values/duration.ts';
import { readJwks } from '../values/jwks.ts';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { defineRules, type Field } from './rule.ts';

/** A rule over each of a policy's JWT rules. */
const ofEach =
  (check: (rule: JWTRule, field: Field) => void) =>
  ({ jwtRules = [] }: RequestAuthentication, field: Field): void => {
    for (const [i, rule] of jwtRules.entries()) check(rule, field.at('jwtRules', i));
  };

export default defineRules<RequestAuthentication>('RequestAuthentication', {
  'policy-target': checkPolicyTarget,
  'issuer-or-key-set': ofEach(({ issuer = '', jwksUri = '', jwks_uri = '' }, field) => {
    if (issuer + jwksUri + jwks_uri === '') field.at('issuer').error('is required where jwksUri is not there');
  }),
  'known-jwks': ofEach(({ jwks = '' }, field) => {
    if (jwks === '') return;
    const { problem, privateKeys } = readJwks(jwks);
    field.at('jwks').check(problem);
    if (privateKeys.length > 0) {
      const keys = `key${privateKeys.length > 1 ? 's' : ''} ${privateKeys.join(', ')}`;
      field.at('jwks').warning(`holds private ${keys}: tokens are verified with public keys, so take the secret out`);
    }
  }),
  'known-timeout': ofEach(({ timeout = '' }, field) => {
    if (timeout !== '') field.at('timeout').check(durationProblem(timeout));
  }),
});
