import { describe, expect, it } from 'vitest';
import { appliedFields, isApplied } from '../../../src/install/apply/same-fields.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const base = { apiVersion: 'v1', kind: 'X' };
const nothing = {};

/** `wanted` and `live` hold a spec; `fields` is what is owned of it. */
const same = (wanted: JsonObject, live: JsonObject, fields: JsonObject): boolean =>
  isApplied(
    { ...base, metadata: { name: 'a' }, spec: wanted },
    { ...base, spec: live },
    {
      'f:metadata': nothing,
      'f:spec': fields,
    },
  );

describe('isApplied', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['equal values', { a: 1 }, { a: 1 }, { 'f:a': {} }],
    ['fields of others beside', { a: 1 }, { a: 1, b: 2 }, { 'f:a': {} }],
    ['maps', { a: { b: 'x' } }, { a: { b: 'x', c: 1 } }, { 'f:a': { 'f:b': {} } }],
    [
      'items with keys, whose default is filled in',
      { ports: [{ containerPort: 80 }] },
      { ports: [{ containerPort: 80, protocol: 'TCP' }] },
      { 'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } } },
    ],
    [
      'items of others between',
      { env: [{ name: 'a' }, { name: 'b' }] },
      { env: [{ name: 'a' }, { name: 'x' }, { name: 'b' }] },
      { 'f:env': { 'k:{"name":"a"}': { 'f:name': {} }, 'k:{"name":"b"}': { 'f:name': {} } } },
    ],
    ['sets', { list: ['a', 'b'] }, { list: ['a', 'x', 'b'] }, { 'f:list': { 'v:"a"': {}, 'v:"b"': {} } }],
    [
      'quantities in their usual form',
      { limits: { cpu: '1000m', memory: '2048Mi' } },
      { limits: { cpu: '1', memory: '2Gi' } },
      { 'f:limits': { 'f:cpu': {}, 'f:memory': {} } },
    ],
    [
      'defaults in what is owned as a whole',
      { rules: [{ resources: ['pods'] }], ref: { fieldPath: 'x' } },
      { rules: [{ resources: ['pods'], scope: '*' }], ref: { apiVersion: 'v1', fieldPath: 'x' } },
      { 'f:rules': {}, 'f:ref': {} },
    ],
    ['empty values that are left out', { a: {}, b: [], c: '' }, {}, { 'f:a': {}, 'f:b': {}, 'f:c': {} }],
    ['annotations of others, beside none', { annotations: {} }, { annotations: { x: 'y' } }, { 'f:annotations': {} }],
  ])('%s', (_, wanted, live, fields) => {
    expect(same(wanted, live, fields)).toBe(true);
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['another value', { a: 1 }, { a: 2 }, { 'f:a': {} }],
    ['a value that is gone', { a: 1 }, {}, { 'f:a': {} }],
    ['a field that somebody has taken over', { a: 1, b: 1 }, { a: 1, b: 1 }, { 'f:a': {} }],
    ['a field that is no longer wanted', { a: 1 }, { a: 1, b: 2 }, { 'f:a': {}, 'f:b': {} }],
    ['a text that looks like a quantity', { data: '1000m' }, { data: '1' }, { 'f:data': {} }],
    ['another quantity', { limits: { cpu: '1' } }, { limits: { cpu: '2' } }, { 'f:limits': { 'f:cpu': {} } }],
    [
      'what is no default',
      { rules: [{ resources: ['pods'] }] },
      { rules: [{ resources: ['pods'], scope: 'Namespaced' }] },
      { 'f:rules': {} },
    ],
    ['more in a list that is owned as a whole', { list: ['a'] }, { list: ['a', 'b'] }, { 'f:list': {} }],
    ['less in a map that is owned as a whole', { selector: {} }, { selector: { a: 'b' } }, { 'f:selector': {} }],
    [
      'another order',
      { env: [{ name: 'b' }, { name: 'a' }] },
      { env: [{ name: 'a' }, { name: 'b' }] },
      { 'f:env': { 'k:{"name":"a"}': { 'f:name': {} }, 'k:{"name":"b"}': { 'f:name': {} } } },
    ],
    [
      'an item that is no longer wanted',
      { env: [{ name: 'a' }] },
      { env: [{ name: 'a' }, { name: 'b' }] },
      { 'f:env': { 'k:{"name":"a"}': { 'f:name': {} }, 'k:{"name":"b"}': { 'f:name': {} } } },
    ],
    ['a list where a map was', { a: [1] }, { a: { b: 1 } }, { 'f:a': { 'f:b': {} } }],
  ])('not with %s', (_, wanted, live, fields) => {
    expect(same(wanted, live, fields)).toBe(false);
  });

  it('not with nothing applied', () => {
    expect(isApplied({ ...base, metadata: { name: 'a' } }, base, undefined)).toBe(false);
  });
});

describe('appliedFields', () => {
  const entry = { manager: 'me', operation: 'Apply', apiVersion: 'v1', fieldsV1: { 'f:a': {} } };
  const live = (...managedFields: JsonObject[]): JsonObject => ({ ...base, metadata: { managedFields } });

  it('are those of the manager', () => {
    expect(appliedFields(live({ ...entry, manager: 'you' }, entry), 'me', 'v1')).toEqual({ 'f:a': {} });
  });

  it.each<[string, JsonObject]>([
    ['of others', { manager: 'you' }],
    ['of updates', { operation: 'Update' }],
    ['of another version', { apiVersion: 'v2' }],
    ['of the status', { subresource: 'status' }],
  ])('are not those %s', (_, change) => {
    expect(appliedFields(live({ ...entry, ...change }), 'me', 'v1')).toBeUndefined();
  });
});
