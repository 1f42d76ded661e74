import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/resources/json.ts';
import { definitionProblems, gadgetDefinition, gadgetVersion, problemsOf } from '../../support/custom.ts';

const number = { type: 'object', properties: { x: { type: 'integer' } } };
const at = 'spec.versions[0].schema.openAPIV3Schema.properties.spec';

describe('a CustomResourceDefinition', () => {
  it('says by which versions and in what scope a kind is served', async () => {
    const versions = [gadgetVersion('v1', number), gadgetVersion('v2', { ...number, required: ['x'] })];
    const retired = gadgetVersion('v0', number, { served: false });
    const definition = gadgetDefinition({}, { scope: 'Cluster', versions: [...versions, retired] });
    expect(await problemsOf(definition, { spec: {} })).toEqual([]);
    expect(await problemsOf(definition, { apiVersion: 'lab.example.com/v2', spec: {} })).toEqual([
      'spec.x: is required, and missing',
    ]);
    for (const version of ['lab.example.com/v0', 'lab.example.com/v9']) {
      expect(await problemsOf(definition, { apiVersion: version, spec: { x: 'wrong' } })).toEqual([
        `apiVersion: must be lab.example.com/v1 or lab.example.com/v2 for a Gadget, not "${version}"`,
      ]);
    }
    expect(await problemsOf(definition, { metadata: { name: 'a', namespace: 'b' } })).toEqual([
      'metadata.namespace: must not stand here: a Gadget belongs to no namespace',
    ]);
  });

  it('has metadata checked as any resource has', async () => {
    expect(await problemsOf(gadgetDefinition(number), { metadata: { name: 'A' }, extra: 1 })).toEqual([
      'metadata.name: must be lowercase letters, digits, "-" and ".", with a letter or digit at both ends, not "A"',
      'extra: unknown field "extra". Known here: apiVersion, kind, metadata, spec.',
    ]);
  });

  it('may be of v1beta1, with one schema for all versions, and keeps unknown fields then', async () => {
    const old = (preserveUnknownFields?: boolean): JsonObject => ({
      apiVersion: 'apiextensions.k8s.io/v1beta1',
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'lab.example.com',
        names: { kind: 'Gadget' },
        version: 'v1',
        validation: { openAPIV3Schema: { type: 'object', properties: { spec: number } } },
        ...(preserveUnknownFields !== undefined && { preserveUnknownFields }),
      },
    });
    const body = { spec: { x: 'a', other: 1 } };
    expect(await problemsOf(old(), body)).toEqual(['spec.x: must be an integer, not the string "a"']);
    expect(await problemsOf(old(false), body)).toEqual([
      'spec.other: unknown field "other". Known here: x.',
      'spec.x: must be an integer, not the string "a"',
    ]);
  });

  it.each<[string, Json, string[]]>([
    ['no type', {}, ['.type: is required, and missing']],
    ['an unknown type', { type: 'text' }, ['.type: must be object, array, string, integer, number or boolean']],
    ['a list of anything', { type: 'array' }, ['.items: is required for a list, and missing']],
    [
      'a type in a junctor',
      { type: 'object', anyOf: [{ type: 'object' }] },
      ['.anyOf[0].type: must not stand inside allOf, anyOf, oneOf or not'],
    ],
    [
      'properties and values',
      { ...number, additionalProperties: number },
      ['.additionalProperties: must not stand beside properties'],
    ],
    [
      'no other fields',
      { type: 'object', additionalProperties: false },
      ['.additionalProperties: must not be false: leave it out'],
    ],
    [
      'a pattern that is none',
      { type: 'string', pattern: '(?=a)' },
      [
        '.pattern: "(?=a)" is no regular expression in RE2\'s syntax: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
      ],
    ],
    [
      'a keyword of another type',
      { type: 'string', maxLength: '5' },
      ['.maxLength: is no value that maxLength can have'],
    ],
    ['no schema', 5, [': must be a schema: a map']],
  ])('is of no use with %s', async (_, schema, problems) => {
    const found = await definitionProblems(gadgetDefinition(schema));
    expect(
      found.filter(
        (problem) => problems.length > 1 || !problem.startsWith(`${at}.type`) || problems[0]!.startsWith('.type'),
      ),
    ).toEqual(problems.map((problem) => `${at}${problem}`));
  });

  it('is of no use without what makes it one', async () => {
    const bare = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    expect(await definitionProblems(bare, { ...bare, apiVersion: 'apiextensions.k8s.io/v3' })).toEqual([
      'spec.group: is required: a name such as example.com',
      'spec.names.kind: is required: the name of the kind',
      'spec.scope: must be Namespaced or Cluster, not nothing',
      'apiVersion: must be apiextensions.k8s.io/v1, not "apiextensions.k8s.io/v3"',
    ]);
    expect(await definitionProblems(gadgetDefinition({}, { versions: [null, { name: 'v1', schema: {} }] }))).toEqual([
      'spec.versions[0].name: is required, and missing',
      'spec.versions[1].schema.openAPIV3Schema: is required: without a schema nothing of v1 can be checked',
    ]);
  });

  it('is of no use when it is too deep or too large to read, whatever it holds', async () => {
    let deep: Json = { type: 'string' };
    let choices: Json = { minimum: 1 };
    for (let i = 0; i < 10_000; i++) {
      deep = { type: 'object', properties: { a: deep } };
      choices = { allOf: [choices] };
    }
    const fields = Array.from({ length: 60_000 }, (_, i): [string, Json] => [`f${i}`, { type: 'string' }]);
    const wide = { type: 'object', properties: Object.fromEntries(fields) };
    for (const schema of [deep, { type: 'integer', ...(choices as JsonObject) }, wide]) {
      const [problem, ...more] = await definitionProblems(gadgetDefinition(schema));
      expect(problem).toMatch(/is part of a schema of more than (100 levels|50000 parts), which is not read$/);
      expect(more).toEqual([]);
    }
  });
});
