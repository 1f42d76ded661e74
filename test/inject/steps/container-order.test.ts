import { describe, expect, it } from 'vitest';
import { orderContainers } from '../../../src/inject/steps/container-order.ts';
import type { Injection } from '../../../src/inject/steps/injection.ts';
import { settings } from '../../support/injection.ts';

const named = (names: string) => (names === '' ? [] : names.split(' ').map((name) => ({ name })));

function order(containers: string, initContainers: string, holds = false): unknown {
  const proxyConfig = holds ? { holdApplicationUntilProxyStarts: true } : {};
  const injection = { settings: settings(), proxyConfig } as Partial<Injection> as Injection;
  const spec = { containers: named(containers), initContainers: named(initContainers) };
  const ordered = orderContainers({ metadata: {}, spec }, injection).spec;
  return [ordered.containers, ordered.initContainers].map((list) =>
    (list as { name: string }[]).map(({ name }) => name).join(' '),
  );
}

describe('the order of containers', () => {
  it.each<[string, string, boolean, string, string]>([
    ['istio-proxy a b', '', false, 'a b istio-proxy', ''],
    ['a istio-proxy', '', true, 'istio-proxy a', ''],
    ['a', 'istio-init x enable-core-dump y', false, 'a', 'x y istio-init enable-core-dump'],
    ['a', 'x istio-validation', false, 'a', 'istio-validation x'],
    ['a', 'x enable-core-dump istio-proxy istio-init', false, 'a', 'istio-init istio-proxy enable-core-dump x'],
    ['a', 'istio-validation x istio-proxy', false, 'a', 'istio-validation istio-proxy x'],
  ])('of %s and %s, where the application waits: %s', (containers, inits, holds, expected, expectedInits) => {
    expect(order(containers, inits, holds)).toEqual([expected, expectedInits]);
  });
});
