import { expect, test } from 'vitest';
import rules from '../../../src/schema/rules/proxy-config.ts';
import { problemsOf } from '../../support/rules.ts';

test('a selector names a label', () => {
  expect(problemsOf(rules, { concurrency: 0 })).toEqual([]);
  expect(problemsOf(rules, { selector: { matchLabels: { app: 'till' } } })).toEqual([]);
  expect(problemsOf(rules, { selector: {} })).toEqual([
    expect.stringMatching(/^warning spec\.selector\.matchLabels: is empty/),
  ]);
});
