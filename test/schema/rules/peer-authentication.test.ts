import { describe, expect, it } from 'vitest';
import rules from '../../../src/schema/rules/peer-authentication.ts';
import { problemsOf } from '../../support/rules.ts';

describe('PeerAuthentication', () => {
  it('may select workloads, or all of its namespace', () => {
    expect(problemsOf(rules, { mtls: { mode: 'STRICT' } })).toEqual([]);
    expect(problemsOf(rules, { selector: { matchLabels: { app: 'cart' } } })).toEqual([]);
  });

  it('warns of a selector that selects nothing in particular', () => {
    expect(problemsOf(rules, { selector: { matchLabels: {} } })).toEqual([
      'warning spec.selector.matchLabels: is empty, which selects every workload: name a label, or leave out the selector',
    ]);
  });
});
