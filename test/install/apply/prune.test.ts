import { describe, expect, it } from 'vitest';
import {
  componentLabel,
  isOwnedBy,
  type Owner,
  ownerLabel,
  ownerOf,
  withOwner,
} from '../../../src/install/apply/owner.ts';
import { unwanted } from '../../../src/install/apply/prune.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const owner: Owner = { name: '', namespace: 'istio-system', revision: 'default' };
const object = (kind: string, name: string, apiVersion = 'v1'): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name },
});
const owned = (one: JsonObject, whose = owner, component = 'pilot'): JsonObject => withOwner(one, whose, component);
const labelled = (one: JsonObject, labels: JsonObject): JsonObject => {
  const metadata = one.metadata as JsonObject;
  return { ...one, metadata: { ...metadata, labels: { ...(metadata.labels as JsonObject), ...labels } } };
};

describe('unwanted', () => {
  const mine = owned(object('ConfigMap', 'a'));

  it('is what the owner has and no longer wants', () => {
    const present = [mine, owned(object('ConfigMap', 'b')), object('ConfigMap', 'c')];
    expect(unwanted(present, [object('ConfigMap', 'b')], owner)).toEqual([mine]);
  });

  it('is told apart from what is wanted in another version', () => {
    const old = owned(object('Foo', 'a', 'example.com/v1beta1'));
    expect(unwanted([old], [object('Foo', 'a', 'example.com/v1')], owner)).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['of another revision', owned(object('ConfigMap', 'a'), { ...owner, revision: 'canary' })],
    ['of another namespace', owned(object('ConfigMap', 'a'), { ...owner, namespace: 'other' })],
    ['of a named IstioOperator', owned(object('ConfigMap', 'a'), { ...owner, name: 'gateways' })],
    ['that no installation made', object('ConfigMap', 'a')],
    [
      'that Helm installed',
      labelled(object('ConfigMap', 'a'), { [ownerLabel.component]: 'Pilot', [ownerLabel.revision]: 'default' }),
    ],
    ['that is marked to stay', labelled(mine, { [ownerLabel.notPruned]: 'true' })],
    ['that defines resources', owned(object('CustomResourceDefinition', 'a', 'apiextensions.k8s.io/v1'))],
    ['that holds everything else', owned(object('Namespace', 'a'))],
  ])('is nothing %s', (_, present) => {
    expect(unwanted([present], [], owner)).toEqual([]);
  });

  it.each(['unknown', 'installed-state', 'installed-state-1-20'])(
    'is of nobody, where the owner is called %s',
    (name) => {
      const present = labelled(mine, { [ownerLabel.name]: name });
      expect(isOwnedBy(present, owner)).toBe(true);
      expect(isOwnedBy(present, { ...owner, name: 'gateways' })).toBe(false);
    },
  );

  it('is whatever release it is of', () => {
    expect(isOwnedBy(labelled(mine, { [ownerLabel.version]: '1.20.0' }), owner)).toBe(true);
  });
});

describe('an owner', () => {
  it('is what the IstioOperator says, and what it is without', () => {
    expect(ownerOf({})).toEqual(owner);
    expect(ownerOf({ metadata: { name: 'a', namespace: 'b' }, spec: { values: { revision: 'c' } } })).toEqual({
      name: 'a',
      namespace: 'b',
      revision: 'c',
    });
  });

  it('leaves what charts label where it has no name', () => {
    const unknown = labelled(object('ConfigMap', 'a'), { [ownerLabel.name]: 'unknown', [ownerLabel.component]: 'X' });
    expect((withOwner(unknown, owner).metadata as JsonObject).labels).toMatchObject({
      [ownerLabel.name]: 'unknown',
      [ownerLabel.component]: 'X',
    });
    expect((withOwner(unknown, { ...owner, name: 'a' }, 'cni').metadata as JsonObject).labels).toMatchObject({
      [ownerLabel.name]: 'a',
      [ownerLabel.component]: 'Cni',
    });
  });

  it('names components as istioctl does', () => {
    expect(['base', 'ingressGateways'].map(componentLabel)).toEqual(['Base', 'IngressGateways']);
  });
});
