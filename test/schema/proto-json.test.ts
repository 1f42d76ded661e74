import { describe, expect, it } from 'vitest';
import { formatPath, type Json, type JsonObject } from '../../src/resources/json.ts';
import { readProtoJson } from '../../src/schema/proto-json.ts';

const schema: JsonObject = {
  $ref: '#/$defs/Shop',
  $defs: {
    Shop: {
      type: 'object',
      properties: {
        openHours: { type: 'integer' },
        mesh2Name: { type: 'string' },
        share: { type: 'number' },
        isOpen: { type: ['boolean', 'null'] },
        mode: { type: 'string', enum: ['OFF', 'ON', 'ALLOW_ANY_DYNAMIC_DNS'] },
        modes: { type: 'array', items: { type: 'string', enum: ['OFF', 'ON'] } },
        names: { type: 'array', items: { type: 'string' } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        anything: { type: 'object' },
        shelves: { type: 'array', items: { $ref: '#/$defs/Shelf' } },
        byName: { type: 'object', additionalProperties: { $ref: '#/$defs/Shelf' } },
      },
      additionalProperties: false,
    },
    Shelf: {
      type: 'object',
      properties: { topRow: { type: 'integer' }, left: { type: 'string' }, right: { type: 'string' } },
      additionalProperties: false,
      oneOf: [
        { not: { anyOf: [{ required: ['left'] }, { required: ['right'] }] } },
        { required: ['left'] },
        { required: ['right'] },
      ],
    },
  },
};

/** What is written, what it means, and what is ignored. */
const cases: readonly [string, Json, Json, ...string[]][] = [
  ['no message', null, {}],
  ['what is no message', ['a'], ['a']],
  ['canonical form', { openHours: 8, mode: 'ON', names: ['a'] }, { openHours: 8, mode: 'ON', names: ['a'] }],
  ['null as absent', { openHours: null, isOpen: null, shelves: null }, {}],
  [
    'null in lists and maps',
    { names: [null], modes: [null], labels: { a: null }, shelves: [null], byName: { a: null } },
    { names: [''], modes: ['OFF'], labels: { a: '' }, shelves: [{}], byName: { a: {} } },
  ],
  ['null in open objects', { anything: { a: null } }, { anything: { a: null } }],
  ['names of the .proto file', { open_hours: 8, mesh_2Name: 'a' }, { openHours: 8, mesh2Name: 'a' }],
  [
    'both names',
    { openHours: 8, open_hours: 9 },
    { openHours: 8 },
    'open_hours: is ignored: the same field is there as openHours',
  ],
  [
    'keys of maps and open objects',
    { labels: { a_b: '' }, anything: { a_b: 1 } },
    { labels: { a_b: '' }, anything: { a_b: 1 } },
  ],
  ['quoted numbers', { openHours: ' -8 ', share: '1.5e2' }, { openHours: -8, share: 150 }],
  ['texts that are no numbers', { openHours: '8.0', share: '.5' }, { openHours: '8.0', share: '.5' }],
  ['numbers where texts should be', { mesh2Name: 5, names: [5] }, { mesh2Name: 5, names: [5] }],
  ['quoted booleans', { isOpen: 'true' }, { isOpen: 'true' }],
  ['numbers of enum values', { mode: 1, modes: [1, 0] }, { mode: 'ON', modes: ['ON', 'OFF'] }],
  ['a number past a gap', { mode: 3 }, { mode: 'ALLOW_ANY_DYNAMIC_DNS' }],
  ['numbers of no value', { mode: 2, modes: [-1] }, { mode: 2, modes: [-1] }],
  [
    'unknown fields',
    { openHour: 8, shelves: [{ nonsense: {} }] },
    { shelves: [{}] },
    'openHour: unknown field "openHour", which istiod ignores. Did you mean "openHours"?',
    'shelves[0].nonsense: unknown field "nonsense", which istiod ignores.',
  ],
  [
    'fields that exclude each other',
    {
      shelves: [
        { right: 'r', left: 'l' },
        { left: 'l', right: null },
      ],
    },
    { shelves: [{ right: 'r' }, { left: 'l' }] },
    'shelves[0].left: is ignored, as it cannot be there together with right',
  ],
];

describe('readProtoJson', () => {
  it.each(cases)('reads %s', (_, given, meant, ...ignored) => {
    const read = readProtoJson(given, schema);
    expect(read.value).toEqual(meant);
    expect(read.ignored.map(({ path, message }) => `${formatPath(path)}: ${message}`)).toEqual(ignored);
  });

  it('knows how a path was written', () => {
    const { written } = readProtoJson(
      { open_hours: 8, shelves: [{}, { top_row: 1 }], by_name: { top_row: { topRow: 1 } } },
      schema,
    );
    expect(written(['openHours'])).toEqual(['open_hours']);
    expect(written(['shelves', 1, 'topRow'])).toEqual(['shelves', 1, 'top_row']);
    expect(written(['shelves', 0, 'topRow'])).toEqual(['shelves', 0, 'topRow']);
    expect(written(['byName', 'top_row', 'topRow'])).toEqual(['by_name', 'top_row', 'topRow']);
    expect(written(['byName', 'missing', 'topRow'])).toEqual(['by_name', 'missing', 'topRow']);
  });

  it('is not misled by names of its own language', () => {
    const given = JSON.parse(
      '{"__proto__": {"openHours": 1}, "constructor": 1, "byName": {"__proto__": {"top_row": 1}}}',
    );
    const { value, ignored } = readProtoJson(given, schema);
    expect(JSON.stringify(value)).toBe('{"byName":{"__proto__":{"topRow":1}}}');
    expect(ignored.map(({ path }) => path)).toEqual([['__proto__'], ['constructor']]);
  });
});
