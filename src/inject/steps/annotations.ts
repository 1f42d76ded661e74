import { isObject, type Json } from '../../resources/json.ts';
import { annotationChecks } from '../../schema/annotations/checks.ts';
import type { ValueCheck } from '../../schema/annotations/values.ts';
import { textsOf } from '../containers.ts';
import { InjectionError, type PodTemplate } from '../pod-template.ts';
import { isOverrides, overridesAnnotation } from './overrides.ts';
import { parsed } from './parsed.ts';
import { isStatus, statusAnnotation } from './status.ts';

const jsonOf =
  (expected: string, holds: (value: Json) => boolean): ValueCheck =>
  (text) => {
    const value = parsed(text);
    return value !== undefined && holds(value) ? undefined : `must be JSON of ${expected}, not "${text}"`;
  };

/** A list, as Istio's documentation has it, or a map by name. The template takes an empty annotation for none. */
const volumes =
  (what: string, example: string): ValueCheck =>
  (text) =>
    text === '' ? undefined : jsonOf(`${what}, like ${example}`, areMaps)(text);

const areMaps = (value: Json): boolean =>
  (Array.isArray(value) || isObject(value)) && Object.values(value).every(isObject);

/** Annotations of JSON, which istiod takes whatever they hold: what is wrong in them only shows when a template fails, or is lost. */
const jsonChecks: ReadonlyMap<string, ValueCheck> = new Map([
  ['sidecar.istio.io/userVolume', volumes('volumes', '[{"name":"data","emptyDir":{}}]')],
  ['sidecar.istio.io/userVolumeMount', volumes('volume mounts', '[{"name":"data","mountPath":"/data"}]')],
  [overridesAnnotation, jsonOf('containers, {"containers":[…],"initContainers":[…]}', isOverrides)],
  [statusAnnotation, jsonOf('names, like {"containers":["istio-proxy"]}', isStatus)],
]);

/**
 * Refuses a Pod one of whose annotations the injector cannot read.
 *
 * @throws InjectionError that names all of them
 */
export function checkAnnotations(pod: PodTemplate): void {
  const problems: [name: string, problem: string][] = [];
  for (const [name, value] of Object.entries(textsOf(pod, 'annotations'))) {
    const check = annotationChecks.get(name) ?? jsonChecks.get(name);
    const problem = check?.(String(value ?? ''));
    if (problem !== undefined) problems.push([name, problem]);
  }
  const [first, ...others] = problems;
  if (first === undefined) return;
  const at = ['metadata', 'annotations'];
  if (others.length === 0) throw new InjectionError(first[1], [...at, first[0]]);
  throw new InjectionError(problems.map(([name, problem]) => `"${name}" ${problem}`).join('; '), at);
}
