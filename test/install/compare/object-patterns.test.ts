import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/base/errors.ts';
import { parseObjectPattern, parseRename } from '../../../src/install/compare/object-patterns.ts';

const istiod = { kind: 'Deployment', namespace: 'istio-system', name: 'istiod' };
const role = { kind: 'ClusterRole', namespace: '', name: 'istiod' };

describe('parseObjectPattern', () => {
  it.each<[string, boolean, boolean]>([
    ['Deployment:istio-system:istiod', true, false],
    ['Deployment:istio-system:*', true, false],
    ['Deployment', true, false],
    ['*:*:istio*', true, true],
    ['::istiod', true, true],
    ['::', true, true],
    ['', true, true],
    ['*Role', false, true],
    [':istio-system', true, false],
    ['deployment', false, false],
  ])('%s', (text, first, second) => {
    const { matches, matchesField } = parseObjectPattern(text, '--select');
    expect([matches(istiod), matches(role), matchesField]).toEqual([first, second, undefined]);
  });

  it.each<[string, string, boolean]>([
    [':::spec.replicas', 'spec.replicas', true],
    [':::spec.replicas', 'spec.replicasX', false],
    [':::spec', 'spec.replicas', true],
    [':::spec.ports', 'spec.ports[0].name', true],
    [':::spec.containers[name:a]', 'spec.containers[name:a].image', true],
    [':::metadata.labels.*', 'metadata.labels.app', true],
    [':::metadata.labels.app', 'metadata.labels', false],
  ])('%s for the field %s', (text, path, expected) => {
    expect(parseObjectPattern(text, '--ignore', true).matchesField?.(path)).toBe(expected);
  });

  it('takes a path only where one may be', () => {
    expect(() => parseObjectPattern('a:b:c:d', '--select')).toThrow(UsageError);
  });
});

describe('parseRename', () => {
  it.each<[string, string]>([
    ['Deployment:*:istiod->Deployment:*:pilot', 'Deployment istio-system/pilot'],
    ['::istiod->:mesh:', 'Deployment mesh/istiod'],
    ['Service:*:istiod->Service:*:pilot', 'Deployment istio-system/istiod'],
  ])('%s', (text, expected) => {
    const { kind, namespace, name } = parseRename(text)(istiod);
    expect(`${kind} ${namespace}/${name}`).toBe(expected);
  });

  it.each(['a:b:c', 'a->b->c', 'a:b:c->d:e:f:g', 'a:b:c->d:e*:f'])('refuses %s', (text) => {
    expect(() => parseRename(text)).toThrow(UsageError);
  });
});
