import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import type { ApiClient } from './api-client.ts';
import { type PodFate, podStatus } from './pod-fate.ts';

/** The cluster's only node, as far as the API server sees it: what a kubelet and a scheduler would write. */
export interface ClusterNode {
  /** From now on Pods fare as this says, those that are there too. */
  fate(decide: (pod: JsonObject) => PodFate): void;
  stop(): void;
}

export const nodeName = 'node-1';

/** Registers the node, with the port of this machine at which its kubelet answers (port-forward, exec, logs). */
export async function registerNode(client: ApiClient, kubeletPort: number): Promise<void> {
  const { status, body } = await client.create({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: nodeName, labels: { 'kubernetes.io/hostname': nodeName, 'kubernetes.io/os': 'linux' } },
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
      capacity: { cpu: '8', memory: '32Gi', pods: '1000' },
      allocatable: { cpu: '8', memory: '32Gi', pods: '1000' },
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        kubeletVersion: 'v1.35.4',
        kubeProxyVersion: 'v1.35.4',
        bootID: '',
        containerRuntimeVersion: 'containerd://2.2.0',
        kernelVersion: '6.12.0',
        machineID: '',
        osImage: '',
        systemUUID: '',
      },
    },
  });
  if (status !== 201) throw new Error(`no Node: ${JSON.stringify(body)}`);
}

/**
 * Watches all Pods, binds them to the node, reports their status, and takes those away that are deleted. Goes on after the API
 * server was away.
 */
export function runNode(client: ApiClient): ClusterNode {
  const pods = new Map<string, JsonObject>();
  const addresses = new Map<string, string>();
  const busy = new Set<string>();
  const again = new Set<string>();
  let decide: (pod: JsonObject) => PodFate = () => 'ready';
  let hasStopped = false;

  const addressOf = (uid: string): string => {
    const number = addresses.size + 1;
    const address = addresses.get(uid) ?? `10.1.${number >> 8}.${number & 0xff}`;
    addresses.set(uid, address);
    return address;
  };

  /** The server may be on its way up or down; what it says of the object itself, as that it is gone, is no failure. */
  const send: ApiClient['request'] = async (...request) => {
    const answer = await client.request(...request);
    if (answer.status === 429 || answer.status >= 500) throw new Error(`${answer.status}`);
    return answer;
  };

  /** One step towards what the Pod should be; the watch then tells of it, and the next step follows. */
  const step = async (pod: JsonObject): Promise<void> => {
    const { name, namespace, uid, deletionTimestamp } = pod.metadata as Record<string, string>;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    if (deletionTimestamp) {
      await send('DELETE', path, { gracePeriodSeconds: 0, preconditions: { uid: uid! } });
      return;
    }
    const fate = decide(pod);
    if (fate !== 'pending' && !(pod.spec as JsonObject).nodeName) {
      await send('POST', `${path}/binding`, {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: name!, uid: uid! },
        target: { apiVersion: 'v1', kind: 'Node', name: nodeName },
      });
    }
    const status = podStatus(pod, fate, addressOf(uid!));
    if (holds(pod.status, status)) return;
    const type = { 'content-type': 'application/merge-patch+json' };
    await send('PATCH', `${path}/status`, { metadata: { uid: uid! }, status }, type);
  };

  const play = async (uid: string): Promise<void> => {
    again.add(uid);
    if (busy.has(uid)) return;
    busy.add(uid);
    while (again.delete(uid) && !hasStopped) {
      const pod = pods.get(uid);
      try {
        if (pod) await step(pod);
      } catch {
        again.add(uid);
        await sleep(50);
      }
    }
    busy.delete(uid);
  };

  const watching = async (): Promise<void> => {
    while (!hasStopped) {
      try {
        pods.clear();
        for await (const { type, object } of client.watch('/api/v1/pods')) {
          if (!isObject(object) || type === 'ERROR') break;
          const { uid } = object.metadata as { uid: string };
          if (type === 'DELETED') pods.delete(uid);
          else pods.set(uid, object);
          void play(uid);
        }
      } catch {
        // The API server is away.
      }
      await sleep(50);
    }
  };
  void watching();

  return {
    fate: (newDecision) => {
      decide = newDecision;
      for (const uid of pods.keys()) void play(uid);
    },
    stop: () => {
      hasStopped = true;
    },
  };
}

/** Whether a value has all that is wanted of it; objects may hold more. */
function holds(value: Json | undefined, wanted: Json): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((item, i) => holds(value[i], item));
  if (isObject(wanted))
    return isObject(value) && Object.entries(wanted).every(([key, item]) => holds(value[key], item!));
  return value === wanted;
}
