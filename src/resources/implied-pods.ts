import { isObject, type JsonObject } from './json.ts';
import { Resource } from './resource.ts';

/** Where a workload's pod template stands, by `group/kind`. */
const templates: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps.openshift.io/DeploymentConfig': ['spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
};

/**
 * The pod that a workload's controller would make, or undefined for a resource that makes none. Files hold workloads
 * where a cluster holds pods: a selector that matches a template will match its pods. Findings never point at it.
 */
export function impliedPod(resource: Resource): Resource | undefined {
  const path = templates[resource.type.id];
  if (path === undefined) return undefined;
  const { body, name, namespace, document, options } = resource;
  let template: JsonObject[string] = body;
  for (const step of path) template = isObject(template) ? template[step] : undefined;
  if (!isObject(template)) return undefined;
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const { labels = {}, annotations = {} } = metadata;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: `${name}-`, namespace, labels, annotations },
    spec: template.spec,
  };
  return new Resource<JsonObject>(pod, document, { ...options, assumed: true, impliedBy: resource });
}
