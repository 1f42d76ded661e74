import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MeshwrightError } from '../../src/base/errors.ts';
import { allObjects, generate } from '../../src/install/generate.ts';
import { applyPatch } from '../../src/install/patches/overlays.ts';
import { parsePath } from '../../src/install/settings/path.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import { manifestYaml } from '../../src/output/install/manifest-yaml.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { FakePackage, operatorFile } from '../support/install.ts';

const object: JsonObject = {
  kind: 'Deployment',
  metadata: { name: 'istiod' },
  spec: { template: { spec: { containers: [{ name: 'discovery', args: ['30m'] }] } } },
};
const charts = new FakePackage({ istiod: () => [object], gateways: () => [object] });

/** Names that mean something somewhere, so that what is made up goes deep. */
const name = fc.constantFrom(
  ...[
    'components',
    'pilot',
    'ingressGateways',
    'k8s',
    'overlays',
    'patches',
    'path',
    'value',
    'kind',
    'name',
    'enabled',
  ],
  ...['values', 'global', 'gateways', 'istio-ingressgateway', 'istioNamespace', 'meshConfig', 'tag', 'hub', 'revision'],
  ...['env', 'service', 'ports', 'resources', 'label', 'namespace', 'profile', 'unvalidatedValues', '__proto__', ''],
);
const scalar = fc.oneof(
  fc.constantFrom('istiod', 'Deployment', 'spec.template.spec.containers.[name:discovery].args.[30m]', 'demo', 'a: b'),
  fc.string({ maxLength: 5 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 6 }, scalar, fc.array(tie('tree'), { maxLength: 2 }), tie('map')),
  map: fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
}));
const path = fc
  .array(fc.oneof(name, fc.constantFrom('[0]', '[-1]', '[name:a]', '[x]', '\\.', '[', ']')), { maxLength: 5 })
  .map((steps) => steps.join('.'));

describe('whatever is given', () => {
  it('gives objects, or an error for people', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.array(fc.tuple(path, fc.string({ maxLength: 4 })), { maxLength: 3 }),
        async (spec, set) => {
          try {
            const generated = await generate({
              files: [operatorFile(`spec: ${JSON.stringify(spec)}\n`)],
              flags: set.map(([at, value]) => parseSetFlag(`${at}=${value}`)),
              force: true,
              kubernetesVersion: '1.32.0',
              openPackage: async () => charts,
            });
            manifestYaml(allObjects(generated));
            count++;
          } catch (error) {
            expect(error).toBeInstanceOf(MeshwrightError);
          }
        },
      ),
      { numRuns: 400, seed: 11 },
    );
    // Most are not refused before they come to anything.
    expect(count).toBeGreaterThan(100);
  });

  it('is a path, or is none, and so is a patch', () => {
    fc.assert(
      fc.property(fc.oneof(path, fc.string()), tree, (text, value) => {
        expect(['string', 'object']).toContain(typeof parsePath(text));
        expect(['string', 'object']).toContain(typeof applyPatch(object, text, value as JsonObject));
      }),
      { numRuns: 2000, seed: 11 },
    );
  });
});
