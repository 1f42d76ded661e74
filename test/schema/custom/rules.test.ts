import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/resources/json.ts';
import { definitionProblems, fieldProblems, gadgetDefinition, problemsOf } from '../../support/custom.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const rules = (schema: JsonObject, ...list: (string | JsonObject)[]): JsonObject => ({
  ...schema,
  'x-kubernetes-validations': list.map((one) => (typeof one === 'string' ? { rule: one, message: one } : one)),
});
const map = (properties: Json, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });
const list = (items: Json): JsonObject => ({ type: 'array', items });
const values = (additionalProperties: Json): JsonObject => ({ type: 'object', additionalProperties });
const holds: string[] = [];

describe('rules of a custom resource', () => {
  it.each<[string, JsonObject, Json, string[]]>([
    ['hold', rules(number, 'self % 2 == 0'), 4, holds],
    ['do not hold', rules(number, 'self % 2 == 0'), 5, ['self % 2 == 0, but is 5']],
    ['of a map show no value', rules(map({ a: number }), 'self.a > 1'), { a: 1 }, ['self.a > 1']],
    [
      'without an answer',
      rules(map({ a: number }), 'self.a > 1'),
      {},
      ['self.a > 1. The rule has no answer: a is missing'],
    ],
    [
      'with a division by zero',
      rules(number, '10 / self > 1'),
      0,
      ['10 / self > 1. The rule has no answer: it does not fit the value'],
    ],
    ['without a message', rules(number, { rule: 'self >\n 1' }), 1, ['must be so that "self > 1", but is 1']],
    [
      'with a reason that shows no value',
      rules(number, { rule: 'self > 1', message: 'more', reason: 'FieldValueForbidden' }),
      1,
      ['more'],
    ],
    [
      'with a message made of the value',
      rules(number, { rule: 'self > 1', message: 'plain', messageExpression: '"is " + string(self)' }),
      1,
      ['is 1'],
    ],
    [
      'with a message that cannot be made',
      rules(number, { rule: 'self > 1', message: 'plain', messageExpression: 'string(self / 0)' }),
      1,
      ['plain, but is 1'],
    ],
    [
      'about a field within',
      rules(map({ a: map({ 'b.c': number }) }), { rule: 'false', message: 'no', fieldPath: ".a['b.c']" }),
      {},
      ['spec.x.a["b.c"]: no'],
    ],
    [
      'about what was before',
      rules(number, 'self == oldSelf', { rule: '!oldSelf.hasValue() || self > 1', optionalOldSelf: true }),
      1,
      holds,
    ],
    [
      'of items',
      list(rules(number, 'self > 0')),
      [1, 0, -1],
      ['spec.x[1]: self > 0, but is 0', 'spec.x[2]: self > 0, but is -1'],
    ],
    [
      'of a map and its values',
      rules(values(rules(number, 'self > 0')), 'self.size() < 2'),
      { 'a.b': 0, c: 1 },
      ['self.size() < 2', 'spec.x["a.b"]: self > 0, but is 0'],
    ],
    ['see no field that is null', rules(map({ a: { ...text, nullable: true } }), '!has(self.a)'), { a: null }, holds],
    ['see defaults', rules(map({ a: { ...number, default: 5 } }), 'self.a == 5'), {}, holds],
    [
      'see no fields without a schema',
      rules(map({ a: text }, { 'x-kubernetes-preserve-unknown-fields': true }), '!has(self.b)'),
      { b: 1 },
      holds,
    ],
    [
      'type numbers as the schema does',
      rules(map({ a: number, b: { type: 'number' } }), 'type(self.a) == int && type(self.b) == double'),
      { a: 1, b: 1 },
      holds,
    ],
    [
      'see int-or-string',
      list(rules({ 'x-kubernetes-int-or-string': true }, 'type(self) == int ? self < 5 : self.endsWith("%")')),
      [1, '5%', 5, 'x'],
      [
        'spec.x[2]: type(self) == int ? self < 5 : self.endsWith("%"), but is 5',
        'spec.x[3]: type(self) == int ? self < 5 : self.endsWith("%"), but is "x"',
      ],
    ],
    [
      'see times',
      list(rules({ ...text, format: 'date-time' }, 'self < timestamp("2030-01-01T00:00:00Z")')),
      ['2029-12-31T23:59:59.999Z', '2029-12-31t23:59:59-05:00'],
      ['spec.x[1]: self < timestamp("2030-01-01T00:00:00Z"), but is "2029-12-31t23:59:59-05:00"'],
    ],
    ['see dates', rules({ ...text, format: 'date' }, 'self.getFullYear() == 2020'), '2020-12-31', holds],
    [
      'see durations',
      list(rules({ ...text, format: 'duration' }, 'self < duration("1h")')),
      ['59m', '1 hour'],
      ['spec.x[1]: self < duration("1h"), but is "1 hour"'],
    ],
    ['see bytes', rules({ ...text, format: 'byte' }, 'size(self) == 2'), 'aGk=', holds],
    [
      'see whole objects by type and name',
      rules(
        { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
        'self.kind == "Pod" && self.metadata.name == "a" && !has(self.metadata.labels)',
      ),
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { a: 'b' } } },
      holds,
    ],
  ])('%s', async (_, schema, value, problems) => {
    expect(await fieldProblems(schema, value)).toEqual(problems);
  });

  it('know fields by escaped names', async () => {
    const names = ['namespace', 'a-b', 'a.b', 'a/b', 'a__b', 'if'];
    const escaped = ['__namespace__', 'a__dash__b', 'a__dot__b', 'a__slash__b', 'a__underscores__b', '__if__'];
    const schema = rules(
      map(Object.fromEntries(names.map((name) => [name, number]))),
      ...escaped.map((name) => `self.${name} > 0`),
    );
    expect(await fieldProblems(schema, Object.fromEntries(names.map((name) => [name, 1])))).toEqual([]);
    expect(await fieldProblems(schema, Object.fromEntries(names.map((name) => [name, 0])))).toHaveLength(6);
  });

  it('of the root see the name', async () => {
    const schema = { openAPIV3Schema: rules({ type: 'object' }, 'self.metadata.name != "pluto"') };
    const definition = gadgetDefinition({}, { versions: [{ name: 'v1', served: true, schema }] });
    expect(await problemsOf(definition, { metadata: { name: 'mars' } })).toEqual([]);
    expect(await problemsOf(definition, { metadata: { name: 'pluto' } })).toEqual([': self.metadata.name != "pluto"']);
  });

  it.each<[string, Json, boolean]>([
    ['a type', { a: 5, b: 1 }, false],
    ['a value that is none of those allowed', { c: 'z', b: 1 }, false],
    ['a missing field', {}, false],
    ['a text too long', { d: 'abc', b: 1 }, false],
    ['a format', { e: 'x', b: 1 }, false],
    ['a bound', { b: -1 }, true],
    ['a pattern', { d: 'X', b: 1 }, true],
    ['an unknown field', { z: 1, b: 1 }, true],
  ])('are looked at only where the rest is sound enough: not after %s', async (_, value, areChecked) => {
    const fields = {
      a: text,
      b: { ...number, minimum: 0 },
      c: { ...text, enum: ['y'] },
      d: { ...text, maxLength: 2, pattern: '[a-z]' },
      e: { ...text, format: 'date' },
    };
    const problems = await fieldProblems(rules(map(fields, { required: ['b'] }), 'false'), value);
    expect(problems.includes('false')).toBe(areChecked);
    expect(problems).toHaveLength(areChecked ? 2 : 1);
  });

  it.each([
    ['which is no expression', 'self.', 'it cannot be read'],
    [
      'with a function that there is none of',
      'self.frobnicate() && other.kind(1)',
      'the function frobnicate is not known here',
    ],
    ['nested too deep', `${'('.repeat(5000)}true${')'.repeat(5000)}`, 'it cannot be read'],
    ['of great length', `true${' && true'.repeat(5000)}`, 'it is longer than 20000 characters'],
  ])('leave out one %s, and say so', async (_, rule, message) => {
    const definition = gadgetDefinition(rules(map({}), rule));
    const at = 'spec.versions[0].schema.openAPIV3Schema.properties.spec.x-kubernetes-validations[0].rule';
    expect(await definitionProblems(definition)).toEqual([`warning ${at}: is not checked: ${message}`]);
  });

  it.each([
    ['loops in loops', 'self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))'],
    ['loops whose steps are errors', 'self.l.exists(a, self.l.exists(b, self.l.exists(c, a / (b - b) > 1)))'],
    ['lists of lists', 'self.l.map(a, self.l.map(b, self.l.map(c, [a, b, c]))).size() > 0'],
    ['long texts again and again', 'self.l.all(a, (self.s + self.s).contains("y") || true)'],
    ['comparisons of lists', 'self.l.all(a, self.l == self.l)'],
  ])('that would take too long are given up: %s', async (_, rule) => {
    const schema = rules(map({ l: list(number), s: text }), rule);
    const value = { l: Array.from({ length: 3000 }, (_, i) => i), s: 'x'.repeat(100_000) };
    const [problem, ...more] = await fieldProblems(schema, value);
    expect(problem).toMatch(/^has a rule that takes too long to check here: "self/);
    expect(more).toEqual([]);
  });

  it('can make long lists', async () => {
    const schema = rules(list(number), 'self.map(x, x * 2).map(x, x + 1).filter(x, x % 2 == 1).size() == self.size()');
    expect(
      await fieldProblems(
        schema,
        Array.from({ length: 20_000 }, (_, i) => i),
      ),
    ).toEqual([]);
  });
});
