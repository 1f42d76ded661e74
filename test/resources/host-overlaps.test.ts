import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostOverlaps } from '../../src/resources/host-overlaps.ts';
import { hostsOverlap } from '../../src/resources/hosts.ts';

function indexOf(hosts: readonly string[]): HostOverlaps<string> {
  const index = new HostOverlaps<string>();
  for (const host of hosts) index.add(host, host);
  return index;
}

describe('HostOverlaps', () => {
  it('gives equals first, then wildcards around the host, then hosts within it', () => {
    const index = indexOf(['*', 'cart.shop.example', 'example', '*.example', '*.shop.example', '*.eu.shop.example']);
    expect([...index.overlapping('*.shop.example')]).toEqual([
      '*.shop.example',
      '*.example',
      '*',
      'cart.shop.example',
      '*.eu.shop.example',
    ]);
  });

  it('gives each value of a host', () => {
    const index = new HostOverlaps<number>();
    index.add('cart', 1);
    index.add('cart', 2);
    expect([...index.overlapping('cart')]).toEqual([1, 2]);
    index.add('*', 3);
    expect([...index.overlapping('cart')]).toEqual([1, 2, 3]);
  });

  it('agrees with hostsOverlap on any hosts', () => {
    const labels = fc.array(fc.constantFrom('a', 'b', 'ab', 'é'), { minLength: 1, maxLength: 3 });
    const host = fc.tuple(fc.boolean(), labels).map(([wild, parts]) => (wild ? '*.' : '') + parts.join('.'));
    const anyHost = fc.oneof({ weight: 9, arbitrary: host }, { weight: 1, arbitrary: fc.constant('*') });
    fc.assert(
      fc.property(fc.uniqueArray(anyHost, { maxLength: 12 }), anyHost, (hosts, asked) => {
        const found = [...indexOf(hosts).overlapping(asked)].sort();
        expect(found).toEqual(hosts.filter((other) => hostsOverlap(other, asked)).sort());
      }),
    );
  });
});
