import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { InputError, MeshwrightError, UsageError } from '../base/errors.ts';
import { listNames } from '../base/list-names.ts';
import { didYouMean } from '../base/nearest.ts';
import { type ClusterEntry, readKubeconfig, type UserEntry } from './kubeconfig.ts';
import { isInCluster, kubeconfigFiles, type Surroundings, serviceAccount } from './kubeconfig-files.ts';

/** Where a cluster is and who asks: a kubeconfig context, or what a Pod is given. */
export interface Connection {
  /** Undefined inside a cluster. */
  readonly context: string | undefined;
  readonly namespace: string;
  readonly cluster: ClusterEntry & { readonly server: string };
  readonly userName: string;
  readonly user: UserEntry;
}

/** What the command line says of the cluster. */
export interface ConnectionChoice {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
}

/**
 * Finds the cluster that is meant, as kubectl does.
 *
 * @throws UsageError for a context that does not exist; InputError for a kubeconfig that is missing or cannot be read, or
 *   says too little
 */
export function findConnection(surroundings: Surroundings, choice: ConnectionChoice): Connection {
  const files = kubeconfigFiles(surroundings, choice.kubeconfig);
  if (files.length === 0) {
    if (choice.context === undefined && isInCluster(surroundings)) return inCluster(surroundings);
    throw new MeshwrightError(
      'there is no kubeconfig, so no cluster to ask: name one by --kubeconfig or KUBECONFIG, or put it at ~/.kube/config',
    );
  }
  const { contexts, clusters, users, currentContext } = readKubeconfig(files);
  const where = listNames(files);
  const name = choice.context || currentContext;
  const known = contexts.size === 0 ? 'it has none' : `it has ${listNames([...contexts.keys()])}`;
  if (name === '') {
    throw new InputError(`${where} does not say which context is the current one: name one by --context (${known})`);
  }
  const context = contexts.get(name);
  if (context === undefined) {
    const message = `${where} has no context "${name}": ${known}.${didYouMean(name, contexts.keys())}`;
    throw choice.context ? new UsageError(message) : new InputError(message);
  }
  const cluster = clusters.get(context.cluster ?? '');
  if (cluster?.server === undefined) {
    const problem = cluster === undefined ? 'which is not in it' : 'which has no server';
    throw new InputError(`${where}: context "${name}" is about cluster "${context.cluster ?? ''}", ${problem}`);
  }
  if (!/^https?:\/\//.test(cluster.server) || !URL.canParse(cluster.server)) {
    throw new InputError(`${where}: the server of cluster "${context.cluster}" is no https:// address`);
  }
  const userName = context.user ?? '';
  const user = users.get(userName);
  if (user === undefined && userName !== '') {
    throw new InputError(`${where}: context "${name}" is for user "${userName}", who is not in it`);
  }
  return {
    context: name,
    namespace: context.namespace || 'default',
    cluster: { ...cluster, server: cluster.server },
    userName,
    user: user ?? {},
  };
}

function inCluster({ env }: Surroundings): Connection {
  const host = env.KUBERNETES_SERVICE_HOST!;
  const namespaceFile = `${serviceAccount}/namespace`;
  return {
    context: undefined,
    namespace: existsSync(namespaceFile) ? readFileSync(namespaceFile, 'utf8').trim() : 'default',
    cluster: {
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${env.KUBERNETES_SERVICE_PORT}`,
      'certificate-authority': `${serviceAccount}/ca.crt`,
    },
    userName: 'service account of this Pod',
    user: { tokenFile: `${serviceAccount}/token` },
  };
}
