import { describe, expect, it } from 'vitest';
import { LimitError, ParseError } from '../../src/render/template/errors.ts';
import { goFunction } from '../../src/render/template/model/function.ts';
import { stringType } from '../../src/render/template/model/types.ts';
import { anyType, type Value } from '../../src/render/template/model/values.ts';
import { Template } from '../../src/render/template/template.ts';

const run = (text: string, data: Value = null): string => new Template('t').parse(text).execute(data);
const thrown = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};
const nested = (open: string, middle: string, close: string, count: number): string =>
  open.repeat(count) + middle + close.repeat(count);

describe('an execution that takes too much', () => {
  it.each<[what: string, text: string, message: RegExp]>([
    [
      'a template that executes itself',
      '{{define "r"}}{{template "r"}}{{end}}{{template "r"}}',
      /:1:25: executing "r" at .*maximum template depth \(1000\)/,
    ],
    [
      'one that does so within blocks',
      `{{define "r"}}${nested('{{range $x := .}}{{with $}}{{if .}}', '{{template "r" $}}', '{{end}}{{end}}{{end}}', 20)}{{end}}{{template "r" .}}`,
      /executing "r" at .*exceeded/,
    ],
    [
      'two that execute each other twice',
      '{{define "a"}}{{template "b"}}{{template "b"}}{{end}}{{define "b"}}{{template "a"}}{{template "a"}}{{end}}{{template "a"}}',
      /maximum template depth/,
    ],
    ['a loop without end', '{{range 1000000000000}}{{end}}', /takes more than 10000000 steps/],
    [
      'loops within each other',
      '{{range 100000}}{{range 100000}}{{$x := .}}{{end}}{{end}}',
      /takes more than 10000000 steps/,
    ],
    [
      'output without end',
      '{{range 1000000000}}0123456789012345678901234567890123456789012345678901234567890123456789{{end}}',
      /writes more than 67108864 characters/,
    ],
    [
      'a text that doubles',
      '{{$x := "ab"}}{{range 100}}{{$x = print $x $x}}{{end}}',
      /at <print \$x \$x>: makes a string of more than 67108864 characters/,
    ],
    ['a text made wide', '{{range 200}}{{printf "%1000000d" 1}}{{end}}', /writes more than/],
  ])('%s', (_, text, message) => {
    const error = thrown(() => run(text, [1]));
    expect(error).toBeInstanceOf(LimitError);
    expect((error as LimitError).message).toMatch(message);
  });

  it('is what the caller says', () => {
    const template = new Template('t').parse('{{range 10}}{{template "u"}}{{end}}{{define "u"}}x{{end}}');
    expect(template.execute(null)).toBe('xxxxxxxxxx');
    expect(() => template.execute(null, { limits: { steps: 10 } })).toThrow('takes more than 10 steps');
    expect(() => template.execute(null, { limits: { output: 9 } })).toThrow('writes more than 9 characters');
    expect(() => template.execute(null, { limits: { depth: 1 } })).toThrow('maximum template depth (1)');
  });

  it('is counted together with what its functions execute', () => {
    const template = new Template('t');
    const include = goFunction({ takes: [stringType, anyType] }, ([name, data], within) =>
      template.lookup(name)!.execute(data, { within }),
    );
    template.funcs({ include }).parse('{{include "u" .}}{{define "u"}}{{include "u" .}}{{include "u" .}}{{end}}');
    expect(() => template.execute(null)).toThrow(LimitError);
    template.parse('{{include "v" .}}{{define "v"}}{{range 100}}{{end}}{{end}}');
    expect(() => template.execute(null, { limits: { steps: 50 } })).toThrow('takes more than 50 steps');
    expect(template.execute(null, { limits: { steps: 200 } })).toBe('');
  });

  it('is values that hold themselves, or are too many to print', () => {
    const ring = new Map<string, Value>();
    ring.set('self', ring);
    expect(() => run('{{.}}', ring)).toThrow(/executing "t" at <{{\.}}>: .*more than 500 deep/);
    expect(() => run('{{printf "%v" .}}', ring)).toThrow(/error calling printf: .*more than 500 deep/);
    let wide: Value = ['x'];
    for (let i = 0; i < 40; i++) wide = [wide, wide];
    expect(() => run('{{.}}', wide)).toThrow(/more than 4000000 values to print/);
  });

  it.each([200, 900])('leaves %i templates within each other alone', (count) => {
    expect(
      run(
        `{{define "r"}}{{if lt (len .) ${count}}}{{template "r" (print . "x")}}{{else}}{{len .}}{{end}}{{end}}{{template "r" ""}}`,
      ),
    ).toBe(String(count));
  });
});

describe('a text that is nested too deeply', () => {
  it.each<[what: string, text: (count: number) => string, result: string]>([
    ['parentheses', (count) => `{{print ${nested('(print ', '1', ')', count)}}}`, '1'],
    ['blocks', (count) => nested('{{if true}}', 'x', '{{end}}', count), 'x'],
    ['else if', (count) => `{{if false}}${'{{else if false}}'.repeat(count)}{{else}}x{{end}}`, 'x'],
  ])('%s', (_, text, result) => {
    expect(run(text(400))).toBe(result);
    const error = thrown(() => run(text(20_000)));
    expect(error).toBeInstanceOf(ParseError);
    expect((error as ParseError).message).toMatch(/^t:1: .*(deep|depth)/);
  });
});
