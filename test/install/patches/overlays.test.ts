import { describe, expect, it } from 'vitest';
import { applyPatch } from '../../../src/install/patches/overlays.ts';
import type { Json, JsonObject } from '../../../src/resources/json.ts';

const object: JsonObject = {
  metadata: { labels: { app: 'a', 'example.com/team': 'b' } },
  spec: { containers: [{ name: 'a', args: ['--x', '130m', '30m'], ports: [{ containerPort: 80 }] }, { name: 'b' }] },
};

/** The object as JSON text with one part replaced: what is expected of a patch. */
const with_ = (from: string, to: string): JsonObject => {
  const text = JSON.stringify(object);
  expect(text).toContain(from);
  return JSON.parse(text.replace(from, to));
};

describe('applyPatch', () => {
  it.each<[string, Json | undefined, JsonObject]>([
    ['metadata.labels.app', 'c', with_('"app":"a"', '"app":"c"')],
    ['metadata.labels.new', 'c', with_('"app":"a"', '"app":"a","new":"c"')],
    ['metadata.annotations.new', 'c', with_('"metadata":{', '"metadata":{"annotations":{"new":"c"},')],
    ['metadata.labels.example\\.com/team', undefined, with_(',"example.com/team":"b"', '')],
    ['metadata.labels', null, with_('"labels":{"app":"a","example.com/team":"b"}', '')],
    ['spec.containers.[name:b].image', 'x', with_('"name":"b"', '"name":"b","image":"x"')],
    ['spec.containers.[name:b]', undefined, with_(',{"name":"b"}', '')],
    ['spec.containers.[1].name', 'c', with_('"name":"b"', '"name":"c"')],
    ['spec.containers.[-1].name', 'c', with_('{"name":"b"}', '{"name":"b"},{"name":"c"}')],
    ['spec.containers.[9]', { name: 'c' }, with_('{"name":"b"}', '{"name":"b"},{"name":"c"}')],
    ['spec.containers[name:a].ports.[containerPort:80].containerPort', 81, with_(':80', ':81')],
    ['spec.containers.[name:a].args.[30m]', '60m', with_('"30m"', '"60m"')],
    ['spec.containers.[name:a].args.[:^--]', '--y', with_('"--x"', '"--y"')],
    ['spec.containers.[name:a].args.[:(?P<all>^13)]', '60m', with_('"130m"', '"60m"')],
    ['spec.containers.[name:a].args', ['z'], with_('["--x","130m","30m"]', '["z"]')],
    ['spec.list.[0].x', 1, with_('"spec":{', '"spec":{"list":[{"x":1}],')],
    ['metadata.labels.app', 'valueFrom:\n  x: 1\n', with_('"app":"a"', '"app":{"valueFrom":{"x":1}}')],
    ['metadata.labels.app', 'x: 1', with_('"app":"a"', '"app":{"x":1}')],
    ['metadata.labels.app', 'http://x', with_('"app":"a"', '"app":"http://x"')],
    ['metadata.labels.app', '{"x": 1}', with_('"app":"a"', '"app":"{\\"x\\": 1}"')],
  ])('%s = %j', (path, value, expected) => {
    const before = structuredClone(object);
    expect(applyPatch(object, path, value)).toEqual({ object: expected });
    expect(object).toEqual(before);
  });

  it.each<[string, Json | undefined, string]>([
    ['spec.containers.[name:c].image', 'x', 'no item of spec.containers is [name:c]'],
    ['spec.containers.[name:a].args.[90m]', 'x', 'no item of spec.containers[name:a].args is [90m]'],
    ['spec.containers.[name:a].args.[(]', 'x', 'no item of spec.containers[name:a].args is [(]'],
    ['spec.containers.[name:a].args.[:^(?=1)]', 'x', 'no item of spec.containers[name:a].args is [^(?=1)]'],
    ['spec.containers.name', 'x', 'spec.containers is a list, and not a map'],
    ['metadata.labels.[0]', 'x', 'metadata.labels is a map, and not a list'],
    ['metadata.labels.app.x', 'x', 'metadata.labels.app is "a", and not a map'],
    ['metadata.labels.none', undefined, 'there is no metadata.labels.none'],
    ['spec.containers.[5]', undefined, 'no item of spec.containers is [5]'],
    ['spec.a[', 'x', 'cannot be read: a "[" has no "]"'],
  ])('%s = %j leads nowhere', (path, value, why) => {
    expect(applyPatch(object, path, value)).toEqual({ object, problem: why, isHarmless: value === undefined });
  });
});
