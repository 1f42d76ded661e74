import { describe, expect, it } from 'vitest';
import { injectDocument } from '../../src/inject/inject-document.ts';
import { createInjector } from '../../src/inject/injector.ts';
import { rewriteFile } from '../../src/inject/rewrite-file.ts';
import { workloadKinds } from '../../src/inject/workload-kinds.ts';
import { settings } from '../support/injection.ts';

function failuresOf(text: string, changes: Parameters<typeof settings>[0] = {}): string[] {
  const own = settings(changes);
  const kinds = workloadKinds();
  const surroundings = { settings: own, tags: new Set<string>(), namespaces: new Map() };
  const plan = { kinds, surroundings, injector: createInjector(own) };
  const told: string[] = [];
  const pieces = rewriteFile(
    { name: 'a.yaml', text },
    kinds,
    (document, tell) => injectDocument(document, plan, tell),
    ({ what, origin, reason, position }) => {
      const { line, column } = position();
      if (what === 'failed') told.push(`${line}:${column} ${origin}: ${reason}`);
    },
  );
  for (const _ of pieces);
  return told;
}

const pod = (rest: string): string => `# first\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n${rest}`;

describe('a workload that cannot be injected', () => {
  it.each([
    ['no containers', pod('spec: {}\n'), '6:1 Pod p: spec.containers: must list at least one container'],
    [
      'a field of another type',
      pod('spec:\n  containers:\n  - name: a\n    ports: 80\n'),
      '9:12 Pod p: spec.containers[0].ports: must be a list',
    ],
    [
      'a bad annotation',
      pod('  annotations:\n    sidecar.istio.io/interceptionMode: MAYBE\nspec: {containers: [{name: a}]}\n'),
      '7:40 Pod p: metadata.annotations["sidecar.istio.io/interceptionMode"]: ',
    ],
    ['no template', 'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n', '3:1 Deployment: has no Pod template'],
    ['no YAML', 'kind: Pod\n  a: [\n', '2:4 : '],
  ])('is told with its place: %s', (_, text, expected) => {
    const [told, ...more] = failuresOf(text);
    expect(more).toEqual([]);
    expect(told).toContain(expected);
  });

  it('is told with the line in its file, also in a List and behind other documents', () => {
    const text = `${pod('spec: {containers: [{name: a}]}\n')}---
kind: List
apiVersion: v1
items:
- kind: Pod
  apiVersion: v1
  spec: {}
---
kind: [
`;
    expect(failuresOf(text).map((one) => one.slice(0, 18))).toEqual([
      '13:3 Pod: spec.con',
      expect.stringMatching(/^16:/),
    ]);
  });

  it('is told when its template fails', () => {
    const [told] = failuresOf(pod('spec: {containers: [{name: a}]}\n'), {
      templates: { sidecar: '{{ fail "no luck" }}' },
    });
    expect(told).toContain('no luck');
  });
});
