import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { objectsOf } from '../support/chart.ts';

const names = (chart: string, values: JsonObject) => [...objectsOf(chart, values).keys()].sort();

describe('chart cni', () => {
  const settings = (values: JsonObject) => objectsOf('cni', values).get('ConfigMap istio-cni-config')?.data;

  it.each<[string, JsonObject, JsonObject]>([
    ['sidecars only', {}, { AMBIENT_ENABLED: 'false', EXCLUDE_NAMESPACES: 'kube-system', CHAINED_CNI_PLUGIN: 'true' }],
    ['ambient, by profile', { profile: 'ambient' }, { AMBIENT_ENABLED: 'true' }],
    [
      'a user over the profile',
      { profile: 'ambient', cni: { ambient: { enabled: false } } },
      { AMBIENT_ENABLED: 'false' },
    ],
    ['OpenShift', { platform: 'openshift' }, { CHAINED_CNI_PLUGIN: 'false', CNI_CONF_NAME: 'istio-cni.conf' }],
    ['an older release', { compatibilityVersion: '1.28' }, { AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: 'false' }],
    ['a setting of its own by env', { env: { AMBIENT_IPV6: 'false' } }, { AMBIENT_IPV6: 'false' }],
  ])('%s', (_, values, wanted) => {
    expect(settings(values)).toMatchObject(wanted);
  });

  it('asks for the rights that its way of repair needs', () => {
    const verbs = (repair: JsonObject) =>
      (
        objectsOf('cni', { repair }).get('ClusterRole istio-cni-repair-role') as never as {
          rules: { verbs: string[] }[];
        }
      ).rules
        .slice(2)
        .map((rule) => rule.verbs);
    expect(verbs({ deletePods: true })).toEqual([]);
    expect(verbs({ repairPods: false, deletePods: true, labelPods: true })).toEqual([['delete']]);
    expect(verbs({ repairPods: false, labelPods: true })).toEqual([['patch', 'update']]);
  });

  it.each([
    ['cluster', ['ClusterRole istio-cni'], 'DaemonSet istio-cni-node'],
    ['namespace', ['DaemonSet istio-cni-node', 'ServiceAccount istio-cni'], 'ClusterRole istio-cni'],
  ])('renders what the scope %s has', (resourceScope, present, absent) => {
    const all = names('cni', { global: { resourceScope } });
    expect(all).toEqual(expect.arrayContaining(present));
    expect(all).not.toContain(absent);
  });
});

describe('chart ztunnel', () => {
  const container = (values: JsonObject) =>
    (
      objectsOf('ztunnel', values).get('DaemonSet ztunnel') as never as {
        spec: { template: { spec: { containers: JsonObject[] } } };
      }
    ).spec.template.spec.containers[0];

  it.each<[string, JsonObject, string]>([
    ['global counts as a default', { global: { hub: 'a.io', tag: '1' } }, 'a.io/ztunnel:1'],
    ['its own setting counts more', { global: { hub: 'a.io', tag: '1' }, hub: 'b.io' }, 'b.io/ztunnel:1'],
    [
      'a profile counts less',
      { profile: 'ambient', global: { hub: 'a.io', tag: '1', variant: 'debug' } },
      'a.io/ztunnel:1-debug',
    ],
    ['a whole image', { image: 'c.io/z:2' }, 'c.io/z:2'],
  ])('image: %s', (_, values, image) => {
    expect(container(values)).toMatchObject({ image });
  });

  it('finds istiod of its revision', () => {
    expect(container({ revision: 'canary', istioNamespace: 'mesh' })?.env).toContainEqual({
      name: 'XDS_ADDRESS',
      value: 'istiod-canary.mesh.svc:15012',
    });
  });

  it('asks OpenShift for the rights that it has elsewhere', () => {
    expect(names('ztunnel', { platform: 'openshift' })).toContain('ClusterRoleBinding ztunnel');
    expect(names('ztunnel', {})).toEqual(['DaemonSet ztunnel', 'ServiceAccount ztunnel']);
  });
});
