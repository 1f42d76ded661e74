import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import {
  annotationOf,
  type ContainerList,
  containerLists,
  containerNamed,
  istioContainers,
  itemNamed,
  itemsOf,
  withTexts,
} from '../containers.ts';
import { containerType, podType } from '../pod/pod-types.ts';
import { strategicMerge } from '../pod/strategic-merge.ts';
import { typedJson } from '../pod/typed-json.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Injection, Rendered } from './injection.ts';
import { parsed } from './parsed.ts';

export const overridesAnnotation = 'proxy.istio.io/overrides';

/** What a Pod says itself of containers that templates give: they win over the templates. */
export type Overrides = Readonly<Partial<Record<ContainerList, readonly JsonObject[]>>>;

/** True for what the annotation may hold. */
export const isOverrides = (value: Json): boolean =>
  isObject(value) && containerLists.every((list) => isContainerList(value[list] ?? []));

const isContainerList = (value: Json): boolean =>
  Array.isArray(value) && value.every((one) => isObject(one) && typeof one.name === 'string');

/** Overrides that a Pod's annotation holds, as `checkAnnotations` took it; none where it has no such annotation. */
export const writtenOverrides = (pod: PodTemplate): Overrides =>
  (parsed(annotationOf(pod, overridesAnnotation) ?? '{}') ?? {}) as Overrides;

/** What the Pod says of a container that a template gives. An init container may stand among the containers, which run later. */
function overrideOf(name: string, list: ContainerList, original: PodTemplate, written: Overrides) {
  const inAnnotation = itemNamed(written[list] ?? [], name);
  if (inAnnotation !== undefined) return inAnnotation;
  return list === 'containers' ? itemNamed(itemsOf(original.spec, list), name) : containerNamed(original.spec, name);
}

/** The image `auto` stands for the one of the template. */
function withoutAutoImage(container: JsonObject): JsonObject {
  if (container.image !== 'auto') return container;
  const { image: _, ...rest } = container;
  return rest;
}

/**
 * Lays what the Pod says of Istio's containers over what templates make of them, and notes it in an annotation, from which
 * later injections know it apart.
 */
export function applyOverrides({ pod, template }: Rendered, { original }: Injection): PodTemplate {
  const written = writtenOverrides(original);
  const noted: string[] = [];
  let merged: JsonObject = { spec: pod.spec };
  for (const list of containerLists) {
    const texts: string[] = [];
    for (const name of new Set(itemsOf(template.spec, list).map((one) => String(one.name)))) {
      const container = overrideOf(name, list, original, written);
      if (container === undefined) continue;
      const overlay = withoutAutoImage(container);
      const text = typedJson(overlay, containerType);
      texts.push(text);
      const patch = istioContainers.has(name) ? (JSON.parse(text) as JsonObject) : overlay;
      merged = strategicMerge(merged, { spec: { [list]: [patch] } }, podType);
    }
    if (texts.length > 0) noted.push(`"${list}":[${texts.join(',')}]`);
  }
  const overridden = { ...pod, spec: merged.spec as JsonObject };
  if (noted.length === 0) return overridden;
  return withTexts(overridden, 'annotations', { [overridesAnnotation]: `{${noted.join(',')}}` });
}

/** A Pod as templates are to see it: with the containers that its annotation holds, where they are not there already. */
export function seenByTemplates(pod: PodTemplate): PodTemplate {
  const written = writtenOverrides(pod);
  let { spec } = pod;
  for (const list of containerLists) {
    const items = itemsOf(spec, list);
    const missing = (written[list] ?? []).filter(({ name }) => itemNamed(items, String(name)) === undefined);
    if (missing.length > 0) spec = { ...spec, [list]: [...items, ...missing] };
  }
  return spec === pod.spec ? pod : { ...pod, spec };
}
