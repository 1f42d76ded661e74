import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import { resourceType } from '../resources/kinds.ts';

/** What programs that read a kind into its Go type and write it again add where it is missing, and leave out. */
interface TypedFields {
  /** Counters that the type always has. */
  readonly status: readonly string[];
  /** Fields of `spec` that the type always has, with what they are where nobody wrote them. */
  readonly spec?: Readonly<Record<string, Json>>;
}

const replicaSet: TypedFields = { status: ['replicas'] };
const daemonSet: TypedFields = {
  status: ['currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady'],
};
const deploymentConfig: TypedFields = {
  status: [
    'latestVersion',
    'observedGeneration',
    'replicas',
    'updatedReplicas',
    'availableReplicas',
    'unavailableReplicas',
  ],
  // `replicas`, which it always has as well, is left alone: 0 would be another number than the default.
  spec: { test: false },
};

/** By `group/kind`: k8s.io/api apps/v1 and core/v1, github.com/openshift/api apps/v1. */
const typedFields: Readonly<Record<string, TypedFields>> = {
  'apps/StatefulSet': { status: ['replicas', 'availableReplicas'] },
  'apps/DaemonSet': daemonSet,
  'apps/ReplicaSet': replicaSet,
  '/ReplicationController': replicaSet,
  'apps/Deployment': { status: [] },
  'extensions/DaemonSet': daemonSet,
  'extensions/ReplicaSet': replicaSet,
  'extensions/Deployment': { status: [] },
  'apps.openshift.io/DeploymentConfig': deploymentConfig,
  '/DeploymentConfig': deploymentConfig,
};

/** Fields of `spec` that the types of all these kinds leave out where they are zero, as they are by default. */
const leftOut = ['minReadySeconds', 'paused'];

/**
 * An injected workload with the fields that its Go type adds and without those that it leaves out, as istioctl writes it: so
 * that both give equal objects (docs/decisions/0020). Neither means anything to Kubernetes.
 */
export function withTypedFields(object: JsonObject): JsonObject {
  const fields = fieldsOf(object);
  if (fields === undefined) return object;
  const { spec, status } = object;
  const changed: Record<string, Json | undefined> = { ...object };
  if (isObject(spec)) changed.spec = typedSpec(spec, fields);
  if (fields.status.length > 0 && isEmpty(status)) changed.status = zeros(fields);
  return changed;
}

/** A workload without the status of zeros that `withTypedFields`, or istioctl, gave it. */
export function withoutTypedFields(object: JsonObject): JsonObject {
  const { status, ...rest } = object;
  const names = fieldsOf(object)?.status ?? [];
  if (names.length === 0 || !isObject(status)) return object;
  const isOfZeros = Object.keys(status).length === names.length && names.every((name) => status[name] === 0);
  return isOfZeros ? rest : object;
}

function fieldsOf({ apiVersion, kind }: JsonObject): TypedFields | undefined {
  const { id } = resourceType(String(apiVersion), String(kind));
  return Object.hasOwn(typedFields, id) ? typedFields[id] : undefined;
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);

const zeros = ({ status }: TypedFields): JsonObject => Object.fromEntries(status.map((name) => [name, 0]));

function typedSpec(spec: JsonObject, { spec: added = {} }: TypedFields): JsonObject {
  const isGone = (name: string): boolean => leftOut.includes(name) && (spec[name] === 0 || spec[name] === false);
  const missing = Object.entries(added).filter(([name]) => spec[name] === undefined);
  if (missing.length === 0 && !Object.keys(spec).some(isGone)) return spec;
  const kept = Object.entries(spec).filter(([name]) => !isGone(name));
  return Object.fromEntries([...kept, ...missing]);
}
