import { describe, expect, it } from 'vitest';
import { fingerprint, PrefixMatches } from '../../src/analysis/route-matches.ts';

describe('fingerprint', () => {
  it('leaves out the name, defaults and empty collections', () => {
    const bare = fingerprint({ uri: { exact: '/a' } });
    const full = { name: 'x', uri: { exact: '/a' }, port: 0, gateways: [], headers: {}, ignoreUriCase: false };
    expect(fingerprint(full)).toBe(bare);
    expect(fingerprint({ ...full, ignoreUriCase: true })).not.toBe(bare);
  });

  it('takes no notice of the order of keys, at any depth, but does of that of lists', () => {
    expect(fingerprint({ headers: { a: {}, b: {} }, port: 1 })).toBe(
      fingerprint({ port: 1, headers: { b: {}, a: {} } }),
    );
    expect(fingerprint({ gateways: ['a', 'b'] })).not.toBe(fingerprint({ gateways: ['b', 'a'] }));
  });

  it('tells an empty condition from none', () => {
    expect(fingerprint({ uri: {} })).not.toBe(fingerprint({}));
    expect(fingerprint({ headers: { a: {} } })).not.toBe(fingerprint({ headers: { b: {} } }));
  });
});

describe('PrefixMatches', () => {
  it('knows the earlier matches with a shorter prefix and no other condition', () => {
    const matches = new PrefixMatches<number>();
    expect(matches.add({ uri: { prefix: '/a' } }, 1)).toEqual([]);
    expect(matches.add({ uri: { prefix: '/a' } }, 2)).toEqual([]);
    expect(matches.add({ uri: { prefix: '/ab' }, port: 80 }, 3)).toEqual([]);
    expect(matches.add({ uri: { exact: '/abc' } }, 4)).toEqual([]);
    expect(matches.add({ uri: { prefix: '/abc' } }, 5)).toEqual([
      { prefix: '/a', value: 1 },
      { prefix: '/a', value: 2 },
    ]);
  });

  it('takes a match without a method for one for GET', () => {
    const matches = new PrefixMatches<number>();
    matches.add({ uri: { prefix: '/a' } }, 1);
    expect(matches.add({ uri: { prefix: '/ab' }, method: { exact: 'GET' } }, 2)).toHaveLength(1);
    expect(matches.add({ uri: { prefix: '/ac' }, method: { exact: 'POST' } }, 3)).toHaveLength(0);
  });
});
