import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { ComponentInstance, Workload } from '../components.ts';
import { kubernetesSettings } from '../components.ts';
import { mapAt, nested } from '../settings/merge.ts';
import { strategicMerge } from './strategic-merge.ts';

/** What one field of `k8s` changes. */
interface Setting {
  /** The kind of the object; absent for the component's own Deployment or DaemonSet. */
  readonly kind?: string;
  patch(value: Json, workload: Workload): JsonObject;
}

const inPod = (field: string): Setting => ({ patch: (value) => nested(['spec', 'template', 'spec', field], value) });
const inContainer = (field: string): Setting => ({
  patch: (value, { container }) =>
    nested(['spec', 'template', 'spec', 'containers'], [{ name: container, [field]: value }]),
});
const at = (path: readonly string[], kind?: string): Setting => ({
  ...(kind !== undefined && { kind }),
  patch: (value) => nested(path, value),
});

/** Where the fields of `k8s` go (istio.io, IstioOperator Options: KubernetesResources). Overlays come after them. */
const settings: Readonly<Record<string, Setting>> = {
  affinity: inPod('affinity'),
  env: inContainer('env'),
  hpaSpec: at(['spec'], 'HorizontalPodAutoscaler'),
  imagePullPolicy: inContainer('imagePullPolicy'),
  nodeSelector: inPod('nodeSelector'),
  podAnnotations: at(['spec', 'template', 'metadata', 'annotations']),
  podDisruptionBudget: at(['spec'], 'PodDisruptionBudget'),
  priorityClassName: inPod('priorityClassName'),
  readinessProbe: inContainer('readinessProbe'),
  replicaCount: at(['spec', 'replicas']),
  resources: inContainer('resources'),
  securityContext: inPod('securityContext'),
  service: at(['spec'], 'Service'),
  serviceAnnotations: at(['metadata', 'annotations'], 'Service'),
  strategy: at(['spec', 'strategy']),
  tolerations: inPod('tolerations'),
};

export interface Patched {
  readonly objects: readonly JsonObject[];
  /** Fields of `k8s` that found no object to change. */
  readonly idle: readonly { readonly field: string; readonly target: string }[];
}

/** The objects of an instance with its `k8s` settings in them. */
export function withKubernetesSettings(
  objects: readonly JsonObject[],
  instance: ComponentInstance,
  revision: string,
): Patched {
  const { component, settings: given } = instance;
  const { workload } = component;
  if (workload === undefined) return { objects, idle: [] };
  const suffix = workload.isRevisioned && revision !== '' && revision !== 'default' ? `-${revision}` : '';
  const name = textAt(given, 'name') || `${workload.name}${suffix}`;
  const idle: { field: string; target: string }[] = [];
  let result = objects;
  for (const [field, { kind = workload.kind, patch }] of Object.entries(settings)) {
    const value = settingOf(instance, field);
    if (value === undefined) continue;
    const isTarget = (object: JsonObject) => object.kind === kind && textAt(object, 'metadata', 'name') === name;
    if (!result.some(isTarget)) idle.push({ field, target: `${kind} ${name}` });
    result = result.map((object) => (isTarget(object) ? patched(object, patch(value, workload)) : object));
  }
  return { objects: result, idle };
}

/** Ports of gateways are left out: their chart has them from its values, and gives them to more than the Service. */
function settingOf(instance: ComponentInstance, field: string): Json | undefined {
  const value = valueAt(kubernetesSettings(instance), field);
  if (field !== 'service' || !instance.component.isList || !isObject(value)) return value;
  const { ports, ...rest } = value;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** An object with a patch in it. A patch replaces a PodDisruptionBudget's selector, and of its two bounds, of which it takes one, the chart's gives way. */
function patched(object: JsonObject, patch: JsonObject): JsonObject {
  const result = strategicMerge(object, patch);
  if (result.kind !== 'PodDisruptionBudget') return result;
  const { minAvailable, ...others } = mapAt(result, 'spec');
  const hasOther = minAvailable === undefined || others.maxUnavailable !== undefined;
  const selector = valueAt(patch, 'spec', 'selector');
  return {
    ...result,
    spec: { ...others, ...(!hasOther && { minAvailable }), ...(selector !== undefined && { selector }) },
  };
}
