import { describe, expect, it } from 'vitest';
import { type ClusterAccess, kubeconfigFor, remoteSecret } from '../../../src/install/remote-secret/remote-secret.ts';

const access: ClusterAccess = {
  cluster: 'east',
  server: 'https://10.0.0.1:6443',
  authority: 'PEM',
  serverName: undefined,
  credentials: { token: 'abc' },
};

describe('kubeconfigFor', () => {
  it('names cluster, user and context alike', () => {
    expect(kubeconfigFor(access)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'east', cluster: { 'certificate-authority-data': 'UEVN', server: 'https://10.0.0.1:6443' } }],
      contexts: [{ name: 'east', context: { cluster: 'east', user: 'east' } }],
      'current-context': 'east',
      users: [{ name: 'east', user: { token: 'abc' } }],
    });
  });

  it('takes another name of the server, and a plugin', () => {
    const credentials = { plugin: 'oidc', config: { a: '1' } };
    expect(kubeconfigFor({ ...access, serverName: 'kube', credentials })).toMatchObject({
      clusters: [{ cluster: { 'tls-server-name': 'kube' } }],
      users: [{ user: { 'auth-provider': { name: 'oidc', config: { a: '1' } } } }],
    });
  });
});

describe('remoteSecret', () => {
  it.each([
    ['remote', 'istio-remote-secret-east', 'east'],
    ['config', 'istio-kubeconfig', 'config'],
  ] as const)('of type %s', (type, name, key) => {
    expect(remoteSecret(type, 'east', 'istio-system', 'text')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name,
        namespace: 'istio-system',
        labels: { 'istio/multiCluster': 'true' },
        annotations: { 'networking.istio.io/cluster': 'east' },
      },
      stringData: { [key]: 'text' },
    });
  });
});
