import { describe, expect, it } from 'vitest';
import { compareManifests, type ManifestsOptions } from '../../../src/install/compare/manifests.ts';
import { parseObjectPattern, parseRename } from '../../../src/install/compare/object-patterns.ts';
import { toResources } from '../../../src/resources/to-resources.ts';

const everything: ManifestsOptions = { select: [], ignore: [], rename: [], showSecrets: false };
const read = (text: string) => toResources({ name: 'a.yaml', text }).resources;
const compare = (before: string, after: string, options: Partial<ManifestsOptions> = {}) =>
  compareManifests(read(before), read(after), { ...everything, ...options });
const object = (kind: string, name: string, rest = '', apiVersion = 'v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}\n---\n`;
const names = (objects: readonly { kind: string; name: string }[]) =>
  objects.map(({ kind, name }) => `${kind} ${name}`);

describe('compareManifests', () => {
  it('pairs objects by group, kind, namespace and name, wherever they stand', () => {
    const before = object('Service', 'a') + object('ConfigMap', 'b') + object('Pod', 'c');
    const after = object('Pod', 'c') + object('ConfigMap', 'd') + object('Service', 'a', '', 'serving.knative.dev/v1');
    const { onlyBefore, onlyAfter, changed, same } = compare(before, after);
    expect(names(onlyBefore)).toEqual(['Service a', 'ConfigMap b']);
    expect(names(onlyAfter)).toEqual(['ConfigMap d', 'Service a']);
    expect({ changed, same }).toEqual({ changed: [], same: 1 });
  });

  it('takes another version of a group for a change', () => {
    const { changed } = compare(object('X', 'a', '', 'g.io/v1'), object('X', 'a', '', 'g.io/v2'));
    expect(changed).toMatchObject([{ changes: [{ path: 'apiVersion' }] }]);
  });

  it('pairs objects of one name in their order', () => {
    const map = (value: number) => object('ConfigMap', 'a', `data: { x: "${value}" }`);
    const { onlyBefore, changed, same } = compare(map(1) + map(2) + map(3), map(1) + map(5));
    expect(names(onlyBefore)).toEqual(['ConfigMap a']);
    expect(changed).toMatchObject([{ changes: [{ path: 'data.x', before: '2', after: '5' }] }]);
    expect(same).toBe(1);
  });

  it('compares what ConfigMaps hold, and no other texts', () => {
    const map = (kind: string, value: string) => object(kind, 'a', `data: { mesh: "a: ${value}" }`);
    expect(compare(map('ConfigMap', '1'), map('ConfigMap', '2')).changed[0]?.changes[0]?.path).toBe('data.mesh.a');
    expect(compare(map('Other', '1'), map('Other', '2')).changed[0]?.changes[0]?.path).toBe('data.mesh');
  });

  it.each<[string, string, string, string]>([
    ['changed', 'data: { key: b2xk }', 'data: { key: bmV3 }', 'changed data.key'],
    ['new', '', 'stringData: { key: bmV3 }', 'added stringData'],
    ['gone', 'data: { key: b2xk, k: bmV3 }', 'data: { k: bmV3 }', 'removed data.key'],
  ])('hides what is %s in a Secret', (_, before, after, expected) => {
    const [old, now] = [object('Secret', 'a', before), object('Secret', 'a', after)];
    const { changed } = compare(old, now);
    expect(changed[0]?.changes.map(({ type, path }) => `${type} ${path}`)).toEqual([expected]);
    expect(changed[0]?.changes[0]?.isHidden).toBe(true);
    expect(JSON.stringify(changed)).not.toMatch(/b2xk|bmV3/);
    expect(JSON.stringify(compare(old, now, { showSecrets: true }))).toMatch(/b2xk|bmV3/);
    const rename = [parseRename('Secret->ConfigMap')];
    const renamed = compare(old, object('ConfigMap', 'a', after), { rename });
    expect(JSON.stringify(renamed)).not.toMatch(/b2xk|bmV3/);
    const turned = compare(object('ConfigMap', 'a', before), now, { rename: [parseRename('ConfigMap->Secret')] });
    expect(JSON.stringify(turned)).not.toMatch(/b2xk|bmV3/);
  });

  it('hides the copy that kubectl keeps of a Secret, and no other annotation', () => {
    const secret = (annotations: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: a, annotations: ${annotations} }\n`;
    const applied = (text: string, team: string) =>
      secret(`{ kubectl.kubernetes.io/last-applied-configuration: ${text}, team: ${team} }`);
    const { changed } = compare(applied('old', 'a'), applied('new', 'b'));
    expect(changed[0]?.changes.map(({ isHidden = false }) => isHidden)).toEqual([true, false]);
    const [whole] = compare(object('Secret', 'a'), applied('new', 'b')).changed[0]!.changes;
    expect(whole).toMatchObject({ path: 'metadata.annotations', isHidden: true });
  });

  it('selects, ignores and renames', () => {
    const before = object('Service', 'istiod', 'spec: { a: 1, b: 1 }') + object('Pod', 'p') + object('ConfigMap', 'x');
    const after = object('Service', 'pilot', 'spec: { a: 2, b: 2 }') + object('ConfigMap', 'y');
    const diff = compare(before, after, {
      select: ['Service', 'Pod'].map((text) => parseObjectPattern(text, '--select')),
      ignore: ['Pod', 'Service:*:*:spec.b'].map((text) => parseObjectPattern(text, '--ignore', true)),
      rename: [parseRename('Service:*:istiod->Service:*:pilot')],
    });
    expect(diff).toMatchObject({ onlyBefore: [], onlyAfter: [], same: 0 });
    expect(diff.changed[0]?.changes.map(({ path }) => path)).toEqual(['spec.a']);
  });
});
