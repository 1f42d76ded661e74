import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/resources/json.ts';
import { isObject } from '../../src/resources/json.ts';
import { customResourceDefinition, customResourceDefinitions } from '../../src/schema/crd.ts';
import { resourceKinds } from '../../src/schema/resource-kinds.ts';

const schema: JsonObject = {
  title: 'Thing',
  description: 'A thing.',
  type: 'object',
  required: ['apiVersion', 'kind', 'spec'],
  properties: {
    apiVersion: {},
    kind: {},
    metadata: {},
    spec: { $ref: '#/$defs/Spec', description: 'What it is.' },
    status: { type: 'object' },
  },
  'x-kubernetes-crd': {
    group: 'lab.example.com',
    names: { kind: 'Thing', plural: 'things' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', storage: true }, { name: 'v1beta1' }],
  },
  $defs: {
    Spec: {
      description: 'Not this.',
      type: 'object',
      additionalProperties: false,
      'x-kubernetes-validations': [{ rule: 'true', message: 'the second' }],
      properties: {
        size: { type: ['integer', 'null'], default: 5, examples: [6], minimum: 0 },
        type: { $ref: '#/$defs/Type', 'x-kubernetes-validations': [{ rule: 'true', message: 'the first' }] },
        tags: { type: 'object', additionalProperties: { $ref: '#/$defs/Type' } },
        properties: { type: 'string', title: 'Of its own' },
      },
    },
    Type: {
      type: 'string',
      enum: ['a', 'default'],
      'x-kubernetes-validations': [{ rule: 'false', message: 'the last' }],
    },
  },
};

it('customResourceDefinition puts definitions in place and drops what no structural schema holds', () => {
  const rule = (message: string, text = 'true') => ({ rule: text, message });
  const openAPIV3Schema = {
    type: 'object',
    description: 'A thing.',
    required: ['spec'],
    properties: {
      spec: {
        description: 'What it is.',
        type: 'object',
        'x-kubernetes-validations': [rule('the second')],
        properties: {
          size: { type: 'integer', nullable: true, minimum: 0 },
          type: {
            type: 'string',
            enum: ['a', 'default'],
            'x-kubernetes-validations': [rule('the first'), rule('the last', 'false')],
          },
          tags: {
            type: 'object',
            additionalProperties: {
              type: 'string',
              enum: ['a', 'default'],
              'x-kubernetes-validations': [rule('the last', 'false')],
            },
          },
          properties: { type: 'string' },
        },
      },
      status: { type: 'object' },
    },
  };
  const version = { served: true, schema: { openAPIV3Schema }, subresources: { status: {} } };
  expect(customResourceDefinition(schema)).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.lab.example.com' },
    spec: {
      group: 'lab.example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [
        { name: 'v1', storage: true, ...version },
        { name: 'v1beta1', storage: false, ...version },
      ],
    },
  });
});

it('customResourceDefinition needs to be told of the kind', () => {
  expect(() => customResourceDefinition({ title: 'Values' })).toThrow('Values is no custom resource');
});

describe('customResourceDefinitions', async () => {
  const all = await customResourceDefinitions();

  it('has one for each kind of resource that has a definition', () => {
    const ids = all.map(({ spec }) => {
      const { group, names } = spec as { group: string; names: { kind: string } };
      return `${group}/${names.kind}`;
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !resourceKinds.includes(id))).toEqual([]);
    expect(ids).toContain('networking.istio.io/VirtualService');
  });

  it.each(all.map((crd) => [(crd.metadata as JsonObject).name as string, crd] as const))(
    '%s is structural',
    (_, crd) => {
      const { versions } = crd.spec as { versions: { storage: boolean; schema: JsonObject }[] };
      expect(versions.filter(({ storage }) => storage)).toHaveLength(1);
      expect(JSON.stringify(versions)).not.toMatch(/"\$ref"|"\$defs"|"additionalProperties":false|"type":\[/);
      expect(withoutType(versions[0]!.schema.openAPIV3Schema)).toEqual([]);
    },
  );
});

/** Fields without a type: a structural schema gives each one, or says that it need not. */
function withoutType(node: Json | undefined, path = ''): string[] {
  if (!isObject(node)) return [];
  const isTyped = ['type', 'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'].some(
    (key) => key in node,
  );
  const inner = Object.entries((node.properties ?? {}) as JsonObject).flatMap(([name, one]) =>
    withoutType(one, `${path}.${name}`),
  );
  return [
    ...(isTyped ? [] : [path]),
    ...inner,
    ...withoutType(node.items, `${path}[]`),
    ...withoutType(node.additionalProperties, `${path}.*`),
  ];
}
