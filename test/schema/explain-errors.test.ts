import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { formatPath } from '../../src/resources/json.ts';
import { explainErrors } from '../../src/schema/explain-errors.ts';

/** `field: message` for each problem that `schema` finds in `data`. */
function problems(schema: JsonObject, data: unknown): string[] {
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  expect(validate(data)).toBe(false);
  return explainErrors(validate.errors ?? [], data, schema).map(
    ({ path, message }) => `${formatPath(path)}: ${message}`,
  );
}
const field = (schema: JsonObject): JsonObject => ({ type: 'object', properties: { x: schema } });

describe('explainErrors', () => {
  it.each<[string, JsonObject, unknown, string]>([
    ['type', { type: 'integer' }, '80', 'must be an integer, not the string "80"'],
    ['several types', { type: ['string', 'array', 'null'] }, true, 'must be a string, a list or null, not true'],
    ['type of a map', { type: 'object' }, [], 'must be a map, not an empty list'],
    ['type of nothing', { type: 'boolean' }, null, 'must be true or false, not null'],
    [
      'enum',
      { enum: ['STRICT', 'DISABLE'] },
      'STRICTT',
      'must be STRICT or DISABLE, not "STRICTT". Did you mean "STRICT"?',
    ],
    ['enum, of another type', { enum: [1, 2] }, {}, 'must be 1 or 2, not an empty map'],
    ['const', { const: 'v1' }, 'v2', 'must be v1, not "v2"'],
    ['minimum', { minimum: 1 }, 0, 'must be at least 1, not 0'],
    ['maximum', { maximum: 65535 }, 65536, 'must be at most 65535, not 65536'],
    ['exclusive bounds', { exclusiveMinimum: 0 }, 0, 'must be greater than 0, not 0'],
    ['multipleOf', { multipleOf: 5 }, 7, 'must be a multiple of 5, not 7'],
    ['minLength', { minLength: 1 }, '', 'must not be empty'],
    ['maxLength', { maxLength: 2 }, 'a😀b', 'must have at most 2 characters, not 3'],
    ['minItems', { minItems: 2 }, [1], 'must have at least 2 items, not 1'],
    ['maxItems', { maxItems: 1 }, [1, 2], 'must have at most 1 item, not 2'],
    ['minProperties', { minProperties: 1 }, {}, 'must not be empty'],
    ['maxProperties', { maxProperties: 1 }, { a: 1, b: 2 }, 'must have at most 1 field, not 2'],
    ['pattern', { pattern: '^[a-z]+$' }, 'A', 'must match the pattern ^[a-z]+$, and "A" does not'],
    ['known pattern', { pattern: '^(0|[1-9][0-9]{0,9})$' }, '-1', 'must be a whole number, 0 or more, not "-1"'],
    ['contains', { contains: { const: 1 } }, [2], 'lacks an item that must be there'],
    ['not', { not: { const: 1 } }, 1, 'has a value that is not allowed here'],
    ['not required', { not: { required: ['a', 'b'] } }, { a: 1, b: 2 }, 'must not have a and b together'],
    ['a long value', { type: 'integer' }, 'y'.repeat(99), `must be an integer, not the string "${'y'.repeat(57)}…"`],
  ])('%s', (_, schema, value, message) => {
    expect(problems(field(schema), { x: value })).toEqual([`x: ${message}`]);
  });

  it('points at a field that is missing, also one that another asks for', () => {
    expect(problems(field({ type: 'object', required: ['a'] }), { x: {} })).toEqual(['x.a: is required, and missing']);
    expect(problems({ dependentRequired: { a: ['b'] } }, { a: 1 })).toEqual(['b: is required beside a, and missing']);
  });

  it('points at an unknown field and names the nearest, or those that there are', () => {
    const schema = field({ type: 'object', properties: { hosts: {}, gateways: {} }, additionalProperties: false });
    expect(problems(schema, { x: { host: 1, zebra: 2 } })).toEqual([
      'x.host: unknown field "host". Did you mean "hosts"?',
      'x.zebra: unknown field "zebra". Known here: hosts, gateways.',
    ]);
    expect(problems({ unevaluatedProperties: false }, { a: 1 })).toEqual(['a: unknown field "a"']);
  });

  it('points at the second of two equal items, and at a bad key', () => {
    expect(problems(field({ uniqueItems: true }), { x: ['a', 'b', 'a'] })).toEqual([
      'x[2]: is the same as item 0: each item may stand once',
    ]);
    expect(problems(field({ propertyNames: { maxLength: 3 } }), { x: { long: 1 } })).toEqual([
      'x.long: must have at most 3 characters, not 4',
    ]);
  });

  it('finds its way through lists and keys of every kind', () => {
    const schema = { additionalProperties: { items: { properties: { 'a/b~c': { type: 'string' } } } } };
    expect(problems(schema, { '0': [{}, { 'a/b~c': 1 }] })).toEqual(['0[1]["a/b~c"]: must be a string, not 1']);
  });

  it('says what fails inside a condition, not that the condition does', () => {
    const schema = { if: { not: { required: ['a'] } }, else: { required: ['b'] } };
    expect(problems(schema, { a: 1 })).toEqual(['b: is required, and missing']);
  });

  describe('of alternatives', () => {
    it('names the types when none fits', () => {
      expect(problems(field({ anyOf: [{ type: 'integer' }, { type: 'string' }] }), { x: [1] })).toEqual([
        'x: must be an integer or a string, not a list',
      ]);
    });

    it('explains the one of the right type', () => {
      const schema = field({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] });
      expect(problems(schema, { x: ['a', 2] })).toEqual(['x[1]: must be a string, not 2']);
    });

    it('explains the closest', () => {
      const to = (kind: string, extra: JsonObject) => ({ properties: { kind: { const: kind }, n: extra } });
      const schema = field({ oneOf: [to('a', { type: 'string' }), to('b', { type: 'integer' })] });
      expect(problems(schema, { x: { kind: 'a', n: true } })).toEqual(['x.n: must be a string, not true']);
    });

    it('asks for one of the fields that tell them apart', () => {
      const schema = field({ oneOf: [{ required: ['simple'] }, { required: ['consistentHash'] }] });
      expect(problems(schema, { x: {} })).toEqual(['x: needs one of simple or consistentHash']);
      expect(problems(schema, { x: { simple: 1, consistentHash: 2 } })).toEqual([
        'x: takes only one of simple or consistentHash',
      ]);
    });

    it('keeps what is wrong beside them, and what is wrong within one inside another', () => {
      const inner = { anyOf: [{ type: 'integer' }, { type: 'object', required: ['p'] }] };
      const schema = {
        properties: { y: { type: 'string' }, x: { anyOf: [{ type: 'array', items: inner }, { type: 'boolean' }] } },
      };
      expect(problems(schema, { y: 1, x: [{}] }).sort()).toEqual([
        'x[0].p: is required, and missing',
        'y: must be a string, not 1',
      ]);
    });
  });

  it('says each thing once', () => {
    const part = { properties: { x: { type: 'string' } } };
    expect(problems({ allOf: [part, part] }, { x: 1 })).toEqual(['x: must be a string, not 1']);
  });
});
