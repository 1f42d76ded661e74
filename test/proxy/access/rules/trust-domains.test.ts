import { expect, it } from 'vitest';
import { principalsOfDomains, sameDomains } from '../../../../src/proxy/access/rules/trust-domains.ts';

it.each<[string, readonly string[], readonly string[]]>([
  ['new/ns/a/sa/b', ['new', 'old'], ['new/ns/a/sa/b', 'old/ns/a/sa/b']],
  ['old/ns/a/sa/b', ['new', 'old'], ['new/ns/a/sa/b', 'old/ns/a/sa/b']],
  ['cluster.local/ns/a/sa/b', ['new', 'old'], ['new/ns/a/sa/b', 'old/ns/a/sa/b']],
  ['other/ns/a/sa/b', ['new', 'old'], ['other/ns/a/sa/b']],
  ['*/ns/a/sa/b', ['new', 'old'], ['*/ns/a/sa/b']],
  ['*-td/ns/a/sa/b', ['new-td', 'old-td', 'x'], ['*-td/ns/a/sa/b', 'x/ns/a/sa/b']],
  ['*/sa/b', ['new', 'old'], ['*/sa/b']],
  ['new/ns/a/*', ['new', 'old'], ['new/ns/a/*']],
])('%s with domains %j', (principal, domains, expected) => {
  expect(principalsOfDomains([principal], domains)).toEqual(expected);
});

it('one trust domain of the mesh stands for all of them', () => {
  expect(sameDomains(['old', 'x', '*'], ['new', 'old'])).toEqual(['new', 'old', 'x', '*']);
});
