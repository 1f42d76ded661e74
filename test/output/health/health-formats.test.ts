import { expect, it } from 'vitest';
import { checks } from '../../../src/health/checks.ts';
import { type Readings, runChecks } from '../../../src/health/run-checks.ts';
import { KubeError } from '../../../src/kube/kube-error.ts';
import { healthFormats } from '../../../src/output/health/health-formats.ts';
import { healthy, namespace, pod, settings } from '../../health/healthy.ts';
import { expectGolden } from '../../support/golden.ts';

const wanted = ['MWH102', 'MWH403', 'MWH601', 'MWH702', 'MWH803'];

/** One check that is well, one unknown, one with nothing to check, and two with problems, whose texts are hostile. */
function report() {
  const state = healthy();
  state.roots = [];
  state.namespaces = [namespace('shop', { 'istio-injection': 'en\u001b[31mabled', 'istio.io/rev': '<x>' })];
  const status = {
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [{ name: 'istio-proxy', ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
  };
  state.pods = [pod('shop', 'web-1', {}, 'proxyv2:1.30.3', {}, status)];
  const readings: Readings = {
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [name, { value }])),
    deployments: {
      problem: new KubeError(
        'cannot list deployments.apps in namespace istio-system: user "jane" lacks the permission',
        {
          status: 403,
          permission: { verb: 'list', group: 'apps', resource: 'deployments', namespace: 'istio-system' },
        },
      ),
    },
  };
  const chosen = checks.filter(({ id }) => wanted.includes(id));
  return { outcomes: runChecks(chosen, readings, settings), server: 'https://127.0.0.1:6443', context: 'test' };
}

it.each(Object.keys(healthFormats))('writes a health report as %s', async (format) => {
  const text = await healthFormats[format]!(report(), { color: false, columns: 100 });
  expect(text).not.toContain('\u001b');
  expectGolden(`output/health-${format}.${{ text: 'txt', junit: 'xml' }[format] ?? format}`, text);
});
