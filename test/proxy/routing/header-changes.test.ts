import { describe, expect, it } from 'vitest';
import { changedHeaders, headerChanges } from '../../../src/proxy/routing/header-changes.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const request = (operations: JsonObject): JsonObject => ({ headers: { request: operations } });
const headers = new Map([
  ['a', ['1']],
  ['b', ['2', '3']],
]);

describe('headerChanges', () => {
  it.each<[string, JsonObject[]]>([
    ['nothing', [{}]],
    ['no operations', [request({})]],
    ['the answer alone', [{ headers: { response: { set: { a: 'x' } } } }]],
    ['the host alone', [request({ set: { Host: 'x', ':authority': 'y' }, remove: ['host'] })]],
    ['what cannot be read', [request({ set: 'a', add: ['b'], remove: 'c' }), { headers: 5 }]],
  ])('are none of %s', (_, levels) => {
    expect(headerChanges(...levels)).toBeUndefined();
  });

  it('are set, then added, each by name, level by level', () => {
    const route = request({ add: { c: '1' }, set: { B: '2', a: '3' }, remove: ['X'] });
    expect(headerChanges(route, request({ set: { d: 4 }, remove: ['y'] }))).toEqual({
      remove: ['x', 'y'],
      put: [
        { name: 'a', value: '3', isAdded: false },
        { name: 'b', value: '2', isAdded: false },
        { name: 'c', value: '1', isAdded: true },
        { name: 'd', value: '4', isAdded: false },
      ],
    });
  });
});

describe('changedHeaders', () => {
  const changed = (...steps: JsonObject[]) => {
    const changes = steps.map((step) => headerChanges(request(step))!);
    return Object.fromEntries(changedHeaders(headers, changes));
  };

  it.each<[JsonObject[], JsonObject]>([
    [[{ remove: ['A'] }], { b: ['2', '3'] }],
    [[{ set: { b: 'x' } }], { a: ['1'], b: ['x'] }],
    [[{ add: { B: 'x', c: 'y' } }], { a: ['1'], b: ['2', '3', 'x'], c: ['y'] }],
    [[{ remove: ['c'], set: { c: 'x' } }], { a: ['1'], b: ['2', '3'], c: ['x'] }],
    [[{ set: { c: 'x' } }, { remove: ['c'] }], { a: ['1'], b: ['2', '3'] }],
    [[{ set: { a: 'x' } }, { add: { a: 'y' } }], { a: ['x', 'y'], b: ['2', '3'] }],
  ])('after %j are %j', (steps, expected) => {
    expect(changed(...steps)).toEqual(expected);
  });

  it('leaves the request as it was', () => {
    changed({ add: { a: 'x' } });
    expect(headers.get('a')).toEqual(['1']);
  });
});
