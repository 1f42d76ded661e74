import type { JsonObject } from '../../resources/json.ts';

/** How istiod of another cluster shows who it is. */
export type Credentials =
  | { readonly token: string }
  /** A plugin of the kubeconfig that istiod must allow (PILOT_INSECURE_MULTICLUSTER_KUBECONFIG_OPTIONS). */
  | { readonly plugin: string; readonly config: Readonly<Record<string, string>> };

/** What a cluster's API server is reached by. */
export interface ClusterAccess {
  /** The cluster's name in the mesh. */
  readonly cluster: string;
  readonly server: string;
  /** PEM. */
  readonly authority: string;
  /** The name that the server's certificate has to have, where that is not the URL's. */
  readonly serverName: string | undefined;
  readonly credentials: Credentials;
}

/** For istiods of other clusters, which discover endpoints by it; or for an istiod whose configuration is in this cluster. */
export type SecretType = 'remote' | 'config';

/** The ServiceAccount that a type's credentials are of (Istio, pkg/config/constants). */
export const usualAccounts: Readonly<Record<SecretType, string>> = {
  remote: 'istio-reader-service-account',
  config: 'istiod',
};

/** The label by which istiod finds such Secrets (istio.io, Install Multicluster). */
const multiClusterLabel = 'istio/multiCluster';
const clusterAnnotation = 'networking.istio.io/cluster';
const configSecret = { name: 'istio-kubeconfig', key: 'config' };

/** A kubeconfig with one cluster, user and context, all of the cluster's name. */
export function kubeconfigFor({ cluster, server, authority, serverName, credentials }: ClusterAccess): JsonObject {
  const name = cluster;
  const user: JsonObject =
    'token' in credentials
      ? { token: credentials.token }
      : { 'auth-provider': { name: credentials.plugin, config: credentials.config } };
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          'certificate-authority-data': Buffer.from(authority).toString('base64'),
          server,
          ...(serverName !== undefined && { 'tls-server-name': serverName }),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
    users: [{ name, user }],
  };
}

/** The Secret that holds a kubeconfig, given as text, for istiod to find. */
export function remoteSecret(type: SecretType, cluster: string, namespace: string, kubeconfig: string): JsonObject {
  const { name, key } = type === 'config' ? configSecret : { name: `istio-remote-secret-${cluster}`, key: cluster };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: { [multiClusterLabel]: 'true' },
      annotations: { [clusterAnnotation]: cluster },
    },
    stringData: { [key]: kubeconfig },
  };
}
