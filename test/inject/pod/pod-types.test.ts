import { describe, expect, it } from 'vitest';
import { kubernetesTypes } from '../../../src/inject/pod/kubernetes-types.ts';
import { type ObjectType, type PodType, podType } from '../../../src/inject/pod/pod-types.ts';

/** All structs that a type leads to, by name. */
function structs(type: PodType, found = new Map<string, ObjectType>()): Map<string, ObjectType> {
  if ('element' in type) structs(type.element, found);
  if (type.kind !== 'object' || found.has(type.name)) return found;
  found.set(type.name, type);
  for (const field of type.own) structs(field.type, found);
  return found;
}

describe('the types of a Pod', () => {
  const all = structs(podType);

  it('are all read', () => {
    const declared = [...kubernetesTypes.matchAll(/^(\w+): /gm)].map(([, name]) => `v1.${name}`);
    expect([...all.keys()].sort()).toEqual(declared.sort());
  });

  it('know merge keys', () => {
    const keys = [...all.values()].flatMap(({ name, own }) =>
      own.filter(({ isMerged }) => isMerged).map(({ json, mergeKey }) => `${name}.${json} ${mergeKey}`),
    );
    expect(keys).toContain('v1.PodSpec.volumes name');
    expect(keys).toContain('v1.Container.ports containerPort');
    expect(keys).toContain('v1.ObjectMeta.finalizers undefined');
    expect(keys).toHaveLength([...kubernetesTypes.matchAll(/ merge\b/g)].length);
  });

  it('have the fields of embedded structs', () => {
    const volume = all.get('v1.Volume')!;
    expect([...volume.byJson.keys()].slice(0, 3)).toEqual(['name', 'hostPath', 'emptyDir']);
    expect(volume.byGo.get('NFS')?.json).toBe('nfs');
    expect(volume.byGo.has('VolumeSource')).toBe(true);
  });
});
