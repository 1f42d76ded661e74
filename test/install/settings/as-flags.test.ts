import { describe, expect, it } from 'vitest';
import { asFlags } from '../../../src/install/settings/as-flags.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

describe('asFlags', () => {
  it.each<[JsonObject, readonly string[]]>([
    [{ hub: 'example.com/istio', tag: '1.20' }, ['hub=example.com/istio', 'tag=1.20']],
    [{ b: { c: true }, a: 1 }, ['a=1', 'b.c=true']],
    [{ list: [{ name: 'x' }, 'y'] }, ["'list[0].name=x'", "'list[1]=y'"]],
    [{ 'a.b/c': 'x' }, ["'a\\.b/c=x'"]],
    [{ a: "it's" }, ["'a=it'\\''s'"]],
    [{ a: '$HOME `x`' }, ["'a=$HOME `x`'"]],
    [{ a: 'x\\,y' }, ["'a=x\\\\,y'"]],
    [{ a: {}, b: [], c: null }, ["'a={}'", "'b=[]'", 'c=null']],
    [{}, []],
  ])('%j', (spec, expected) => {
    expect(asFlags(spec)).toEqual(expected);
  });
});
