import { describe, expect, it } from 'vitest';
import type { RequestAuthentication } from '../../../src/schema/compiled/security.istio.io/RequestAuthentication.js';
import rules from '../../../src/schema/rules/request-authentication.ts';
import { problemsOf } from '../../support/rules.ts';

const symmetric = JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] });
const openKey = JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] });

describe('RequestAuthentication', () => {
  it.each<RequestAuthentication>([
    {},
    {
      jwtRules: [{ issuer: 'me' }, { jwksUri: 'https://me.example.com/keys' }, { jwks_uri: 'https://me.example.com' }],
    },
    { jwtRules: [{ issuer: 'me', jwks: openKey, timeout: '1.5s' }] },
  ])('may be %j', (spec) => {
    expect(problemsOf(rules, spec)).toEqual([]);
  });

  it.each<[RequestAuthentication, string[]]>([
    [
      { targetRef: { kind: 'Deployment', name: 'cart' } },
      ['spec.targetRef.kind: must be one of Gateway, GatewayClass, Service, ServiceEntry, not "Deployment".'],
    ],
    [
      { jwtRules: [{ issuer: 'me' }, { jwks: openKey }] },
      ['spec.jwtRules[1].issuer: is required where jwksUri is not there'],
    ],
    [
      { jwtRules: [{ issuer: 'me', jwks: 'c2VjcmV0' }] },
      ['spec.jwtRules[0].jwks: must be a JSON Web Key Set, and is not JSON'],
    ],
    [
      { jwtRules: [{ issuer: 'me', jwks: symmetric }] },
      [
        'warning spec.jwtRules[0].jwks: holds private key 0: tokens are verified with public keys, so take the secret out',
      ],
    ],
    [
      {
        jwtRules: [
          { issuer: 'me', timeout: '1.5ms' },
          { issuer: 'me', timeout: 'soon' },
        ],
      },
      [
        'spec.jwtRules[0].timeout: must be whole milliseconds, not 1.5ms',
        'spec.jwtRules[1].timeout: must be a duration such as 250ms, 1.5s or 1h, not "soon"',
      ],
    ],
  ])('is not right as %j', (spec, problems) => {
    expect(problemsOf(rules, spec)).toEqual(problems);
  });
});
