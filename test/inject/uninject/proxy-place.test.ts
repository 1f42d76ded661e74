import { describe, expect, it } from 'vitest';
import type { Status } from '../../../src/inject/steps/status.ts';
import { withProxyInPlace } from '../../../src/inject/uninject/proxy-place.ts';

const container = (name: string, ...ports: number[]) => ({
  name,
  ports: ports.map((containerPort) => ({ containerPort })),
});
const own = container('istio-proxy', 9);
const others = [container('a', 1, 2), container('b', 3)];

describe('the place of what a user says of the proxy', () => {
  const placeIn = (env: Readonly<Record<string, string>>, status: Status = {}): unknown[] => {
    const list = Object.entries(env).map(([name, value]) => ({ name, value }));
    return withProxyInPlace([own, ...others], { name: 'istio-proxy', env: list }, status).map(({ name }) => name);
  };
  const ports = (...list: number[]): string => JSON.stringify(list.map((containerPort) => ({ containerPort })));

  it.each([
    [ports(9, 1, 2, 3), ['istio-proxy', 'a', 'b']],
    [ports(1, 2, 9, 3), ['a', 'istio-proxy', 'b']],
    [ports(1, 2, 3, 9), ['a', 'b', 'istio-proxy']],
    [ports(1, 9, 2, 3), ['a', 'b', 'istio-proxy']],
    ['no list', ['a', 'b', 'istio-proxy']],
  ])('is where the order of ports says: %s', (value, names) => {
    expect(placeIn({ ISTIO_META_POD_PORTS: value })).toEqual(names);
  });

  it('is where the order of containers that a template goes through says', () => {
    expect(placeIn({}, { containers: ['a', 'istio-proxy', 'b'] })).toEqual(['a', 'istio-proxy', 'b']);
    expect(placeIn({}, { containers: ['istio-proxy'] })).toEqual(['a', 'b', 'istio-proxy']);
  });

  it('is the first where traces are named for it', () => {
    const noPorts = [{ name: 'istio-proxy' }, { name: 'a' }];
    const env = (first: string) => [
      { name: 'ISTIO_META_POD_PORTS', value: '[]' },
      { name: 'OTEL_RESOURCE_ATTRIBUTES', value: `service.instance.id=shop.$(POD_NAME).${first}` },
    ];
    const place = (first: string) =>
      withProxyInPlace(noPorts, { name: 'istio-proxy', env: env(first) }, {}).map(({ name }) => name);
    expect(place('istio-proxy')).toEqual(['istio-proxy', 'a']);
    expect(place('a')).toEqual(['a', 'istio-proxy']);
  });
});
