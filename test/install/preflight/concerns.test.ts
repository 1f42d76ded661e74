import { describe, expect, it } from 'vitest';
import { type Concern, stopping } from '../../../src/install/preflight/concern.ts';
import { controlPlaneConcerns, type InstalledControlPlane } from '../../../src/install/preflight/control-planes.ts';
import { definitionConcerns } from '../../../src/install/preflight/definitions.ts';
import { kubernetesConcerns } from '../../../src/install/preflight/kubernetes-version.ts';
import { networkConcerns } from '../../../src/install/preflight/network-plugins.ts';
import {
  missingPermissions,
  permissionConcerns,
  permissionsNeeded,
} from '../../../src/install/preflight/permissions.ts';
import type { Permission } from '../../../src/kube/api.ts';

const told = (concerns: readonly Concern[]) => concerns.map(({ id, weight }) => `${weight} ${id}`);

it.each<[string, readonly string[]]>([
  ['v1.32.0', []],
  ['v1.36.9-gke.100', []],
  ['v1.31.14', ['warning kubernetes-too-old']],
  ['v1.37.0-alpha.1', ['warning kubernetes-untested']],
  ['what', []],
])('Kubernetes %s gives %j', (version, expected) => {
  expect(told(kubernetesConcerns(version))).toEqual(expected);
});

describe('control planes', () => {
  const plane = (version: string, revision = 'default', namespace = 'istio-system'): InstalledControlPlane => ({
    ...{ revision, namespace, version },
  });
  it.each<[string, readonly InstalledControlPlane[], InstalledControlPlane | undefined, boolean, readonly string[]]>([
    ['nothing is there', [], plane('1.30.3'), false, []],
    ['nothing is there to upgrade', [], plane('1.30.3'), true, ['warning nothing-to-upgrade']],
    ['the same again', [plane('1.30.3')], plane('1.30.3'), false, []],
    ['an older one gives way', [plane('1.29.1')], plane('1.30.3'), false, ['warning replaced-in-place']],
    ['an older patch gives way', [plane('1.30.1')], plane('1.30.3'), false, ['warning replaced-in-place']],
    ['an upgrade', [plane('1.29.1')], plane('1.30.3'), true, []],
    ['an upgrade past a release', [plane('1.28.6')], plane('1.30.3'), true, ['objection skipped-releases']],
    ['a downgrade', [plane('1.30.4')], plane('1.30.3'), true, ['objection downgrade']],
    ['a downgrade by install', [plane('1.31.0')], plane('1.30.3'), false, ['objection downgrade']],
    ['a revision beside', [plane('1.28.6')], plane('1.30.3', 'canary'), true, []],
    ['a revision far from the other', [plane('1.27.0')], plane('1.30.3', 'canary'), true, ['warning far-apart']],
    ['images without a version', [plane('latest')], plane('1.30.3'), false, []],
    ['no istiod to come', [plane('1.29.0')], undefined, false, []],
    [
      'the revision is elsewhere',
      [plane('1.30.3', 'default', 'mesh')],
      plane('1.30.3'),
      false,
      ['objection revision-elsewhere'],
    ],
    [
      'Helm has it',
      [{ ...plane('1.30.3'), helmRelease: 'istiod' }],
      plane('1.30.3'),
      false,
      ['objection owned-by-helm'],
    ],
  ])('%s', (_, installed, wanted, isUpgrade, expected) => {
    expect(told(controlPlaneConcerns({ wanted, installed, isUpgrade }))).toEqual(expected);
  });

  it('advises a revision that is a valid name', () => {
    const [concern] = controlPlaneConcerns({
      wanted: plane('1.30.3'),
      installed: [plane('1.29.1')],
      isUpgrade: false,
    });
    expect(concern!.message).toContain('--revision 1-30-3');
  });
});

it.each<[string, string | undefined, string | undefined, readonly string[]]>([
  ['of this release', '1.30.3', undefined, []],
  ['of nobody knows which', undefined, undefined, []],
  ['older', '1.29.0', undefined, []],
  ['newer', '1.31.0', undefined, ['objection newer-definitions']],
  ['of Helm', undefined, 'istio-base', ['objection definitions-owned-by-helm']],
])('definitions that are there %s', (_, version, helmRelease, expected) => {
  const there = [
    { name: 'gateways.networking.istio.io', version, helmRelease },
    { name: 'others.example.com', version: '9.9.9', helmRelease: 'other' },
  ];
  expect(told(definitionConcerns(new Set(['gateways.networking.istio.io']), there, '1.30.3'))).toEqual(expected);
});

describe('permissions', () => {
  const kinds = async () => ({
    unknownGroups: [],
    find: ({ group, kind }: { group: string; kind: string }) =>
      kind === 'Gateway'
        ? undefined
        : {
            ...{ group, kind, version: 'v1', verbs: [] },
            resource: `${kind.toLowerCase()}s`,
            isNamespaced: !kind.startsWith('Cluster'),
          },
  });
  const objects = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'n' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'n' } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'n' } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' } },
    { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'not-served-yet', namespace: 'n' } },
  ];

  it('are needed once for each kind, verb and namespace', async () => {
    const needed = await permissionsNeeded({ kinds }, objects);
    const words = needed.map(({ verb, resource, namespace }) => `${verb} ${resource} ${namespace ?? '*'}`);
    expect(words).toEqual([
      ...['get', 'list', 'create', 'patch', 'delete'].map((verb) => `${verb} configmaps n`),
      ...['get', 'list', 'create', 'patch', 'delete', 'watch'].map((verb) => `${verb} deployments n`),
      ...['get', 'list', 'create', 'patch', 'delete'].map((verb) => `${verb} clusterroles *`),
    ]);
  });

  it('are asked for one by one only of those who may not do everything', async () => {
    const needed = await permissionsNeeded({ kinds }, objects);
    let asked = 0;
    const api = (may: (permission: Permission) => boolean) => ({
      isAllowed: async (permission: Permission) => {
        asked++;
        return may(permission);
      },
    });
    expect(
      await missingPermissions(
        api(() => true),
        needed,
      ),
    ).toEqual([]);
    expect(asked).toBe(1);
    const missing = await missingPermissions(
      api(({ verb, resource }) => verb !== '*' && resource !== 'clusterroles'),
      needed,
    );
    expect(asked).toBe(2 + needed.length);
    const [concern, ...others] = permissionConcerns(missing);
    expect(others).toEqual([]);
    expect(concern).toMatchObject({ id: 'permissions', weight: 'objection' });
    expect(concern!.message.split('\n').slice(1)).toEqual([
      '  - {apiGroups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"], verbs: ["get", "list", "create", "patch", "delete"]}  # in a ClusterRole',
    ]);
  });

  it('are no concern when there are none missing', () => {
    expect(permissionConcerns([])).toEqual([]);
  });
});

it('stops for obstacles, and for objections unless forced', () => {
  const concerns = (['warning', 'objection', 'obstacle'] as const).map((weight) => ({ id: '', weight, message: '' }));
  expect(stopping(concerns, false).map(({ weight }) => weight)).toEqual(['objection', 'obstacle']);
  expect(stopping(concerns, true).map(({ weight }) => weight)).toEqual(['obstacle']);
});

describe('network plugins', () => {
  const all = { cni: true, ztunnel: true };
  const none = { cni: false, ztunnel: false };
  it.each<[string, object, object, { cni: boolean; ztunnel: boolean }, readonly string[]]>([
    ['nothing said', {}, {}, all, []],
    ['Calico by its newer setting', { bpfConnectTimeLoadBalancing: 'TCP' }, {}, none, ['bpfConnectTimeLoadBalancing']],
    [
      'Calico by its older one',
      { bpfConnectTimeLoadBalancingEnabled: true },
      {},
      none,
      ['bpfConnectTimeLoadBalancingEnabled'],
    ],
    [
      'Calico as it should be',
      { bpfConnectTimeLoadBalancing: 'Disabled', bpfConnectTimeLoadBalancingEnabled: false },
      {},
      none,
      [],
    ],
    ['Cilium alone on the nodes', {}, { 'cni-exclusive': 'true' }, all, ['cni-exclusive']],
    [
      'which does not matter without Istio’s plugin',
      {},
      { 'cni-exclusive': 'true', 'enable-bpf-masquerade': 'true' },
      none,
      [],
    ],
    ['Cilium that masquerades', {}, { 'enable-bpf-masquerade': 'true' }, all, ['enable-bpf-masquerade']],
    ['Cilium that balances in sockets', {}, { 'bpf-lb-sock': 'true' }, none, ['bpf-lb-sock-hostns-only']],
    ['but on hosts only', {}, { 'bpf-lb-sock': 'true', 'bpf-lb-sock-hostns-only': 'true' }, none, []],
    ['Cilium in place of kube-proxy', {}, { 'kube-proxy-replacement': 'strict' }, none, ['bpf-lb-sock-hostns-only']],
  ])('%s', (_, felix, config, components, settings) => {
    const concerns = networkConcerns({ calico: { spec: { ...felix } }, cilium: { data: { ...config } } }, components);
    expect(concerns.map(({ message }) => /setting (\S+)/.exec(message)![1])).toEqual(settings);
    expect(concerns.every(({ weight }) => weight === 'warning')).toBe(true);
  });

  it('that are not there are no concern', () => {
    expect(networkConcerns({ calico: undefined, cilium: undefined }, all)).toEqual([]);
  });
});
