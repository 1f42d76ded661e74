import { expect, it } from 'vitest';
import { conditionKey, isReadable } from '../../../../src/proxy/access/rules/condition-key.ts';

it.each<[string, string, readonly string[]]>([
  ['source.ip', 'source.ip', []],
  ['request.headers[x-T]', 'request.headers', ['x-T']],
  ['request.headers[a][b]', 'request.headers', ['a][b']],
  ['request.auth.claims[a]', 'request.auth.claims', ['a']],
  ['request.auth.claims[a][b.c]', 'request.auth.claims', ['a', 'b.c']],
  ['request.auth.claims[a[b]]', 'request.auth.claims', ['a[b]']],
  ['experimental.envoy.filters.a.b[c]', 'experimental.envoy.filters.', ['a.b[c]']],
])('%s is about %s %j', (key, attribute, names) => {
  const known = conditionKey(key)!;
  expect(known).toEqual({ attribute, names });
  expect(isReadable(known)).toBe(true);
});

it.each(['source.ips', 'hosts', 'paths', '', 'toString'])('Istio knows no key %j', (key) => {
  expect(conditionKey(key)).toBeUndefined();
});

it.each(['request.headers', 'request.headers[a', 'request.auth.claims', 'experimental.envoy.filters.a'])(
  '%s lacks a name',
  (key) => {
    expect(isReadable(conditionKey(key)!)).toBe(false);
  },
);
