import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';

/** Values of a chart that may say what a setting of `k8s` says. */
export interface Values {
  /** Among the component's own values. */
  readonly own?: JsonObject;
  /** Among those that charts share. */
  readonly global?: JsonObject;
}

/** A setting of `k8s`, or a part of one that can be said by itself. */
export interface SettingPart {
  /** From `k8s`: `['service', 'type']`. */
  readonly path: readonly string[];
  /** `k8s` with nothing but it. */
  readonly k8s: JsonObject;
  /** Charts differ in what they take: the first of these that does what the setting does is meant. */
  readonly candidates: readonly Values[];
}

type ToValues = (value: Json, part: string) => readonly Values[];

const own =
  (name: string): ToValues =>
  (value) => [{ own: { [name]: value } }];
const ownOrGlobal =
  (name: string): ToValues =>
  (value) => [{ own: { [name]: value } }, { global: { [name]: value } }];

/** Settings that have another name among values; the others may have the same. */
const toValues: Readonly<Record<string, ToValues>> = {
  imagePullPolicy: ownOrGlobal('imagePullPolicy'),
  priorityClassName: ownOrGlobal('priorityClassName'),
};

/** Settings whose fields are values of their own. */
const byField: Readonly<Record<string, ToValues>> = {
  hpaSpec: (value, field) => autoscaling(field, value),
  podDisruptionBudget: (value, field) => [{ own: { pdb: { [field]: value } } }],
  service: (value, field) => [{ own: { [field]: value } }],
  strategy: (value) => [
    {
      own: {
        rollingMaxSurge: valueAt(value, 'maxSurge') ?? null,
        rollingMaxUnavailable: valueAt(value, 'maxUnavailable') ?? null,
      },
    },
  ],
};

/** Takes the settings of `k8s` apart, but for overlays. */
export function settingParts(k8s: JsonObject): SettingPart[] {
  const { overlays: _, ...settings } = k8s;
  return Object.entries(settings).flatMap(([name, value]): SettingPart[] => {
    if (value === undefined || value === null) return [];
    if (name === 'env' && Array.isArray(value)) return environment(value);
    const split = Object.hasOwn(byField, name) ? byField[name] : undefined;
    if (split !== undefined && isObject(value)) {
      return Object.entries(value).map(([field, inner]) => ({
        path: [name, field],
        k8s: { [name]: { [field]: inner } },
        candidates: inner === undefined ? [] : split(inner, field),
      }));
    }
    const candidates = (Object.hasOwn(toValues, name) ? toValues[name]! : own(name))(value, name);
    return [{ path: [name], k8s: { [name]: value }, candidates }];
  });
}

/** Charts take plain variables as a map, and istiod's chart others as they are. */
function environment(items: readonly Json[]): SettingPart[] {
  const isPlain = (item: Json) =>
    typeof valueAt(item, 'value') === 'string' && valueAt(item, 'valueFrom') === undefined;
  const plain = items.filter(isPlain);
  const others = items.filter((item) => !isPlain(item));
  const map = Object.fromEntries(plain.map((item) => [textAt(item, 'name'), textAt(item, 'value')]));
  const part = (some: readonly Json[], values: Values): SettingPart[] =>
    some.length === 0 ? [] : [{ path: ['env'], k8s: { env: some }, candidates: [values] }];
  return [...part(plain, { own: { env: map } }), ...part(others, { own: { envVarFrom: others } })];
}

const bounds: Readonly<Record<string, string>> = {
  minReplicas: 'autoscaleMin',
  maxReplicas: 'autoscaleMax',
  behavior: 'autoscaleBehavior',
};

/** What a HorizontalPodAutoscaler's field is among values: of its metrics, the use of cpu and memory in percent. */
function autoscaling(field: string, value: Json): readonly Values[] {
  if (field !== 'metrics') return Object.hasOwn(bounds, field) ? [{ own: { [bounds[field]!]: value } }] : [];
  const metrics = Array.isArray(value) ? value : [];
  const use = metrics.map((metric) => [
    textAt(metric, 'resource', 'name'),
    { targetAverageUtilization: valueAt(metric, 'resource', 'target', 'averageUtilization') },
  ]);
  return [{ own: Object.fromEntries(use) }];
}
