import { describe, expect, it } from 'vitest';
import * as cel from '../../../src/schema/cel/functions.ts';

const fails = () => {
  throw new cel.CelError('no such key');
};
const odd = JSON.parse('{"a": 1, "__proto__": 2}') as unknown;

describe('fields', () => {
  it('are there or not, whatever they are called', () => {
    expect(['a', '__proto__', 'constructor', 'toString', 'b'].map((key) => cel.has(odd, key))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(cel.select(odd, '__proto__')).toBe(2);
    expect(cel.has(null, 'a') || cel.has('text', 'length') || cel.has(undefined, 'a')).toBe(false);
    expect(cel.has({ a: null }, 'a')).toBe(true);
  });

  it.each([
    [{}, 'a'],
    [{}, 'constructor'],
    [null, 'a'],
    ['text', 'length'],
    [undefined, 'a'],
  ])('of %j: %s is an error', (value, key) => {
    expect(() => cel.select(value, key)).toThrow(cel.CelError);
  });

  it('stand for others that are not there', () => {
    expect(cel.fieldOr({ a: 0 }, 'a', 5)).toBe(0);
    expect(cel.fieldOr({}, 'a', 5)).toBe(5);
  });
});

describe('macros', () => {
  it('go over items and keys', () => {
    expect(cel.all([1, 2], (n) => (n as number) > 0)).toBe(true);
    expect(cel.all([1, 0], (n) => (n as number) > 0)).toBe(false);
    expect(cel.all({ a: 1, b: 2 }, (key) => key === 'a')).toBe(false);
    expect(cel.exists(['x', 'y'], (item) => item === 'y')).toBe(true);
    expect(cel.exists([], () => true)).toBe(false);
    expect(cel.all([], () => false)).toBe(true);
    expect([[], [1], [1, 1], [1, 2]].map((list) => cel.existsOne(list, (n) => n === 1))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('let an error pass when another item decides', () => {
    const failsAt = (bad: number, result: boolean) => (n: unknown) => (n === bad ? fails() : result);
    expect(cel.all([1, 2], failsAt(1, false))).toBe(false);
    expect(cel.exists([1, 2], failsAt(1, true))).toBe(true);
    expect(() => cel.all([1, 2], failsAt(1, true))).toThrow(cel.CelError);
    expect(() => cel.exists([1, 2], failsAt(2, false))).toThrow(cel.CelError);
    expect(() => cel.existsOne([1, 2], failsAt(1, true))).toThrow(cel.CelError);
  });
});

describe('and, or', () => {
  const yes = () => true;
  const no = () => false;
  it('are decided by either side, errors aside', () => {
    expect([cel.and(yes, yes), cel.and(yes, no), cel.and(fails, no), cel.and(no, fails)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([cel.or(no, no), cel.or(no, yes), cel.or(fails, yes), cel.or(yes, fails)]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
  it.each([
    ['and', () => cel.and(fails, yes)],
    ['and', () => cel.and(yes, fails)],
    ['or', () => cel.or(fails, no)],
    ['or', () => cel.or(no, fails)],
  ])('%s is an error where the error decides', (_, run) => {
    expect(run).toThrow(cel.CelError);
  });
});

it.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [null, null, true],
  [null, {}, false],
  [[1, [2]], [1, [2]], true],
  [[1], [2], false],
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, [1], false],
])('%j == %j: %j', (left, right, result) => {
  expect(cel.equal(left, right)).toBe(result);
});

it('in: items of a list, keys of a map', () => {
  expect([
    cel.isIn(1, [1, 2]),
    cel.isIn('1', [1]),
    cel.isIn([1], [[1]]),
    cel.isIn('a', { a: 1 }),
    cel.isIn('constructor', {}),
  ]).toEqual([true, false, true, true, false]);
});

it('size counts characters, items and keys', () => {
  expect([cel.size('a😀é'), cel.size([1, 2]), cel.size({ a: 1 }), cel.size('')]).toEqual([3, 2, 1, 0]);
});

it('substring counts characters', () => {
  expect(cel.substring('a😀b', 1, 2)).toBe('😀');
  expect(cel.substring('abc', 3, 3)).toBe('');
  for (const [start, end] of [
    [-1, 1],
    [2, 1],
    [0, 4],
    [4, 4],
  ] as const) {
    expect(() => cel.substring('abc', start, end)).toThrow(cel.CelError);
  }
});

it('int reads numbers and texts of digits', () => {
  expect([cel.int('-5'), cel.int('+5'), cel.int('007'), cel.int(1.9), cel.int(-1.9)]).toEqual([-5, 5, 7, 1, -1]);
  for (const text of ['', '1.5', '1e3', ' 1', '0x1', '١']) expect(() => cel.int(text)).toThrow(cel.CelError);
});

it('duration gives nanoseconds', () => {
  expect(cel.duration('1.5s')).toBe(1.5e9);
  expect(() => cel.duration('soon')).toThrow(cel.CelError);
});

it('url: absolute, or a path from the root', () => {
  expect(['http://a', 'oci://a/b', '/a', 'mailto:a'].map(cel.isURL)).toEqual([true, true, true, true]);
  expect(['', 'a', 'a/b', 'http://a b', '//[::1'].map(cel.isURL)).toEqual([false, false, false, false, false]);
  expect(cel.url('OCI://a').getScheme()).toBe('oci');
  expect(cel.url('/a').getScheme()).toBe('');
  expect(() => cel.url('a')).toThrow(cel.CelError);
});
