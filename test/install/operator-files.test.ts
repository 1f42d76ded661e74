import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { contentOf } from '../../src/install/operator-content.ts';
import { readOperator } from '../../src/install/operator-files.ts';

const operator = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n';
const read = (text: string) => readOperator({ name: 'a.yaml', text });

describe('readOperator', () => {
  it('takes one, with or without metadata, and a spec that says nothing', () => {
    expect(contentOf(read(`---\n${operator}spec:\n`))).not.toHaveProperty('spec');
    expect(contentOf(read(`${operator}spec:\n  hub: x\n  tag:\n  values:\n`)).spec).toEqual({ hub: 'x' });
    expect(contentOf(read(`${operator}metadata: { name: x }\nspec: { hub: z }\n---\n`))).toMatchObject({
      spec: { hub: 'z' },
    });
  });

  it.each([
    ['', 'a.yaml: it holds no IstioOperator'],
    ['a: [', /^a\.yaml:1:\d+: /],
    ['spec: {}', 'a.yaml:1:1: this is not a Kubernetes object: apiVersion is missing or not a string'],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }',
      'a.yaml:1:1: an IstioOperator of install.istio.io/v1alpha1 belongs here, not a Pod of v1',
    ],
    [
      `${operator}---\n${operator}`,
      'a.yaml:4:1: a second IstioOperator: give each its own file, and each file its own -f',
    ],
  ])('%j is refused', (text, message) => {
    expect(() => read(text)).toThrow(InputError);
    expect(() => read(text)).toThrow(message);
  });
});
