import { expect } from 'vitest';
import { formatPath, type Json, type JsonObject } from '../../src/resources/json.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import { type CustomValidators, customValidators } from '../../src/schema/custom/custom-validators.ts';

/** The resource that `body` is; what lacks them gets a version, a kind and a name. */
export function resourceOf(body: JsonObject): Resource {
  const named = { apiVersion: 'lab.example.com/v1', kind: 'Gadget', metadata: { name: 'one' } };
  const [resource] = toResources({ name: 'test.yaml', text: JSON.stringify(named) }).resources;
  return resource!.withBody({ ...named, ...body });
}

/** The definition of a kind Gadget whose spec has the schema given; `more` goes beside its group. */
export const gadgetDefinition = (spec: Json, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.lab.example.com' },
  spec: {
    group: 'lab.example.com',
    names: { kind: 'Gadget', plural: 'gadgets' },
    scope: 'Namespaced',
    versions: [gadgetVersion('v1', spec)],
    ...more,
  },
});

export const gadgetVersion = (name: string, spec: Json, more: JsonObject = {}): JsonObject => ({
  name,
  served: true,
  schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
  ...more,
});

const shown = ({ path, message }: { path: readonly (string | number)[]; message: string }): string =>
  `${formatPath(path)}: ${message}`;

/** What is wrong with definitions: `spec.scope: …`, warnings with `warning ` before it. */
export async function definitionProblems(...definitions: readonly JsonObject[]): Promise<string[]> {
  const { problems } = await customValidators(definitions.map(resourceOf));
  return problems.map((problem) => `${problem.isWarning ? 'warning ' : ''}${shown(problem)}`);
}

/** What a definition, which must be sound, finds wrong with a resource. */
export async function problemsOf(definition: JsonObject, body: JsonObject): Promise<string[]> {
  const { validators, problems }: CustomValidators = await customValidators([resourceOf(definition)]);
  expect(problems).toEqual([]);
  const resource = resourceOf(body);
  return validators.get(resource.type.id)!(resource).map(shown);
}

/** What the schema of one field, `spec.x`, finds wrong with its value; the path is left out when it is just that. */
export async function fieldProblems(schema: Json, value: Json): Promise<string[]> {
  const definition = gadgetDefinition({ type: 'object', properties: { x: schema } });
  const problems = await problemsOf(definition, { spec: { x: value } });
  return problems.map((problem) => problem.replace(/^spec\.x: /, ''));
}
