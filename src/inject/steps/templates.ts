import { listNames } from '../../base/list-names.ts';
import { TemplateError } from '../../render/template/errors.ts';
import type { Functions } from '../../render/template/model/function.ts';
import type { Value } from '../../render/template/model/values.ts';
import { Template } from '../../render/template/template.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import {
  annotationOf,
  containerLists,
  istioContainers,
  itemNamed,
  itemsOf,
  namesOf,
  proxyName,
} from '../containers.ts';
import { canonical } from '../pod/canonical.ts';
import { problemOf } from '../pod/check-pod.ts';
import { type ListType, type ObjectType, podType, specType } from '../pod/pod-types.ts';
import { strategicMerge } from '../pod/strategic-merge.ts';
import { InjectionError, type PodTemplate } from '../pod-template.ts';
import type { InjectionSettings } from '../settings.ts';
import type { Rendered } from './injection.ts';

const templatesAnnotation = 'inject.istio.io/templates';

/** The templates of an injector, each read when a Pod wants it first. */
export class Templates {
  readonly #parsed = new Map<string, Template>();

  constructor(
    private readonly settings: InjectionSettings,
    private readonly functions: Functions,
  ) {}

  /** The names of those that a Pod gets, in order: it may ask for others than the usual. */
  namesFor(pod: PodTemplate): readonly string[] {
    const wanted = annotationOf(pod, templatesAnnotation);
    const names = wanted?.split(',').map((name) => name.trim()) ?? this.settings.defaultTemplates;
    const { aliases } = this.settings;
    return names.flatMap((name) => (Object.hasOwn(aliases, name) ? aliases[name]! : [name]));
  }

  /**
   * What a template makes of its data: a part of a Pod, which is a strategic merge patch.
   *
   * @throws InjectionError where there is no such template, or it cannot be read or run, or gives no YAML
   */
  render(name: string, data: Value): JsonObject {
    const failed = (why: string, cause?: Error) =>
      new InjectionError(`injection template "${name}" ${why}`, [], cause && { cause });
    let text: string;
    try {
      text = this.#template(name).execute(data);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw failed(`fails: ${error.message}`, error);
    }
    const [document] = readYaml(text);
    if (document?.problem !== undefined) {
      const { line, message } = document.problem;
      throw failed(`gives no YAML: line ${line} of it, "${text.split('\n')[line - 1]?.trim()}": ${message}`);
    }
    if (document?.value === undefined) return {};
    if (!isObject(document.value)) throw failed('must give a map, with metadata and spec of a Pod');
    const problem = problemOf(document.value, podType);
    if (problem !== undefined) throw failed(`gives a Pod with a wrong value: ${problem.message}`);
    return document.value;
  }

  #template(name: string): Template {
    let template = this.#parsed.get(name);
    if (template === undefined) {
      const { templates } = this.settings;
      if (!Object.hasOwn(templates, name)) {
        const known = listNames(Object.keys(templates).sort(), 12) || 'none';
        throw new InjectionError(`there is no injection template "${name}"; there are: ${known}`, [
          'metadata',
          'annotations',
          templatesAnnotation,
        ]);
      }
      const text = templates[name]!;
      const trees = this.settings.parsedTemplate?.(name, text);
      template = new Template(name).funcs(this.functions);
      if (trees === undefined) template.parse(text);
      else template.add(trees);
      this.#parsed.set(name, template);
    }
    return template;
  }
}

/** True where the Pod or else the settings want the proxy to be an init container; as templates do, by any text but `false`. */
function isNative(pod: PodTemplate, { nativeSidecars }: InjectionSettings): boolean {
  const written = annotationOf(pod, 'sidecar.istio.io/nativeSidecar');
  return written ? written !== 'false' : nativeSidecars;
}

/** What a Pod says of its proxy stands among the containers; where the proxy is an init container, it is moved there. */
function withNativeProxy(spec: JsonObject): JsonObject {
  const containers = itemsOf(spec, 'containers');
  const proxy = itemNamed(containers, proxyName);
  if (proxy === undefined) return spec;
  return {
    ...spec,
    containers: containers.filter((container) => container !== proxy),
    initContainers: [...itemsOf(spec, 'initContainers'), proxy],
  };
}

/**
 * Merges what templates give for a Pod into it, one after the other; all are given the same data.
 *
 * @param baseFor what they are merged into, by all that they give: the Pod, or more where it was injected before
 */
export function renderTemplates(
  pod: PodTemplate,
  data: Value,
  templates: Templates,
  settings: InjectionSettings,
  baseFor: (template: PodTemplate) => PodTemplate,
): Rendered {
  const steps: { readonly patch: JsonObject; readonly hasNativeProxy: boolean }[] = [];
  let template: JsonObject = {};
  for (const name of templates.namesFor(pod)) {
    const patch = templates.render(name, data);
    template = strategicMerge(template, patch, podType);
    const proxy = itemNamed(itemsOf(partOf(template, 'spec'), 'initContainers'), proxyName);
    steps.push({ patch, hasNativeProxy: proxy !== undefined });
  }
  const base = baseFor(podOf(template));
  let merged: JsonObject = { metadata: base.metadata, spec: base.spec };
  for (const { patch, hasNativeProxy } of steps) {
    if (hasNativeProxy && isNative(podOf(merged), settings)) {
      merged = { ...merged, spec: withNativeProxy(partOf(merged, 'spec')) };
    }
    merged = strategicMerge(merged, patch, podType);
  }
  const rendered = { pod: podOf(merged), template: podOf(template) };
  return { ...rendered, pod: withCanonicalItems(rendered, pod) };
}

const partOf = (pod: JsonObject, part: 'metadata' | 'spec'): JsonObject => {
  const value = pod[part];
  return isObject(value) ? value : {};
};

const podOf = (pod: JsonObject): PodTemplate => ({ metadata: partOf(pod, 'metadata'), spec: partOf(pod, 'spec') });

/** Writes what templates gave as Kubernetes does: volumes, and containers that are not the Pod's own. */
function withCanonicalItems({ pod, template }: Rendered, original: PodTemplate): PodTemplate {
  const spec: Record<string, JsonObject[string]> = { ...pod.spec };
  for (const list of [...containerLists, 'volumes'] as const) {
    const given = new Set(itemsOf(template.spec, list).map(({ name }) => name));
    if (given.size === 0) continue;
    const own = new Set(list === 'volumes' ? [] : namesOf(itemsOf(original.spec, list)));
    const type = (specType.byJson.get(list)!.type as ListType).element as ObjectType;
    spec[list] = itemsOf(pod.spec, list).map((item) => {
      const name = String(item.name);
      return given.has(name) && (!own.has(name) || istioContainers.has(name)) ? canonical(item, type) : item;
    });
  }
  return { ...pod, spec };
}
