import { expect, it } from 'vitest';
import { nudgeStuck } from '../../../src/install/apply/stuck-definitions.ts';
import type { KubeApi } from '../../../src/kube/api.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const definition = (name: string, ...conditions: readonly (readonly [string, string])[]): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name, annotations: { a: 'b' } },
  status: { conditions: conditions.map(([type, status]) => ({ type, status })) },
});

// A real server is left halfway, and so nudged, in test/cluster/install-interrupted.test.ts.
it('changes definitions that are left halfway, and changes them back', async () => {
  const applied: JsonObject[] = [];
  const apply = async (object: JsonObject): Promise<JsonObject> => {
    applied.push(object);
    return object;
  };
  const objects = [
    definition('new'),
    definition('refused', ['NamesAccepted', 'False']),
    definition('done', ['NamesAccepted', 'True'], ['Established', 'True']),
    definition('stuck', ['NamesAccepted', 'True'], ['Established', 'False']),
    { ...definition('other', ['NamesAccepted', 'True']), kind: 'Deployment' },
  ];
  const wanted = ['new', 'refused', 'done', 'stuck', 'other'].map((name) => definition(name));
  const api = { apply } as unknown as KubeApi;
  await nudgeStuck({ api, wanted, force: true, signal: new AbortController().signal }, objects);
  expect(applied).toMatchObject([
    { metadata: { name: 'stuck', annotations: { a: 'b', 'meshwright.io/nudged': expect.any(String) } } },
    definition('stuck'),
  ]);
  expect(applied[1]).toEqual(definition('stuck'));
});
