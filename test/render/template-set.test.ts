import { describe, expect, it } from 'vitest';
import { ExecutionError, ParseError } from '../../src/render/template/errors.ts';
import { goFunction } from '../../src/render/template/model/function.ts';
import { fromJson } from '../../src/render/template/model/json.ts';
import { stringType } from '../../src/render/template/model/types.ts';
import { Template } from '../../src/render/template/template.ts';

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};
const shout = goFunction({ takes: [stringType], gives: stringType }, ([text]) => `${text}!`);
const ask = goFunction({ takes: [stringType], gives: stringType }, ([text]) => `${text}?`);

describe('Template', () => {
  it('is executed as often as wanted', () => {
    const template = new Template('t').funcs({ shout }).parse('{{shout .name}}');
    expect(template.execute(fromJson({ name: 'Ann' }))).toBe('Ann!');
    expect(template.execute(fromJson({ name: 'Bob' }))).toBe('Bob!');
  });

  it('finds the templates of its set', () => {
    const template = new Template('t').parse('{{define "u"}}{{.}}{{end}}');
    expect(template.lookup('u')?.execute('x')).toBe('x');
    expect(template.lookup('v')).toBeUndefined();
    expect([...template.templates.keys()].sort()).toEqual(['t', 'u']);
    template.associated('v').parse('{{template "u" 5}}');
    expect(template.lookup('v')?.execute(null)).toBe('5');
  });

  it('takes functions that change after it is parsed', () => {
    const template = new Template('t').funcs({ shout }).parse('{{shout "x"}}');
    template.funcs({ shout: ask });
    expect(template.execute(null)).toBe('x?');
  });

  it('takes functions in the place of its own', () => {
    const print = ask;
    expect(new Template('t').funcs({ print }).parse('{{print "x"}}').execute(null)).toBe('x?');
    const and = goFunction({ takes: [], gives: stringType }, () => 'mine');
    expect(new Template('t').funcs({ and }).parse('{{and}}').execute(null)).toBe('mine');
    expect(new Template('t').funcs({ break: and }).parse('{{break}}').execute(null)).toBe('mine');
  });

  it('refuses functions that templates cannot name', () => {
    expect(() => new Template('t').funcs({ 'a-b': shout })).toThrow('"a-b"');
  });

  it('is cloned with all that belongs to it, and apart from then on', () => {
    const template = new Template('t')
      .funcs({ shout })
      .missingKey('error')
      .parse('{{template "u"}}{{define "u"}}1{{end}}');
    const clone = template.clone().funcs({ shout: ask });
    clone.parse('{{define "u"}}{{shout "2"}}{{end}}');
    expect(template.execute(null)).toBe('1');
    expect(clone.execute(null)).toBe('2?');
    template.parse('{{.a}}');
    expect(() => template.execute(new Map())).toThrow('map has no entry for key "a"');
    expect(clone.execute(null)).toBe('2?');
  });

  it('cannot be executed before it is parsed', () => {
    expect(() => new Template('t').execute(null)).toThrow('"t" is an incomplete or empty template');
  });

  it('does not know its own functions by names that objects have', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(() => new Template('t').parse(`{{${name} 1}}`)).toThrow(`function "${name}" not defined`);
      expect(new Template('t').parse(`[{{.${name}}}]`).execute(fromJson({}))).toBe('[<no value>]');
      expect(new Template('t').parse(`[{{.${name}}}]`).execute(fromJson(JSON.parse(`{"${name}": 1}`)))).toBe('[1]');
    }
  });
});

describe('errors', () => {
  const text = 'a: 1\n{{- define "inner" }}\nb: é {{ .Values.foo.bar }}\n{{- end }}\n{{ template "inner" . }}';

  it('of an execution say where, and in which template', () => {
    const template = new Template('chart/templates/x.yaml').parse(text);
    const error = thrown(() => template.execute(fromJson({ Values: { foo: null } })));
    expect(error).toBeInstanceOf(ExecutionError);
    expect(error).toMatchObject({
      message:
        'chart/templates/x.yaml:3:16: executing "inner" at <.Values.foo.bar>: nil pointer evaluating interface {}.bar',
      template: 'chart/templates/x.yaml',
      executing: 'inner',
      action: '.Values.foo.bar',
      reason: 'nil pointer evaluating interface {}.bar',
      line: 3,
      column: 16,
    });
  });

  it('of a function have its own error as their cause', () => {
    const cause = new Error('no');
    const fails = goFunction({ takes: [] }, () => {
      throw cause;
    });
    const error = thrown(() => new Template('t').funcs({ fails }).parse('{{fails}}').execute(null)) as Error;
    expect(error.message).toBe('t:1:2: executing "t" at <fails>: error calling fails: no');
    expect(error.cause).toBe(cause);
  });

  it('of a text say what and where', () => {
    const error = thrown(() => new Template('x.yaml').parse('a\n{{ nope }}'));
    expect(error).toBeInstanceOf(ParseError);
    expect(error).toMatchObject({
      message: 'x.yaml:2: function "nope" not defined',
      reason: 'function "nope" not defined',
      template: 'x.yaml',
      line: 2,
    });
  });

  it('leave the templates that were there', () => {
    const template = new Template('t').parse('old{{define "u"}}old{{end}}');
    expect(() => template.parse('{{define "u"}}new{{end}}{{')).toThrow(ParseError);
    expect(template.execute(null)).toBe('old');
    expect(template.lookup('u')?.execute(null)).toBe('old');
  });
});
