import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/resources/json.ts';
import type { ApiClient } from './api-client.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { builtPrograms } from './built-programs.ts';
import { type ClusterNetwork, startClusterNetwork } from './cluster-network.ts';
import { runIstiod } from './istiod.ts';
import { type StandInKubelet, startKubelet } from './kubelet.ts';
import { type ClusterNode, registerNode, runNode } from './node.ts';
import { Program } from './program.ts';
import { until } from './until.ts';

export type { AuditEvent } from './audit-log.ts';
export type { PodFate, PodTrouble } from './pod-fate.ts';

/** A cluster of one node: an API server with RBAC and Kubernetes' own controllers, whose Pods run on paper only. */
export interface Cluster extends ApiServer {
  /** From now on Pods fare as this says, those that are there too. Without it each is ready at once. */
  fate: ClusterNode['fate'];
  /** What Pods offer by port-forward, exec and logs. */
  readonly kubelet: StandInKubelet;
  /** How the API server reaches webhooks and kubelets. */
  readonly network: ClusterNetwork;
}

export interface ClusterOptions {
  /** Users besides `admin`, who may do what RBAC grants them. */
  readonly users?: readonly string[];
  /** False where no istiod is to answer webhooks, and to keep their configurations as istiod does, once its Pods are ready. */
  readonly istiod?: boolean;
}

/** Of Kubernetes' controllers those that installing, waiting and uninstalling meet. */
const controllers = [
  'daemonset',
  'deployment',
  'disruption',
  'endpointslice',
  'garbage-collector',
  'horizontal-pod-autoscaler',
  'namespace',
  'replicaset',
  'root-ca-certificate-publisher',
  'serviceaccount',
  'serviceaccount-token',
  'statefulset',
].map((name) => `${name}-controller`);

/**
 * Starts the API server, the controllers and the node, and waits until Pods can be made: about five seconds. What this process
 * plays (the node) stands still while the process does: start programs with `spawn`, never with `spawnSync`.
 */
export async function startCluster({ users = [], istiod = true }: ClusterOptions = {}): Promise<Cluster> {
  const [controllerProgram] = builtPrograms('kube-controller-manager');
  const network = await startClusterNetwork((clusterIp) => serviceAt(server, clusterIp));
  const server: ApiServer = await startApiServer({
    users,
    administrators: ['controllers', 'node', 'istiod'],
    serviceAccounts: true,
    network: network.socket,
  });
  const folder = join(server.folder, 'controllers');
  mkdirSync(folder);
  writeFileSync(join(folder, 'kubeconfig'), server.kubeconfig('controllers'));
  const flags = [
    '--kubeconfig=kubeconfig',
    `--controllers=${controllers.join(',')}`,
    '--leader-elect=false',
    '--secure-port=0',
    '--service-account-private-key-file=../service-account.pem',
    '--root-ca-file=../certificates/apiserver.crt',
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
  let controllerManager = new Program(controllerProgram!, flags, folder);
  const kubelet = await startKubelet();
  const node = runNode(server.as('node'));
  const standInIstiod = istiod ? await runIstiod(server.as('istiod'), network) : undefined;
  const stop = async (): Promise<void> => {
    node.stop();
    standInIstiod?.stop();
    await controllerManager.stop();
    await server.stop();
    await kubelet.stop();
    network.stop();
  };
  try {
    await registerNode(server.as('node'), kubelet.port);
    await until(30, 'the default ServiceAccount is there', async () => {
      if (controllerManager.hasEnded) throw new Error('kube-controller-manager has ended');
      const { status } = await server.request('GET', '/api/v1/namespaces/default/serviceaccounts/default');
      return status === 200 || undefined;
    });
    return {
      ...server,
      fate: node.fate,
      kubelet,
      network,
      // The controllers begin anew, too: those that have lost the server more than once wait for up to 30 seconds.
      restartApiServer: async () => {
        await Promise.all([server.restartApiServer(), controllerManager.stop()]);
        controllerManager = new Program(controllerProgram!, flags, folder);
      },
      stop,
    };
  } catch (error) {
    const why = `${(error as Error).message}\nkube-controller-manager:\n${controllerManager.lastWords()}`;
    await stop();
    throw new Error(why);
  }
}

/** `istiod.istio-system.svc` by its address. */
async function serviceAt(client: ApiClient, clusterIp: string): Promise<string | undefined> {
  const { body } = await client.request('GET', '/api/v1/services');
  const { items } = body as { items: readonly { metadata: JsonObject; spec: JsonObject }[] };
  const found = items.find(({ spec }) => spec.clusterIP === clusterIp);
  return found && `${found.metadata.name}.${found.metadata.namespace}.svc`;
}
