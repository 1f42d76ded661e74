import { describe, expect, it } from 'vitest';
import { checkLabels, labelKeyProblem, labelValueProblem } from '../../../src/schema/values/labels.ts';
import { goAnswers } from '../go-answers.ts';
import { names } from '../names.ts';
import { reported } from './reported.ts';

describe('read as Kubernetes does', () => {
  const answers = goAnswers('names', names);
  /** Istio lets the letters of a prefix be great; of objects' own labels, checkMetadata does not. */
  const hasGreatPrefix = (text: string): boolean => /^[^/]*[A-Z].*\//.test(text);

  it('keys', () => {
    const wrong = answers.filter(({ text, labelKey = false }) => {
      return (labelKeyProblem(text) === undefined) !== labelKey && !hasGreatPrefix(text);
    });
    expect(wrong).toEqual([]);
  });

  it('values, but for their length', () => {
    const wrong = answers.filter(({ text, labelValue = false }) => {
      return (labelValueProblem(text) === undefined && text.length <= 63) !== labelValue;
    });
    expect(wrong).toEqual([]);
  });
});

it.each([
  ['Example.com/a', undefined],
  ['_a', '"_a" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"'],
  [`${'a'.repeat(254)}/b`, 'has a label key whose prefix is longer than 253 characters'],
  ['a'.repeat(64), 'has a label key longer than 63 characters'],
])('labelKeyProblem of %.40j', (text, problem) => {
  expect(labelKeyProblem(text)).toBe(problem);
});

it('labelValueProblem says what is allowed', () => {
  expect(labelValueProblem('a b')).toBe(
    'must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "a b"',
  );
});

it('checkLabels looks at each, whatever they are called', () => {
  const labels = JSON.parse('{"app": "cart", "__proto__": "x", "constructor": "-", "": "y"}') as Record<string, string>;
  expect(reported((field) => checkLabels(labels, field))).toEqual([
    '__proto__: "__proto__" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
    'constructor: must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "-"',
    '[""]: "" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
  ]);
  expect(reported((field) => checkLabels(undefined, field))).toEqual([]);
});

it('takes a megabyte in no time', () => {
  const start = performance.now();
  for (const part of ['a', 'a-', 'a.', '-', '.', '/', 'a/', '_']) {
    for (const end of ['', '!', '/', '/a']) {
      const text = part.repeat(1e6 / part.length) + end;
      labelKeyProblem(text);
      labelValueProblem(text);
    }
  }
  expect(performance.now() - start).toBeLessThan(4000);
});
