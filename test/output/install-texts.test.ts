import { describe, expect, it } from 'vitest';
import type { InstallOutcome, ObjectAction } from '../../src/install/apply/outcome.ts';
import type { Removal } from '../../src/install/removal.ts';
import { planText } from '../../src/output/install/install-plan-text.ts';
import { dryRunText, objectCounts, waitingFor } from '../../src/output/install/install-text.ts';
import { leftBehindText } from '../../src/output/install/proxies-text.ts';
import { removalCounts, removalLine, removalText } from '../../src/output/install/removal-text.ts';
import { styleFor } from '../../src/output/style.ts';

const object = (action: ObjectAction, name: string, message?: string) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'n', name, component: 'pilot', action },
  ...(message !== undefined && { message }),
});
const outcome = (dryRun: boolean, ...actions: readonly ObjectAction[]): InstallOutcome => ({
  ...{ dryRun, components: [], warnings: [], milliseconds: 1 },
  objects: actions.map((action, i) => object(action, `o${i}`, action === 'failed' ? 'no \u001b' : undefined)),
});
const proxy = (pod: string, namespace = 'shop') => ({ namespace, pod, revision: 'old', version: '1.29.0' });

describe('an installation', () => {
  it.each<[boolean, readonly ObjectAction[], string]>([
    [false, ['created', 'unchanged', 'unchanged'], '3 objects: 1 created, 2 unchanged'],
    [
      false,
      ['configured', 'pruned', 'failed', 'notReached'],
      '4 objects: 1 changed, 1 removed, 1 failed, 1 not reached',
    ],
    [true, ['created', 'failed'], '2 objects: 1 to create, 1 refused'],
    [false, ['created'], '1 object: 1 created'],
  ])('counts (dry run: %s) %j', (dryRun, actions, text) => {
    expect(objectCounts(outcome(dryRun, ...actions))).toBe(text);
  });

  it('says what a dry run would do', async () => {
    const plain = await styleFor({ color: false });
    expect(dryRunText(outcome(true, 'created', 'configured', 'pruned', 'failed', 'unchanged'), plain)).toBe(
      '+ ConfigMap n/o0\n~ ConfigMap n/o1\n- ConfigMap n/o2\n✘ ConfigMap n/o3: no \\x1b\n\n' +
        'Nothing was changed, 5 objects: 1 to create, 1 to change, 1 to remove, 1 unchanged, 1 refused.\n',
    );
    expect(dryRunText(outcome(true, 'unchanged'), plain)).toBe('Nothing would change, 1 object: 1 unchanged.\n');
  });

  it('says what it waits for, and nothing of what only begins', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'p' };
    const starting = { object: pod, category: 'starting', reason: 'ContainerCreating', message: '' } as const;
    const deployment = { ...pod, kind: 'Deployment', progress: '0 of 1', problems: [starting] };
    expect(waitingFor([deployment])).toBe('Deployment n/p (0 of 1)');
    const crash = { ...starting, category: 'crash', reason: 'CrashLoopBackOff' } as const;
    expect(waitingFor([{ ...deployment, problems: [starting, crash] }])).toBe(
      'Deployment n/p (0 of 1: CrashLoopBackOff)',
    );
  });

  it('says where it goes, and what is there', () => {
    const plane = (revision: string, namespace: string) => ({ revision, namespace, version: '1.29.0' });
    expect(
      planText({
        generated: { components: [{ key: 'pilot', objects: [{}] }], warnings: [] },
        owner: { name: '', namespace: 'mesh', revision: 'a' },
        ...{ profile: 'demo', version: '1.30.3', server: 'https://s', context: 'c\u001b' },
        before: [plane('a', 'mesh'), plane('b', 'mesh'), plane('a', 'other')],
      }).split('\n'),
    ).toEqual([
      'This installs Istio 1.30.3, profile demo, revision a, into namespace mesh of https://s (context c\\x1b):',
      '  istiod: 1 object',
      'It replaces istiod 1.29.0 of the same revision.',
      'Revision b in mesh (istiod 1.29.0) stays as it is.',
      'Revision a in other (istiod 1.29.0) stays as it is.',
    ]);
  });
});

describe('proxies that are left behind', () => {
  const none = { version: '1.30.3', revision: 'new', outdated: [], elsewhere: [] };
  it('are none', () => {
    expect(leftBehindText(none)).toBe('');
  });

  it('have to start anew, or to move', () => {
    const text = leftBehindText({ ...none, outdated: [proxy('a'), proxy('b')], elsewhere: [proxy('c', 'web')] });
    expect(text).toContain('2 proxies are still of another version than 1.30.3:\n  shop: 2 Pods (a, b)\n');
    expect(text).toContain('anew:\n  kubectl rollout restart deployment -n shop\n1 proxy is still served');
    expect(text).toContain('istio.io/rev=new istio-injection- --overwrite\n');
    expect(text).toMatch(/ {2}kubectl rollout restart deployment -n web\n$/);
  });
});

describe('a removal', () => {
  const gateway = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: { name: 'edge', namespace: 'n', labels: { 'operator.istio.io/component': 'IngressGateways' } },
  };
  const role = (name: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
  });
  const removal: Removal = {
    ...{ unlisted: [], warnings: [], proxies: [proxy('a')], resources: new Map([['Gateway', 2]]) },
    objects: [...'abcdefg'].map(role).concat(gateway),
    use: { tags: ['prod'], namespaces: ['shop'] },
  };

  it('says by kind what goes, and who needs it', () => {
    expect(removalText(removal, 'https://s', false).split('\n')).toEqual([
      'These 8 objects are removed from https://s:',
      '  ClusterRole: a, b, c, d, e and 2 more',
      '  Deployment: n/edge',
      'With their definitions all resources of these kinds go: 2 Gateway.',
      'Traffic through these gateways ends: edge.',
      '1 proxy is served by what is removed, and does not get any changes or certificates afterwards:',
      '  shop: 1 Pod (a)',
      'These tags lead to nothing then, and their webhooks refuse every Pod they are asked about: prod.',
      'Pods of these namespaces are not injected any more when they start: shop.',
      '',
    ]);
    expect(removalText(removal, 'https://s', true)).toContain('ClusterRole: a, b, c, d, e, f, g\n');
  });

  const name = { apiVersion: 'v1', kind: 'Service', namespace: 'n', name: 's' };
  it.each([
    [{ action: 'removed' as const }, 'removed Service n/s'],
    [{ action: 'held' as const, finalizers: ['a.b/c'] }, 'Service n/s is held by a.b/c'],
    [{ action: 'failed' as const, message: 'no' }, '✘ Service n/s: no'],
    [{ action: 'deleting' as const }, undefined],
  ])('tells %j as %j', (event, line) => {
    expect(removalLine({ ...name, at: 0, ...event })).toBe(line);
  });

  it('counts', () => {
    const all = (['removed', 'removed', 'alreadyGone', 'held', 'failed', 'notReached'] as const).map((action) => ({
      ...name,
      action,
    }));
    expect(removalCounts(all)).toBe(
      '6 objects: 2 removed, 1 gone before, 1 held by finalizers, 1 not removed, 1 not tried',
    );
  });
});
