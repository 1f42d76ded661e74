import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { podType } from '../../../src/inject/pod/pod-types.ts';
import { strategicMerge } from '../../../src/inject/pod/strategic-merge.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const merge = (original: JsonObject, patch: JsonObject): JsonObject =>
  strategicMerge({ spec: original }, { spec: patch }, podType).spec as JsonObject;

const named = (...names: string[]) => names.map((name) => ({ name }));

/** As k8s.io/apimachinery 0.35's strategicpatch merges typed Pods. */
describe('a strategic merge patch', () => {
  it.each<[what: string, original: JsonObject, patch: JsonObject, merged: JsonObject]>([
    ['sets what is not there', {}, { nodeName: 'a' }, { nodeName: 'a' }],
    ['replaces scalars', { nodeName: 'a', priority: 1 }, { nodeName: 'b' }, { nodeName: 'b', priority: 1 }],
    ['takes away what is null', { nodeName: 'a', priority: 1 }, { nodeName: null }, { priority: 1 }],
    ['passes over null where there is nothing', { priority: 1 }, { nodeName: null }, { priority: 1 }],
    [
      'merges maps',
      { securityContext: { runAsUser: 1, seccompProfile: { type: 'a' } } },
      { securityContext: { runAsGroup: 2, seccompProfile: { localhostProfile: 'p' } } },
      { securityContext: { runAsUser: 1, seccompProfile: { type: 'a', localhostProfile: 'p' }, runAsGroup: 2 } },
    ],
    ['drops null in what it adds', {}, { securityContext: { runAsUser: null } }, { securityContext: {} }],
    [
      'takes its own where the types differ',
      { nodeSelector: 'x' },
      { nodeSelector: { a: 'b' } },
      { nodeSelector: { a: 'b' } },
    ],
    [
      'replaces lists without a key',
      { tolerations: [{ key: 'a' }] },
      { tolerations: [{ key: 'b' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    [
      'drops null in a list that it replaces',
      { tolerations: [{ key: 'a' }] },
      { tolerations: [{ key: 'b', value: null, $patch: 'delete' }] },
      { tolerations: [{ key: 'b' }] },
    ],
    ['empties lists without a key', { tolerations: [{ key: 'a' }] }, { tolerations: [] }, { tolerations: [] }],
    [
      'leaves lists with a key when its own is empty',
      { volumes: named('a') },
      { volumes: [] },
      { volumes: named('a') },
    ],
    [
      'merges items by their key',
      { containers: [{ name: 'a', image: 'x', env: [{ name: 'E', value: '1' }] }] },
      { containers: [{ name: 'a', image: 'y', env: [{ name: 'E', value: '2' }] }] },
      { containers: [{ name: 'a', image: 'y', env: [{ name: 'E', value: '2' }] }] },
    ],
    [
      'puts its new items first',
      { volumes: named('a', 'b') },
      { volumes: named('x', 'y') },
      { volumes: named('x', 'y', 'a', 'b') },
    ],
    [
      'keeps an item before one that both have',
      { volumes: named('a', 'b', 'c') },
      { volumes: named('x', 'b', 'y') },
      { volumes: named('x', 'a', 'b', 'y', 'c') },
    ],
    [
      'orders items of both as it has them',
      { volumes: named('a', 'b', 'c') },
      { volumes: named('c', 'a') },
      { volumes: named('b', 'c', 'a') },
    ],
    [
      'merges into the first of items with the same key',
      {
        containers: [
          {
            name: 'a',
            ports: [
              { containerPort: 53, protocol: 'UDP' },
              { containerPort: 53, protocol: 'TCP' },
            ],
          },
        ],
      },
      { containers: [{ name: 'a', ports: [{ containerPort: 53, name: 'dns' }] }] },
      {
        containers: [
          {
            name: 'a',
            ports: [
              { containerPort: 53, protocol: 'UDP', name: 'dns' },
              { containerPort: 53, protocol: 'TCP' },
            ],
          },
        ],
      },
    ],
    [
      'keeps fields that Kubernetes does not know',
      { mine: { a: 1 } },
      { mine: { b: 2 }, yours: [1] },
      { mine: { a: 1, b: 2 }, yours: [1] },
    ],
    [
      'deletes items',
      { volumes: named('a', 'b') },
      { volumes: [{ name: 'a', $patch: 'delete' }] },
      { volumes: named('b') },
    ],
    [
      'replaces a list',
      { volumes: named('a', 'b') },
      { volumes: [{ $patch: 'replace' }, { name: 'c' }] },
      { volumes: named('c') },
    ],
    [
      'replaces a map',
      { securityContext: { runAsUser: 1 } },
      { securityContext: { $patch: 'replace', runAsGroup: 2 } },
      { securityContext: { runAsGroup: 2 } },
    ],
    [
      'empties a map',
      { securityContext: { runAsUser: 1 } },
      { securityContext: { $patch: 'delete' } },
      { securityContext: {} },
    ],
    ['adds no map that is to be deleted', {}, { securityContext: { $patch: 'delete' } }, {}],
    [
      'retains keys',
      { volumes: [{ name: 'a', emptyDir: {} }] },
      { volumes: [{ name: 'a', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/' } }] },
      { volumes: [{ name: 'a', hostPath: { path: '/' } }] },
    ],
    [
      'orders as it is told',
      { volumes: named('a', 'b', 'c') },
      { '$setElementOrder/volumes': named('c', 'x', 'a'), volumes: named('x') },
      { volumes: named('b', 'c', 'x', 'a') },
    ],
    [
      'orders what it does not change',
      { volumes: named('a', 'b') },
      { '$setElementOrder/volumes': named('b', 'a') },
      { volumes: named('b', 'a') },
    ],
  ])('%s', (_what, original, patch, merged) => {
    expect(merge(original, patch)).toEqual(merged);
  });

  it('merges finalizers as a set', () => {
    const patch = { metadata: { finalizers: ['c', 'a'] } };
    expect(strategicMerge({ metadata: { finalizers: ['a', 'b'] } }, patch, podType)).toEqual({
      metadata: { finalizers: ['c', 'a', 'b'] },
    });
    const deletion = { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } };
    expect(strategicMerge({ metadata: { finalizers: ['a', 'b'] } }, deletion, podType)).toEqual({
      metadata: { finalizers: ['b'] },
    });
  });

  it.each<[patch: JsonObject, message: string]>([
    [{ containers: [{ image: 'x' }] }, 'spec.containers[0]: must have the field name, to be merged by'],
    [{ containers: ['x'] }, 'spec.containers[0]: must be a map'],
    [
      { containers: [{ name: 'a', $patch: 'merge' }] },
      'spec.containers[0].$patch: must be delete or replace in an item of a list',
    ],
    [{ securityContext: { $patch: 'x' } }, 'spec.securityContext.$patch: must be replace or delete here'],
    [{ securityContext: { $retainKeys: 'x' } }, 'spec.securityContext.$retainKeys: must be a list of fields'],
    [
      { securityContext: { $retainKeys: [], runAsUser: 1 } },
      'spec.securityContext.$retainKeys: must name runAsUser, which the patch sets',
    ],
    [{ '$setElementOrder/containers': {} }, 'spec["$setElementOrder/containers"]: must be a list'],
    [
      { '$setElementOrder/nodeName': [] },
      'spec["$setElementOrder/nodeName"]: must be for a list that there is, which nodeName is not',
    ],
    [
      { '$setElementOrder/containers': named('a'), containers: named('b') },
      'spec["$setElementOrder/containers"]: must hold the items of the patch, in the same order',
    ],
    [{ '$deleteFromPrimitiveList/nodes': 'a' }, 'spec["$deleteFromPrimitiveList/nodes"]: must be a list'],
  ])('refuses %j', (patch, message) => {
    expect(() => merge({ containers: named('a'), securityContext: {}, nodes: ['a'] }, patch)).toThrow(message);
  });

  it('shares what stays the same', () => {
    const original = {
      metadata: { labels: { a: 'b' } },
      spec: { containers: [{ name: 'a', env: named('E') }, { name: 'b' }] },
    };
    expect(strategicMerge(original, { spec: { containers: [{ name: 'a', env: named('E') }] } }, podType)).toBe(
      original,
    );
    const merged = strategicMerge(
      original,
      { spec: { containers: [{ name: 'b', image: 'i' }] } },
      podType,
    ) as typeof original;
    expect(merged.metadata).toBe(original.metadata);
    expect(merged.spec.containers[0]).toBe(original.spec.containers[0]);
  });

  it('changes neither, and does nothing when it is applied again', () => {
    const item = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.option(fc.constantFrom('x', 'y')),
      env: fc.uniqueArray(fc.record({ name: fc.constantFrom('E', 'F', 'G') }), { selector: ({ name }) => name }),
    });
    const pod = fc.record({ containers: fc.uniqueArray(item, { selector: ({ name }) => name }) });
    fc.assert(
      fc.property(pod, pod, (original, patch) => {
        const before = structuredClone([original, patch]);
        const merged = merge(original as JsonObject, patch as JsonObject);
        expect([original, patch]).toEqual(before);
        expect(merge(merged, patch as JsonObject)).toEqual(merged);
        const names = (merged.containers as readonly JsonObject[]).map(({ name }) => name);
        expect(names.filter((name) => patch.containers.some((one) => one.name === name))).toEqual(
          patch.containers.map(({ name }) => name),
        );
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
