import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/base/errors.ts';
import { valueAtPath } from '../../../src/install/settings/at-path.ts';

const tree = { components: { gateways: [{ name: 'a' }, { name: 'b', n: 2 }] }, 'x.y': 1 };

describe('valueAtPath', () => {
  it.each<[string, unknown]>([
    ['components.gateways[1].n', 2],
    ['components.gateways[name:b].n', 2],
    ['components.gateways', tree.components.gateways],
    ['x\\.y', 1],
  ])('%s', (path, expected) => {
    expect(valueAtPath(tree, path, '-p')).toEqual(expected);
  });

  it.each<[string, string]>([
    ['component', '-p component: there is no component. Did you mean "components"?'],
    ['components.gateways[2]', 'there is no components.gateways[2].'],
    ['components.gateways.name', 'there is no components.gateways.name.'],
    ['x[0]', 'there is no x.'],
    ['a[', 'the path cannot be read'],
  ])('refuses %s', (path, message) => {
    expect(() => valueAtPath(tree, path, '-p')).toThrow(UsageError);
    expect(() => valueAtPath(tree, path, '-p')).toThrow(message);
  });
});
