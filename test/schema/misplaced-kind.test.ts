import { describe, expect, it } from 'vitest';
import { resourceType } from '../../src/resources/kinds.ts';
import { isKubernetes, isMisplaced } from '../../src/schema/misplaced-kind.ts';

describe('isKubernetes', () => {
  it.each(['', 'apps', 'batch', 'networking.k8s.io', 'gateway.networking.k8s.io'])('%j', (group) => {
    expect(isKubernetes(group)).toBe(true);
  });
  it.each(['networking.istio.io', 'networking', 'k8s.io.example.com', 'argoproj.io'])('not %j', (group) => {
    expect(isKubernetes(group)).toBe(false);
  });
});

describe('isMisplaced', () => {
  it.each([
    ['', 'VirtualService'],
    ['networking', 'Sidecar'],
    ['security.istio.io', 'VirtualService'],
    ['config.istio.io', 'ServiceEntry'],
    ['networkng.istio.io', 'VirtualService'],
    ['networking.istio', 'Gateway'],
    ['networking.k8s.io', 'AuthorizationPolicy'],
  ])('%j/%s', (group, kind) => {
    expect(isMisplaced(resourceType(group === '' ? 'v1' : `${group}/v1`, kind))).toBe(true);
  });
  it.each([
    ['networking.istio.io', 'VirtualService'],
    ['gateway.networking.k8s.io', 'Gateway'],
    ['appmesh.k8s.aws', 'VirtualService'],
    ['gateway.solo.io', 'VirtualService'],
    ['networking.istio.io', 'Gatway'],
    ['', 'Service'],
    ['', 'MeshConfig'],
  ])('not %j/%s', (group, kind) => {
    expect(isMisplaced(resourceType(group === '' ? 'v1' : `${group}/v1`, kind))).toBe(false);
  });
});
