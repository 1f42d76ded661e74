import { describe, expect, it } from 'vitest';
import { Origins } from '../../src/install/origins.ts';
import type { Path } from '../../src/resources/json.ts';
import { operatorFile } from '../support/install.ts';

const files = [
  operatorFile(
    'spec:\n  hub: a\n  components:\n    pilot:\n      tag: x\n    ingressGateways:\n    - name: a\n    - name: b\n',
    'a.yaml',
  ),
  operatorFile('spec:\n  hub: b\n  components:\n    ingressGateways:\n    - name: c\n', 'b.yaml'),
];
const flags = [
  { label: 'one', path: ['spec', 'values', 'global', 'x'] },
  { label: 'two', path: ['spec', 'tag'] },
  { label: 'three', path: ['spec', 'components', 'ingressGateways', 0, 'k8s', 'env'] },
];
const origins = new Origins(files, flags);

describe('Origins', () => {
  it.each<[string, Path, string]>([
    ['the last file that sets it', ['spec', 'hub'], 'b.yaml:4:8'],
    ['an earlier file', ['spec', 'components', 'pilot', 'tag'], 'a.yaml:7:12'],
    ['a list, which replaces another', ['spec', 'components', 'ingressGateways', 0, 'name'], 'b.yaml:7:13'],
    ['an item that is no more', ['spec', 'components', 'ingressGateways', 1, 'name'], 'b.yaml:6:5'],
    ['what lacks in a file', ['spec', 'components', 'pilot', 'hub'], 'a.yaml:6:5'],
    ['a flag', ['spec', 'tag'], 'two'],
    ['what is within a flag’s value', ['spec', 'components', 'ingressGateways', 0, 'k8s', 'env', 0], 'three'],
    ['what is around it', ['spec', 'components', 'ingressGateways', 0, 'k8s'], 'three'],
    ['what lacks beside it', ['spec', 'values', 'global', 'y'], 'one'],
    ['nobody', ['metadata', 'name'], ''],
  ])('%s', (_, path, expected) => {
    expect(origins.of(path)).toBe(expected);
  });

  it('tell a message with its place, or without where a profile is to blame', () => {
    expect(origins.tell(['spec', 'tag'], 'is wrong')).toBe('two: spec.tag: is wrong');
    expect(new Origins([], []).tell(['spec', 'tag'], 'is wrong')).toBe('spec.tag: is wrong');
  });
});
