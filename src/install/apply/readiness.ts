import { objectsAt, textAt, valueAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { kindId } from './stages.ts';

/** How far an object is: undefined when it is ready, else what is missing. `isFinal` when waiting is of no use. */
export interface NotReady {
  readonly progress: string;
  readonly isFinal?: boolean;
}

type Rule = (object: JsonObject) => NotReady | undefined;

/** What is waited for, and when it is ready (kubectl rollout status; Kubernetes API reference). */
const rules: Readonly<Record<string, Rule>> = {
  '/Namespace': (namespace) => {
    const phase = textAt(namespace, 'status', 'phase');
    return phase === 'Active' ? undefined : { progress: phase === '' ? 'is not there yet' : `is ${phase}` };
  },
  'apiextensions.k8s.io/CustomResourceDefinition': (definition) => {
    if (condition(definition, 'Established')?.status === 'True') return undefined;
    const names = condition(definition, 'NamesAccepted');
    return names?.status === 'False'
      ? { progress: `its names are not accepted: ${textAt(names, 'message')}`, isFinal: true }
      : { progress: 'is not established yet' };
  },
  'apps/Deployment': (deployment) => {
    const wanted = number(deployment, 1, 'spec', 'replicas');
    const updated = number(deployment, 0, 'status', 'updatedReplicas');
    const all = number(deployment, 0, 'status', 'replicas');
    const available = number(deployment, 0, 'status', 'availableReplicas');
    if (!isObserved(deployment)) return notSeen;
    if (updated < wanted) return { progress: `${updated} of ${wanted} replicas are updated` };
    if (all > updated) return { progress: `${all - updated} old replicas are still to end` };
    return available < updated ? { progress: `${available} of ${updated} replicas are available` } : undefined;
  },
  'apps/DaemonSet': (daemonSet) => {
    const wanted = number(daemonSet, 0, 'status', 'desiredNumberScheduled');
    const updated = number(daemonSet, 0, 'status', 'updatedNumberScheduled');
    const available = number(daemonSet, 0, 'status', 'numberAvailable');
    const updatesByItself = textAt(daemonSet, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
    if (!isObserved(daemonSet)) return notSeen;
    if (updatesByItself && updated < wanted) return { progress: `${updated} of ${wanted} Pods are updated` };
    return available < wanted ? { progress: `${available} of ${wanted} Pods are available` } : undefined;
  },
  'apps/StatefulSet': (statefulSet) => {
    const wanted = number(statefulSet, 1, 'spec', 'replicas');
    const kept = number(statefulSet, 0, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
    const updatesByItself = textAt(statefulSet, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
    const updated = number(statefulSet, 0, 'status', 'updatedReplicas');
    const ready = number(statefulSet, 0, 'status', 'readyReplicas');
    if (!isObserved(statefulSet)) return notSeen;
    if (updatesByItself && updated < wanted - kept) return { progress: `${updated} of ${wanted} replicas are updated` };
    return ready < wanted ? { progress: `${ready} of ${wanted} replicas are ready` } : undefined;
  },
  'batch/Job': (job) => {
    if (condition(job, 'Complete')?.status === 'True') return undefined;
    const failed = condition(job, 'Failed');
    return failed?.status === 'True'
      ? { progress: `has failed: ${textAt(failed, 'message') || textAt(failed, 'reason')}`, isFinal: true }
      : { progress: 'is not complete' };
  },
  '/Pod': (pod) =>
    condition(pod, 'Ready')?.status === 'True' || textAt(pod, 'status', 'phase') === 'Succeeded'
      ? undefined
      : { progress: `is ${textAt(pod, 'status', 'phase') || 'not there yet'}` },
};

const notSeen: NotReady = { progress: 'its controller has not seen it yet' };

/** True for kinds that take time to get ready. */
export const isWaitedFor = (object: JsonObject): boolean => Object.hasOwn(rules, kindId(object));

/** What an object lacks to be ready; undefined when it is ready, as are kinds that are not waited for. */
export const notReady = (object: JsonObject): NotReady | undefined => rules[kindId(object)]?.(object);

const isObserved = (object: JsonObject): boolean =>
  number(object, 0, 'status', 'observedGeneration') >= number(object, 0, 'metadata', 'generation');

function number(object: JsonObject, usual: number, ...path: readonly string[]): number {
  const value = valueAt(object, ...path);
  return typeof value === 'number' ? value : usual;
}

/** A condition in an object's status. */
export const condition = (object: JsonObject, type: string): JsonObject | undefined =>
  objectsAt(object, 'status', 'conditions').find((one) => one.type === type);
