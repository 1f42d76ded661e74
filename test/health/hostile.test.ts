import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checks } from '../../src/health/checks.ts';
import { type Readings, runChecks } from '../../src/health/run-checks.ts';
import * as shapes from '../../src/health/shapes.ts';
import { healthFormats } from '../../src/output/health/health-formats.ts';
import { isObject, type Json } from '../../src/resources/json.ts';
import { healthy, settings } from './healthy.ts';

const lists = {
  leases: shapes.lease,
  nodes: shapes.node,
  namespaces: shapes.namespace,
  pods: shapes.pod,
  services: shapes.service,
  endpointSlices: shapes.endpointSlice,
  deployments: shapes.deployment,
  daemonSets: shapes.daemonSet,
  definitions: shapes.definition,
  mutatingWebhooks: shapes.webhookConfiguration,
  validatingWebhooks: shapes.webhookConfiguration,
  clusterRoles: shapes.named,
  clusterRoleBindings: shapes.clusterRoleBinding,
  roots: shapes.configMap,
  authorities: shapes.secret,
};

/** The value with some of what is in it replaced by anything. */
function mutated(value: unknown, next: () => Json | undefined): unknown {
  const other = next();
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((item) => mutated(item, next));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mutated(item, next)]));
}

it('says something, whatever objects a cluster holds', async () => {
  const anything = fc.oneof(
    { weight: 12, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json> },
  );
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(anything), async (stream) => {
      const next = () => stream.next().value;
      const state: Record<string, unknown> = { ...healthy() };
      for (const [name, shape] of Object.entries(lists)) {
        const objects = (state[name] as unknown[]).map((object) => mutated(object, next));
        state[name] = objects.map((object) => shape(object) ?? shape.empty);
      }
      const readings = Object.fromEntries(Object.entries(state).map(([name, value]) => [name, { value }])) as Readings;
      const outcomes = runChecks(checks, readings, settings);
      for (const format of Object.values(healthFormats)) {
        const text = await format({ outcomes, server: '', context: undefined }, { color: false, columns: 80 });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the very characters that must not be there
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|undefined|\[object/);
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});
