import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/resources/json.ts';
import { applyPatch, jsonPatch, type Operation } from '../../src/resources/json-patch.ts';

/** Applies a patch as RFC 6902 says, to a copy. */
function applied(value: Json, operations: readonly Operation[]): Json {
  let root = structuredClone(value) as Json;
  for (const operation of operations) {
    const steps = operation.path
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = steps.pop();
    if (last === undefined) {
      root = (operation as { value: Json }).value;
      continue;
    }
    // biome-ignore lint/suspicious/noExplicitAny: any JSON
    const parent = steps.reduce((here: any, step) => here[step], root as any);
    if (Array.isArray(parent)) {
      const index = Number(last);
      if (operation.op === 'remove') parent.splice(index, 1);
      else parent.splice(index, operation.op === 'replace' ? 1 : 0, operation.value);
    } else if (operation.op === 'remove') delete parent[last];
    else parent[last] = operation.value;
  }
  return root;
}

describe('jsonPatch', () => {
  it.each<[string, Json, Json, Operation[]]>([
    ['nothing', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['a field', { a: 1 }, { a: 2 }, [{ op: 'replace', path: '/a', value: 2 }]],
    ['a new field', { a: 1 }, { a: 1, b: {} }, [{ op: 'add', path: '/b', value: {} }]],
    ['a field that goes', { a: 1, b: 2 }, { b: 2 }, [{ op: 'remove', path: '/a' }]],
    ['odd names', {}, { 'a/b~c': 1 }, [{ op: 'add', path: '/a~1b~0c', value: 1 }]],
    ['another type', { a: [] }, { a: {} }, [{ op: 'replace', path: '/a', value: {} }]],
    ['an item behind', [1], [1, 2], [{ op: 'add', path: '/1', value: 2 }]],
    ['an item before', [1], [0, 1], [{ op: 'add', path: '/0', value: 0 }]],
    [
      'a named item that changes behind a new one',
      [{ name: 'app', image: 'a' }],
      [{ name: 'istio-proxy' }, { name: 'app', image: 'b' }],
      [
        { op: 'add', path: '/0', value: { name: 'istio-proxy' } },
        { op: 'replace', path: '/1/image', value: 'b' },
      ],
    ],
    ['the whole', 1, 2, [{ op: 'replace', path: '', value: 2 }]],
  ])('tells %s', (_, before, after, operations) => {
    expect(jsonPatch(before, after)).toEqual(operations);
  });

  it('makes the one of the other, whatever they are', () => {
    const keys = fc.constantFrom('name', 'a', 'b/c', '~d');
    const { value } = fc.letrec<{ value: Json; leaf: Json }>((tie) => ({
      leaf: fc.constantFrom<Json>(null, true, 0, 1, 'x', 'y'),
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, value, (before, after) => {
        const patch = jsonPatch(before, after);
        expect(applied(before, patch)).toEqual(after);
        expect(applyPatch(before, patch)).toEqual(after);
      }),
      { seed: 6902, numRuns: 2000 },
    );
  });

  it.each<[Json, Operation[]]>([
    [{}, [{ op: 'remove', path: '/a' }]],
    [{}, [{ op: 'add', path: '/a/b', value: 1 }]],
    [{ a: 1 }, [{ op: 'add', path: '/a/b', value: 1 }]],
    [[1], [{ op: 'add', path: '/2', value: 1 }]],
    [[1], [{ op: 'replace', path: '/1', value: 1 }]],
    [[1], [{ op: 'remove', path: '/x' }]],
    [1, [{ op: 'remove', path: '' }]],
    [{ a: 1 }, [{ op: 'move', path: '/a' } as never]],
  ])('cannot be applied to %j: %j', (value, patch) => {
    expect(() => applyPatch(value, patch)).toThrow(/is not there|cannot be removed|no operation/);
  });

  it('adds at the end of a list, and changes nothing in place', () => {
    const before = { a: [{ b: 1 }] };
    const operations: Operation[] = [
      { op: 'add', path: '/a/-', value: 2 },
      { op: 'replace', path: '/a/0/b', value: 3 },
    ];
    expect(applyPatch(before, operations)).toEqual({ a: [{ b: 3 }, 2] });
    expect(before).toEqual({ a: [{ b: 1 }] });
  });

  it('replaces very long lists whole', () => {
    const long = Array.from({ length: 2000 }, (_, i) => i);
    expect(jsonPatch(long, [...long, 1])).toEqual([{ op: 'replace', path: '', value: [...long, 1] }]);
    expect(jsonPatch(long, [...long])).toEqual([]);
  });
});
