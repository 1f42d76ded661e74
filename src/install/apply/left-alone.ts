import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { isNeverSelector } from '../never-selector.ts';
import { isEntryOf } from './same-fields.ts';
import { kindId } from './stages.ts';

/** A field that somebody else sets once an object is there, and that is then theirs. */
interface LeftAlone {
  /** `group/Kind` of the objects. */
  readonly kind: string;
  /** `*` stands for each item of a list. */
  readonly path: readonly string[];
  /** Who sets it, and why it is not set back. */
  readonly why: string;
  /** Only when this says so of what the field holds now. */
  readonly when?: (now: Json, object: JsonObject, wanted: readonly JsonObject[]) => boolean;
}

const mutating = 'admissionregistration.k8s.io/MutatingWebhookConfiguration';
const validating = 'admissionregistration.k8s.io/ValidatingWebhookConfiguration';

const isScaled = (deployment: JsonObject, wanted: readonly JsonObject[]): boolean =>
  wanted.some(
    (object) =>
      object.kind === 'HorizontalPodAutoscaler' &&
      textAt(object, 'metadata', 'namespace') === textAt(deployment, 'metadata', 'namespace') &&
      textAt(object, 'spec', 'scaleTargetRef', 'kind') === deployment.kind &&
      textAt(object, 'spec', 'scaleTargetRef', 'name') === textAt(deployment, 'metadata', 'name'),
  );

/** Istio, pkg/webhooks (istiod's patches) and istioctl/pkg/tag (how an injector is switched off). */
export const leftAlone: readonly LeftAlone[] = [
  { kind: mutating, path: ['webhooks', '*', 'clientConfig', 'caBundle'], why: 'istiod puts its certificate there' },
  { kind: validating, path: ['webhooks', '*', 'clientConfig', 'caBundle'], why: 'istiod puts its certificate there' },
  { kind: validating, path: ['webhooks', '*', 'failurePolicy'], why: 'istiod makes it Fail once it can validate' },
  ...['namespaceSelector', 'objectSelector'].map((selector) => ({
    kind: mutating,
    path: ['webhooks', '*', selector],
    why: 'the tag default has taken over, and switched this injector off',
    when: isNeverSelector,
  })),
  {
    kind: 'apps/Deployment',
    path: ['spec', 'replicas'],
    why: 'a HorizontalPodAutoscaler sets it',
    when: (_now, deployment, wanted) => isScaled(deployment, wanted),
  },
];

/**
 * `wanted` without the fields of `leftAlone` that are set in the cluster, and not by us.
 *
 * @param live the object as it is
 * @param fields what we own of it (`appliedFields`)
 * @param all everything that is wanted, which tells what is scaled
 */
export function withoutLeftAlone(
  wanted: JsonObject,
  live: JsonObject,
  fields: JsonObject,
  all: readonly JsonObject[],
): JsonObject {
  const kind = kindId(wanted);
  return leftAlone
    .filter((rule) => rule.kind === kind)
    .reduce<JsonObject>((object, { path, when = () => true }) => {
      const isTheirs = (now: Json): boolean => when(now, wanted, all);
      return (drop(object, live, fields, path, isTheirs) ?? {}) as JsonObject;
    }, wanted);
}

/** `wanted` without the field at `path` where `live` has it and `fields` has not; undefined when nothing is left. */
function drop(
  wanted: Json | undefined,
  live: Json | undefined,
  fields: Json | undefined,
  path: readonly string[],
  isTheirs: (now: Json) => boolean,
): Json | undefined {
  const [step, ...rest] = path;
  if (live === undefined || wanted === undefined) return wanted;
  if (step === undefined) return fields === undefined && isTheirs(live) ? undefined : wanted;
  if (step === '*') {
    if (!Array.isArray(wanted) || !Array.isArray(live)) return wanted;
    return wanted.map((item: Json) => {
      const entry = isObject(fields) ? Object.keys(fields).find((key) => isEntryOf(key, item)) : undefined;
      const there = live.find((one: Json) => valueAt(one, 'name') === valueAt(item, 'name'));
      return drop(item, there, entry && valueAt(fields, entry), rest, isTheirs) ?? null;
    });
  }
  if (!isObject(wanted) || !isObject(live)) return wanted;
  const { [step]: value, ...others } = wanted;
  const left = drop(value, live[step], valueAt(fields, `f:${step}`), rest, isTheirs);
  return left === undefined ? others : { ...wanted, [step]: left };
}
