import { expect, it } from 'vitest';
import type { ReportPod } from '../../src/bug-report/pods.ts';
import { versionsItem } from '../../src/bug-report/versions-item.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import { KubeError } from '../../src/kube/kube-error.ts';

it('asks an istiod at the port that it names, and goes on without an answer', async () => {
  const ports: number[] = [];
  const api = {
    portForward: async (_: unknown, port: number) => {
      ports.push(port);
      throw new KubeError('nobody is there');
    },
  } as unknown as KubeApi;
  const istiod = (name: string, annotations: Record<string, string>): ReportPod => ({
    ...{ namespace: 'istio-system', name, role: 'istiod', container: 'discovery', restarts: 0 },
    pod: {
      metadata: { name, annotations, labels: { 'istio.io/rev': 'canary' } },
      spec: { containers: [{ name: 'discovery', image: 'istio/pilot:1.30.3' }] },
    },
  });
  const problems: string[] = [];
  const proxy: ReportPod = {
    ...{ namespace: 'shop', name: 'cart', role: 'proxy', container: 'istio-proxy', restarts: 0 },
    pod: {
      metadata: { name: 'cart', annotations: { 'istio.io/rev': '1-30' }, labels: { 'istio.io/rev': 'stable' } },
      spec: { containers: [{ name: 'istio-proxy', image: 'istio/proxyv2:1.30.2' }] },
    },
  };
  const pods = [istiod('a', {}), istiod('b', { 'prometheus.io/port': '9014' }), proxy];
  let text = '';
  for await (const piece of versionsItem(api, pods, 'ours').read({}, (problem) => problems.push(problem)))
    text += piece;
  expect(ports).toEqual([15014, 9014]);
  expect(problems).toEqual(['nobody is there', 'nobody is there']);
  expect(text).toContain('Revision canary: istio-system/b 1.30.3\n');
  expect(text).toContain('Revision 1-30: proxy 1.30.2 (1)\n');
});
