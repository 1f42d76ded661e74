import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/base/errors.ts';
import { ZtunnelDump } from '../../../src/proxy/ztunnel/dump.ts';
import { file } from '../dump.ts';

it.each([
  ['lists', { workloads: [{ uid: 'a' }, { uid: 'b' }] }],
  ['maps', { workloads: { x: { uid: 'a' }, y: { uid: 'b' } } }],
  ['lists with other things', { workloads: [{ uid: 'a' }, null, 'x', { uid: 'b' }] }],
])('takes %s', (_, value) => {
  expect(new ZtunnelDump(file(value)).all('workloads')).toEqual([{ uid: 'a' }, { uid: 'b' }]);
});

it('takes names in any case', () => {
  expect(new ZtunnelDump(file({ workloadstate: { a: { state: 'Up' } } })).all('workloadState')).toEqual([
    { state: 'Up' },
  ]);
});

it('takes null for nothing', () => {
  expect(new ZtunnelDump(file({ workloads: null })).all('workloads')).toEqual([]);
});

it('says what it lacks', () => {
  const dump = new ZtunnelDump(file({ workloads: [] }));
  expect(() => dump.demand('services')).toThrow('dump.json holds no services');
  expect(dump.all('services')).toEqual([]);
});

describe('what is no dump', () => {
  it.each([
    ['', 'dump.json is empty'],
    ['[]', 'dump.json:1:1: a dump of ztunnel starts with { here'],
    ['oops', 'dump.json:1:1: a dump of ztunnel starts with { here'],
    ['{}', 'dump.json is no dump of ztunnel: it holds no workloads'],
    ['{"configs": []}', 'dump.json is a dump of Envoy: "proxy-config" reads it'],
    ['{"workloads": [', 'dump.json:1:16: the text ends here, in the middle of a value: is it cut off?'],
  ])('%j is refused', (text, message) => {
    expect(() => new ZtunnelDump(file(text))).toThrow(new InputError(message));
  });
});
