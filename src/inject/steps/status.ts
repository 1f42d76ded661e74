import { isObject, type Json } from '../../resources/json.ts';
import { annotationOf, itemsOf, namesOf, withTexts } from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Injection } from './injection.ts';
import { parsed } from './parsed.ts';
import { networkVariable } from './proxy-environment.ts';

export const statusAnnotation = 'sidecar.istio.io/status';
export const networkLabel = 'topology.istio.io/network';

/** The lists that the status annotation names the injected items of, in its order. */
const statusLists = ['initContainers', 'containers', 'volumes', 'imagePullSecrets'] as const;

/** What the status annotation names. */
export type Status = Readonly<Partial<Record<(typeof statusLists)[number], readonly string[] | null>>> & {
  readonly revision?: string;
};

/** The status that a Pod's annotation holds, as `checkAnnotations` took it; undefined for a Pod that was not injected. */
export function statusOf(pod: PodTemplate): Status | undefined {
  const text = annotationOf(pod, statusAnnotation);
  return text === undefined ? undefined : ((parsed(text) ?? {}) as Status);
}

/** True for what the annotation may hold. */
export const isStatus = (value: Json): boolean =>
  isObject(value) && statusLists.every((list) => isNameList(value[list] ?? []));

const isNameList = (value: Json): boolean => Array.isArray(value) && value.every((name) => typeof name === 'string');

/**
 * Notes in the Pod what was injected: the status annotation names what templates gave, null where that is nothing; a label
 * says which network the proxy is in; annotations that the settings want are added last.
 */
export function noteStatus(pod: PodTemplate, template: PodTemplate, { settings, environment }: Injection): PodTemplate {
  const named = statusLists.map((list) => {
    const names = namesOf(itemsOf(template.spec, list));
    return [list, names.length === 0 ? null : names];
  });
  const status = JSON.stringify({ ...Object.fromEntries(named), revision: settings.revision || 'default' });
  const network = environment.get(networkVariable);
  const labelled = network === undefined ? pod : withTexts(pod, 'labels', { [networkLabel]: network });
  return withTexts(labelled, 'annotations', { [statusAnnotation]: status, ...settings.injectedAnnotations });
}
