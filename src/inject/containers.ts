import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { PodTemplate } from './pod-template.ts';

/** The lists of a Pod's spec that hold containers which injection changes. */
export const containerLists = ['containers', 'initContainers'] as const;
export type ContainerList = (typeof containerLists)[number];

/** Names that the injector knows: Envoy or the agent, and the init containers that prepare a Pod for it. */
export const proxyName = 'istio-proxy';
export const initName = 'istio-init';
export const validationName = 'istio-validation';
export const coreDumpName = 'enable-core-dump';

/** Containers that are Istio's whoever writes them: what a Pod says about them adds to what a template does. */
export const istioContainers: ReadonlySet<string> = new Set([proxyName, initName, validationName, coreDumpName]);

/** The maps in a list of a Pod's spec; none where there is no list. */
export function itemsOf(owner: JsonObject, field: string): readonly JsonObject[] {
  const list = owner[field];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The names of named things: containers, volumes, secrets, environment variables. */
export const namesOf = (items: readonly JsonObject[]): string[] => items.map(({ name }) => String(name ?? ''));

export const itemNamed = (items: readonly JsonObject[], name: string): JsonObject | undefined =>
  items.find((item) => item.name === name);

/** The first container of that name, of the containers or else of the init containers. */
export const containerNamed = (spec: JsonObject, name: string): JsonObject | undefined =>
  itemNamed(itemsOf(spec, 'containers'), name) ?? itemNamed(itemsOf(spec, 'initContainers'), name);

/** A spec whose container of that name, the one that `containerNamed` finds, is changed. */
export function changeContainer(
  spec: JsonObject,
  name: string,
  change: (container: JsonObject) => JsonObject,
): JsonObject {
  const list = containerLists.find((one) => itemNamed(itemsOf(spec, one), name) !== undefined);
  if (list === undefined) return spec;
  const items = itemsOf(spec, list);
  const place = items.findIndex((item) => item.name === name);
  const changed = change(items[place]!);
  return changed === items[place] ? spec : { ...spec, [list]: items.with(place, changed) };
}

/** A container with environment variables after those that it has. */
export const withEnvironment = (container: JsonObject, variables: readonly JsonObject[]): JsonObject =>
  variables.length === 0 ? container : { ...container, env: [...itemsOf(container, 'env'), ...variables] };

/** The value of a container's environment variable, where it is a text. */
export function environmentValue(container: JsonObject | undefined, name: string): string | undefined {
  const value = container && itemNamed(itemsOf(container, 'env'), name)?.value;
  return typeof value === 'string' ? value : undefined;
}

type TextMap = 'annotations' | 'labels';

/** A Pod's annotations or labels; none where it has no map of them. */
export function textsOf(pod: PodTemplate, map: TextMap): JsonObject {
  const texts = pod.metadata[map];
  return isObject(texts) ? texts : {};
}

const textOf = (pod: PodTemplate, map: TextMap, name: string): string | undefined => {
  const texts = textsOf(pod, map);
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return typeof text === 'string' ? text : undefined;
};

/** The annotation, where it is a text. */
export const annotationOf = (pod: PodTemplate, name: string): string | undefined => textOf(pod, 'annotations', name);
/** The label, where it is a text. */
export const labelOf = (pod: PodTemplate, name: string): string | undefined => textOf(pod, 'labels', name);

/** A Pod with annotations or labels set, or taken away where they are undefined; without the map once that is empty. */
export function withTexts(
  pod: PodTemplate,
  map: TextMap,
  changes: Readonly<Record<string, string | undefined>>,
): PodTemplate {
  const before = textsOf(pod, map);
  const names = Object.keys(changes).filter(
    (name) => changes[name] !== (Object.hasOwn(before, name) ? before[name] : undefined),
  );
  if (names.length === 0) return pod;
  const texts: Record<string, Json | undefined> = { ...before };
  for (const name of names) {
    if (changes[name] === undefined) delete texts[name];
    else texts[name] = changes[name];
  }
  const { [map]: _, ...metadata } = pod.metadata;
  return { ...pod, metadata: Object.keys(texts).length === 0 ? metadata : { ...pod.metadata, [map]: texts } };
}

/** What Go's strconv.ParseBool reads; undefined for other texts. */
export function goBooleanOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}
