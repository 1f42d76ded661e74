import { parse } from '@bufbuild/cel';
import { describe, expect, it } from 'vitest';
import { celSyntaxProblem } from '../../../src/schema/cel/syntax.ts';

const right = [
  'response.code >= 400',
  "connection.mtls && request.url_path.contains('v1beta3')",
  '!has(request.headers) || request.headers["x"] in [1, 2u, 0x1F, -3, 1.5e3, .5, true, null,]',
  'a ? b : c ? d : e',
  'list.all(x, x > 1) && list.exists_one(y, !y)',
  '{"a": 1, b: [2]}.a == size(pkg.Type{field: 1, `odd-name`: 2})',
  String.raw`r'\d+' + "\n\x41\u00e9\U0001F600\101" + b"\xff" + """two
lines"""`,
  '// a comment\n.a.b // another',
  '!-1 || --x',
  '[,] == a.b || {,} == {}',
  '1in l',
  '-9223372036854775808',
];

const wrong: readonly [string, string][] = [
  [' ', 'and is empty'],
  [')+', 'but ")+" has ")" before its character 2, where it cannot be'],
  ['a &&', 'but "a &&" ends too early'],
  ['a = b', 'but "a = b" cannot be read from its character 2 on'],
  ['a b', 'but "a b" has "b" before its character 4, where it cannot be'],
  ['[,1]', 'but "[,1]" has "1" before its character 4, where it cannot be'],
  ['f(a,)', 'but "f(a,)" has ")" before its character 6, where it cannot be'],
  ['"open', 'but "\\"open" cannot be read from its character 1 on'],
  [String.raw`"\q"`, String.raw`but "\"\\q\"" cannot be read from its character 1 on`],
  [String.raw`'\ud800'`, String.raw`but "'\\ud800'" cannot be read from its character 1 on`],
  ['!-a', 'but "!-a" has "a" before its character 4, where it cannot be'],
  ['a.?b', 'but "a.?b" has "?" before its character 4, where it cannot be'],
  ['for', 'but "for" has "for" as a name, a reserved word'],
  ['has(a)', 'but "has(a)" calls has() without a field, as in has(a.b)'],
  ['l.all(1, x)', `but "l.all(1, x)" calls all() without a variable's name first`],
  ['1e400', 'but "1e400" has a number that does not fit 64 bits, 1e400'],
  ['99999999999999999999', 'but "99999999999999999999" has a number that does not fit 64 bits, 99999999999999999999'],
];

describe('celSyntaxProblem', () => {
  it.each(right)('reads %s', (text) => {
    expect(celSyntaxProblem(text)).toBeUndefined();
  });

  it.each(wrong)('refuses %s', (text, problem) => {
    expect(celSyntaxProblem(text)).toBe(`must be an expression in CEL, ${problem}`);
  });

  it('refuses what is nested deeper than cel-go reads, and what is longer', () => {
    expect(celSyntaxProblem('('.repeat(200) + 1 + ')'.repeat(200))).toBeUndefined();
    expect(celSyntaxProblem('('.repeat(300) + 1 + ')'.repeat(300))).toContain('is nested more than 250 deep');
    expect(celSyntaxProblem('['.repeat(100_000))).toContain('is nested more than 250 deep');
    expect(celSyntaxProblem('a'.repeat(100_001))).toBe('must have at most 100000 characters, not 100001');
  });

  it('agrees with another parser on short expressions; it errs about some blanks and commas alone', () => {
    const parts = ['a', '1', '"s"', '.', '(', ')', '[', ']', '?', ':', '-', '!', '&&', '{', '}'];
    const reads = (text: string): boolean => {
      try {
        return parse(text) !== undefined;
      } catch {
        return false;
      }
    };
    const texts = parts.flatMap((x) => parts.flatMap((y) => parts.map((z) => x + y + z)));
    const differing = texts.filter((text) => reads(text) !== (celSyntaxProblem(text) === undefined));
    expect(differing).toEqual([]);
  });
});
