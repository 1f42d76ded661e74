import { expect, test } from 'vitest';
import { Field, type RuleProblem } from '../../../src/schema/rules/rule.ts';
import { checkCipherSuites, checkEcdhCurves } from '../../../src/schema/values/tls-parameters.ts';

type Check = typeof checkEcdhCurves;

function warningsOf(check: Check, texts: readonly string[] | undefined): string[] {
  const problems: RuleProblem[] = [];
  check(texts, new Field('test', problems));
  expect(problems.every(({ isWarning }) => isWarning)).toBe(true);
  return problems.map(({ path, message }) => `${path.join()}: ${message}`);
}

test.each<[Check, readonly string[] | undefined, readonly string[]]>([
  [checkEcdhCurves, undefined, []],
  [checkEcdhCurves, ['P-256', 'X25519', ''], []],
  [
    checkEcdhCurves,
    ['P256', 'P-384', 'P-384'],
    [
      '0: "P256" is no ECDH curve that Envoy knows, and Envoy may refuse the listener. Did you mean "P-256"?',
      '2: repeats "P-384", to no effect',
    ],
  ],
  [checkCipherSuites, ['ECDHE-RSA-AES128-SHA', 'ALL', '-RSA', ''], []],
  [checkCipherSuites, ['RC4'], ['0: "RC4" is no cipher suite that Envoy knows, and is left out.']],
])('%o %j', (check, texts, expected) => {
  expect(warningsOf(check, texts)).toEqual(expected);
});
