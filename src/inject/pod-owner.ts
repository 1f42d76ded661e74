import { isObject, type JsonObject } from '../resources/json.ts';
import type { Owner } from './pod-template.ts';

/**
 * Whose Pod it is, as far as the Pod itself tells: istiod's heuristic (pkg/kube, GetDeployMetaFromPod). A Pod whose name
 * was generated belongs to its controller, and where that is one that another makes, to the other.
 */
export function podOwner({ metadata }: JsonObject): Owner {
  const { name, namespace, generateName, ownerReferences, labels }: JsonObject = isObject(metadata) ? metadata : {};
  const own = { apiVersion: 'v1', kind: 'Pod', name: text(name), namespace: text(namespace) };
  if (text(generateName) === '' || !Array.isArray(ownerReferences)) return own;
  const controller = ownerReferences.find((one): one is JsonObject => isObject(one) && one.controller === true);
  if (controller === undefined) return own;
  const { apiVersion, kind, name: ownerName } = controller;
  const found = { apiVersion: text(apiVersion), kind: text(kind), name: text(ownerName) };
  const made = makers.get(found.kind)?.(found.name, isObject(labels) ? labels : {}) ?? {};
  const owner = { ...found, ...made };
  return { ...own, ...owner, name: owner.name || own.name };
}

/** By the kind of a controller: what made the controller, as its name and the Pod's labels show. */
const makers = new Map<string, (name: string, labels: JsonObject) => Partial<Owner> | undefined>([
  [
    'ReplicaSet',
    (name, labels) =>
      withoutHash(name, labels['pod-template-hash'], { kind: 'Deployment' }) ??
      withoutHash(name, labels['rollouts-pod-template-hash'], { kind: 'Rollout', apiVersion: 'v1alpha1' }),
  ],
  [
    'ReplicationController',
    (_, { deploymentconfig }) =>
      text(deploymentconfig) === '' ? undefined : { kind: 'DeploymentConfig', name: text(deploymentconfig) },
  ],
  [
    'Job',
    (name) => {
      // A CronJob's Jobs are named for the minute that they belong to.
      const scheduled = /^(.+)-\d{8,10}$/.exec(name);
      return scheduled === null ? undefined : { kind: 'CronJob', name: scheduled[1]!, apiVersion: 'batch/v1' };
    },
  ],
]);

function withoutHash(name: string, hash: unknown, maker: Partial<Owner>): Partial<Owner> | undefined {
  const end = text(hash);
  if (end === '' || !name.endsWith(end)) return undefined;
  return { ...maker, name: name.endsWith(`-${end}`) ? name.slice(0, -end.length - 1) : name };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
