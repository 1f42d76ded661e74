import { describe, expect, it } from 'vitest';
import { createInjector } from '../../src/inject/injector.ts';
import { collectNamespaces, type NamespaceFacts } from '../../src/inject/namespaces.ts';
import { namespaceProxyUser, usualProxyUser } from '../../src/inject/proxy-user.ts';
import { chartSettings } from './pods.ts';

const users = 'openshift.io/sa.scc.uid-range';
const groups = 'openshift.io/sa.scc.supplemental-groups';

describe('namespaceProxyUser', () => {
  it.each([
    [{ [users]: '1000/10' }, { uid: 1009, gid: 1009 }],
    [{ [users]: '1000-1010' }, { uid: 1010, gid: 1010 }],
    [
      { [users]: '1000/10', [groups]: '2000/5,3000-3001' },
      { uid: 1009, gid: 2004 },
    ],
    [{ [groups]: '2000/5' }, { uid: usualProxyUser.uid, gid: 2004 }],
    [
      { [users]: '1000/10', [groups]: '2000/5,x' },
      { uid: 1009, gid: usualProxyUser.gid },
    ],
    [
      { [users]: '1000/10', [groups]: '' },
      { uid: 1009, gid: usualProxyUser.gid },
    ],
    [{ [users]: '4294967290/10' }, undefined],
    [{ [users]: 'many' }, undefined],
    [{ other: '1000/10' }, undefined],
    [undefined, undefined],
  ])('of %j is %j', (annotations, user) => {
    expect(namespaceProxyUser(annotations)).toEqual(user);
  });
});

describe('a namespace of OpenShift', () => {
  it('says whom its proxies run as', () => {
    const namespaces = new Map<string, NamespaceFacts>();
    const text = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, annotations: {${users}: 1000/10}}\n`;
    collectNamespaces({ name: 'a.yaml', text }, namespaces);
    expect(namespaces.get('shop')).toEqual({ labels: {}, proxyUser: { uid: 1009, gid: 1009 } });
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', namespace: 'shop' };
    const pod = { metadata: {}, spec: { containers: [{ name: 'app' }] } };
    const { spec } = createInjector(chartSettings()).inject(pod, owner, namespaces.get('shop')!.proxyUser);
    expect(spec).toMatchObject({
      initContainers: [{ args: expect.arrayContaining(['-u', '1009']) }],
      containers: [{}, { securityContext: { runAsUser: 1009, runAsGroup: 1009 } }],
    });
  });
});
