import { expect, it } from 'vitest';
import { access, authorizationPolicy, shownAccess } from '../../support/access.ts';
import { shopWorld } from '../../support/mtls.ts';

const rules = (count: number) =>
  `rules: [${Array.from({ length: count }, (_, i) => `{to: [{operation: {paths: [/${i}, "/all*"]}}]}`)}]`;
const to = (path: string) => ({ url: `http://cart/${path}` });

it('of rules that match, the one is named whose name comes first: 10 before 2, and a policy by its name', () => {
  const world = [...shopWorld, authorizationPolicy('b', 'shop', rules(12)), authorizationPolicy('c', 'shop', rules(1))];
  expect(shownAccess(access(world, to('all')))).toBe('allow shop/b 0');
  expect(shownAccess(access(world, to('11')))).toBe('allow shop/b 11');
  const two = `rules: [{to: [{operation: {paths: [/x]}}]}, ${Array.from({ length: 10 }, (_, i) => `{to: [{operation: {paths: [/${i > 0 ? 'y' : 'x'}]}}]}`)}]`;
  expect(shownAccess(access([...shopWorld, authorizationPolicy('b', 'shop', two)], to('y')))).toBe('allow shop/b 10');
});

it('policies come in the order in which they are asked', () => {
  const world = ['AUDIT', 'ALLOW', 'DENY', 'CUSTOM', 'NONE'].map((action, i) =>
    authorizationPolicy(`p${i}`, 'shop', `action: ${action}, rules: [{}]`),
  );
  const { policies } = access([...shopWorld, ...world]);
  expect(policies.map(({ action, policy }) => `${action} ${policy.name}`)).toEqual([
    'CUSTOM p3',
    'DENY p2',
    'ALLOW p1',
    'AUDIT p0',
  ]);
});

it.each([
  ['"true"', 'allow'],
  ['"T"', 'allow'],
  ['"yes"', 'deny shop/a 0'],
  ['"false"', 'deny shop/a 0'],
])('a dry run of %s: %s', (value, expected) => {
  const policy = authorizationPolicy(
    'a',
    'shop',
    'action: DENY, rules: [{}]',
    `, annotations: {istio.io/dry-run: ${value}}`,
  );
  const result = access([...shopWorld, policy]);
  expect(shownAccess(result)).toBe(expected);
  expect(result.policies[0]).toMatchObject({ isDryRun: expected === 'allow', rules: [{ index: 0, matches: true }] });
});
