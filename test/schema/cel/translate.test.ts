import { describe, expect, it } from 'vitest';
import { toJavaScript } from '../../../scripts/schemas/cel.js';
import * as cel from '../../../src/schema/cel/functions.ts';

/** Runs a rule over `self`: its value, or `error`. */
function run(rule: string, self: unknown): unknown {
  try {
    return new Function('cel', 'self', `return ${toJavaScript(rule)};`)(cel, self);
  } catch (error) {
    if (!(error instanceof cel.CelError)) throw error;
    return 'error';
  }
}

describe('a rule means what CEL means', () => {
  it.each<[string, unknown, unknown]>([
    ['self > 0 && self <= 65535', 80, true],
    ['self > 0 && self <= 65535', 0, false],
    ['self == -1', -1, true],
    ['self != "*"', '*', false],
    ['size(self) < 3 && self.size() > 1', 'ab', true],
    ['self.size() == 1', '😀', true],
    ['self.startsWith("a") && self.endsWith("b") && self.contains("/")', 'a/b', true],
    ['self.matches("^[a-z]+$")', 'ab', true],
    ['self.matches("^[a-z]+$")', 'ab\n', false],
    ['self.matches("b")', 'abc', true],
    ['self in ["", "a"]', 'a', true],
    ['self in ["", "a"]', 'b', false],
    ['"x" in self', { x: 1 }, true],
    ['has(self.a)', { a: 0 }, true],
    ['has(self.toString)', {}, false],
    ['has(self.a.b)', { a: { b: 1 } }, true],
    ['has(self.a.b)', {}, 'error'],
    ['has(self.a) && has(self.a.b)', {}, false],
    ['!has(self.a) || self.a > 1', {}, true],
    ['self.a > 1 || true', {}, true],
    ['self.a > 1 && false', {}, false],
    ['self.a > 1 || false', {}, 'error'],
    ['(has(self.a) ? self.a : 5) == 5', {}, true],
    ['(has(self.a) ? self.a : 5) == 5', { a: 6 }, false],
    ['(has(self.a) ? self.b : 5) == 5', { a: 6 }, 'error'],
    ['has(self.a) ? self.a.all(x, x > self.b) : true', { a: [2], b: 1 }, true],
    ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1', { a: 1, b: 2 }, false],
    ['self.a ? self.b : self.c', { a: true, b: 1 }, 1],
    ['self.all(x, x > 0)', [1, 0], false],
    ['self.all(k, size(k) == 1)', { a: 1, b: 2 }, true],
    ['self.exists(x, x.a == 2)', [{}, { a: 2 }], true],
    ['self.exists_one(x, x == 1)', [1, 1], false],
    ['self.all(x, self.exists_one(y, x.n == y.n))', [{ n: 1 }, { n: 2 }], true],
    ['self.all(x, self.exists_one(y, x.n == y.n))', [{ n: 1 }, { n: 1 }], false],
    ['duration(self) >= duration("1ms")', '1us', false],
    ['duration(self) >= duration("1ms")', 'x', 'error'],
    ['isURL(self) && url(self).getScheme() in ["http"]', 'http://a', true],
    ['self.substring(0, 1) == "a"', '', 'error'],
    ['int(self) > 5', '6', true],
    ['(has(self.a) ? self.a : {}).size() == 0', {}, true],
  ])('%s of %j: %j', (rule, self, result) => {
    expect(run(rule, self)).toBe(result);
  });
});

describe('a rule that it does not know stops the build', () => {
  it.each([
    'self.map(x, x + 1) == [2]',
    'self.filter(x, x > 0).size() > 0',
    'self * 2 > 1',
    'self - 1 > 0',
    'self / 2 == 1',
    'self % 2 == 1',
    '-self == 1',
    'self[0] == 1',
    'self.lowerAscii() == "a"',
    'self.replace("a", "b") == "b"',
    'quantity(self).isGreaterThan(quantity("1"))',
    'type(self) == int',
    'string(self) == "1"',
    'timestamp(self) > timestamp("2020-01-01T00:00:00Z")',
    '{"a": 1}.size() == 1',
    'self.matches("\\\\d+")',
    'self.matches("(?i)a")',
    'self.matches("[[:alpha:]]")',
    'self.matches(self)',
    'dyn(self) == 1',
    '1 +',
  ])('%s', (rule) => {
    expect(() => toJavaScript(rule)).toThrow();
  });

  it.each([
    'self == null',
    'self == b"x"',
    'self == 1u',
    'self == oldSelf',
    'self == 9223372036854775807',
    'self.all(x, y > x)',
  ])('%s', (rule) => {
    expect(() => toJavaScript(rule)).toThrow();
  });
});
