import { expect, it } from 'vitest';
import { ExternalAuthorizers } from '../../../src/proxy/access/external-authorizers.ts';
import { Destinations } from '../../../src/proxy/mtls/destinations.ts';
import { unknownMeshConfig } from '../../../src/resources/mesh-config.ts';
import { meshOf } from '../../support/mtls.ts';

it('a mesh config that nobody gave is taken to have it', () => {
  const mesh = meshOf([]);
  const assumptions = new Set<string>();
  const find = (config = unknownMeshConfig) =>
    new ExternalAuthorizers(config, new Destinations(mesh, [])).find('p', assumptions).problem;
  expect(find(mesh.config)).toBe('the mesh config has no such external authorizer');
  expect([...assumptions]).toEqual([]);
  expect(find()).toBeUndefined();
  expect([...assumptions]).toEqual(['the mesh config is not known: provider p is taken to be in it']);
});
