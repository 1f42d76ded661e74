import { describe, expect, it } from 'vitest';
import { Mesh } from '../../src/resources/mesh.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const read = (text: string, cluster?: string) =>
  toResources({ name: 'a.yaml', text }, cluster === undefined ? {} : { cluster }).resources;

const pod = (metadata: string, spec = '{}') =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {namespace: shop, ${metadata}}\nspec: ${spec}\n`;
const workload = (kind: string, group: string, app: string) =>
  `---\napiVersion: ${group}\nkind: ${kind}\nmetadata: {name: cart, namespace: shop}\nspec: {template: {metadata: {labels: {app: ${app}}}}}\n`;

describe('Mesh', () => {
  it('lets the later of two resources with one name count, in the place of the earlier, and tells', () => {
    const mesh = new Mesh(
      read(pod('name: a', '{nodeName: first}') + pod('name: b') + pod('name: a', '{nodeName: second}')),
    );
    expect(mesh.each('Pod').map(({ name, spec }) => [name, spec.nodeName])).toEqual([
      ['a', 'second'],
      ['b', undefined],
    ]);
    expect(mesh.duplicates.map(({ resource, replacedBy }) => [resource.origin, replacedBy.position([]).line])).toEqual([
      ['Pod shop/a', 12],
    ]);
    expect(mesh.find('Pod', 'a', 'shop')?.spec.nodeName).toBe('second');
  });

  it('keeps resources apart whose names are yet to be generated', () => {
    const mesh = new Mesh(read(pod('generateName: job-, labels: {n: a}') + pod('generateName: job-, labels: {n: b}')));
    expect(mesh.each('Pod')).toHaveLength(2);
    expect(mesh.duplicates).toEqual([]);
    expect(mesh.find('Pod', 'job-', 'shop')).toBeUndefined();
  });

  it('keeps clusters apart, and finds a name in any of them', () => {
    const mesh = new Mesh([...read(pod('name: a'), 'east'), ...read(pod('name: a'), 'west')]);
    expect(mesh.each('Pod')).toHaveLength(2);
    expect(mesh.duplicates).toEqual([]);
    expect(mesh.find('Pod', 'a', 'shop')?.cluster).toBe('east');
  });

  it('finds by label, in a namespace and everywhere', () => {
    const mesh = new Mesh(
      read(
        pod('name: a, labels: {app: cart, version: v1}') +
          pod('name: b, labels: {app: cart, version: v2}') +
          pod('name: c, labels: {app: cart}').replace('shop', 'staging'),
      ),
    );
    const names = (labels: Record<string, string>, namespace?: string) =>
      mesh.labelled('Pod', labels, namespace).map(({ name }) => name);
    expect(names({ app: 'cart' })).toEqual(['a', 'b', 'c']);
    expect(names({ app: 'cart' }, 'shop')).toEqual(['a', 'b']);
    expect(names({ app: 'cart', version: 'v2' })).toEqual(['b']);
    expect(names({ app: 'cart', version: 'v3' })).toEqual([]);
    expect(names({}, 'staging')).toEqual(['c']);
    expect(names({ constructor: 'x' })).toEqual([]);
  });

  it('counts the pods that workloads would make, when asked to: all of them', () => {
    const text = workload('Deployment', 'apps/v1', 'cart') + workload('StatefulSet', 'apps/v1', 'store');
    const mesh = new Mesh(read(text), { impliedPods: true });
    expect(mesh.podsToBe({ app: 'cart' }, 'shop')).toHaveLength(1);
    expect(mesh.podsToBe({ app: 'store' }, 'shop')).toHaveLength(1);
    expect(mesh.each('Pod')).toEqual([]);
    expect(mesh.has('Pod')).toBe(false);
    expect(new Mesh(read(text)).podsToBe({ app: 'cart' })).toEqual([]);
  });

  it('sees duplicates of kinds that it does not know otherwise', () => {
    const job = '---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j, namespace: shop}\n';
    expect(new Mesh(read(job + job)).duplicates).toHaveLength(1);
  });
});
