import { expect, it } from 'vitest';
import { podLabel, proxyTrouble } from '../../../src/proxy/admin/pod-state.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const spec = { containers: [{ name: 'app' }, { name: 'istio-proxy' }] };
const running = (status: JsonObject) => ({
  spec,
  status: { phase: 'Running', containerStatuses: [{ name: 'app' }, { name: 'istio-proxy', ...status }] },
});

it.each<[JsonObject, string | undefined]>([
  [{ spec: { containers: [{ name: 'app' }] } }, 'the Pod has no container istio-proxy, only app'],
  [{}, 'the Pod has no container istio-proxy'],
  [{ spec, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }, 'the Pod is being deleted'],
  [{ spec, status: { phase: 'Failed', reason: 'Evicted' } }, 'the Pod is Failed (Evicted)'],
  [running({ state: { waiting: { reason: 'CrashLoopBackOff' } } }), 'istio-proxy waits: CrashLoopBackOff'],
  [running({ state: { terminated: { exitCode: 137 } } }), 'istio-proxy has ended with exit code 137'],
  [running({ ready: false, restartCount: 1 }), 'istio-proxy is not ready, and was started again once'],
  [running({ ready: true }), undefined],
  [{ spec }, undefined],
])('%j', (pod, expected) => expect(proxyTrouble(pod)).toBe(expected));

it('names Pods as people do', () => {
  expect(podLabel({ metadata: { name: 'cart-1', namespace: 'shop' } })).toBe('cart-1.shop');
});
