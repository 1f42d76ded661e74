import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { type FieldChange, fieldChanges } from '../compare/fields.ts';
import { type ComponentInstance, kubernetesSettings } from '../components.ts';
import { withKubernetesSettings } from '../patches/kubernetes-settings.ts';
import { merge, nested } from '../settings/merge.ts';
import { type SettingPart, settingParts, type Values } from './setting-values.ts';

/** Renders an instance's chart with these values. */
export type RenderValues = (values: JsonObject) => Promise<readonly JsonObject[]>;

export interface TranslatedSettings {
  readonly values: JsonObject;
  /** Paths from `k8s` of what no value of the chart says. */
  readonly untranslated: readonly (readonly string[])[];
  /** Those whose value changes more than the setting does, and what: `PodDisruptionBudget istio-system/istiod`. */
  readonly excessive: readonly { readonly path: readonly string[]; readonly changes: readonly string[] }[];
}

interface Rendered {
  readonly values: JsonObject;
  readonly objects: ObjectsByName;
}

/** By `Kind namespace/name`. */
type ObjectsByName = JsonObject;

/**
 * An instance's values with what its `k8s` settings say among them. A value is taken where the chart, rendered with it,
 * has what the setting makes of the objects, so that it holds for charts that nobody here has seen, too.
 *
 * @param values without the settings
 * @param revision of the control plane
 */
export async function translateSettings(
  instance: ComponentInstance,
  values: JsonObject,
  revision: string,
  render: RenderValues,
): Promise<TranslatedSettings> {
  const parts = instance.component.workload === undefined ? [] : settingParts(kubernetesSettings(instance));
  const untranslated: (readonly string[])[] = [];
  const excessive: { path: readonly string[]; changes: readonly string[] }[] = [];
  if (parts.length === 0) return { values, untranslated, excessive };
  const rendered = async (some: JsonObject): Promise<Rendered> => ({
    values: some,
    objects: byName(await render(some)),
  });
  let current = await rendered(values);
  for (const part of parts) {
    const wanted = withSetting(current.objects, part, instance, revision);
    const asked = differences(current.objects, wanted);
    if (asked.length === 0) continue;
    const attempts: Attempt[] = [];
    for (const candidate of part.candidates) {
      const got = await rendered(withCandidate(current.values, candidate, instance));
      attempts.push({ candidate, got, excess: differences(wanted, got.objects) });
    }
    const found = attempts.find(({ excess }) => excess.length === 0) ?? attempts.find((one) => isMore(one, asked));
    if (found === undefined) untranslated.push(part.path);
    else {
      current = found.got;
      const changes = new Set(found.excess.map(({ steps }) => String(steps[0])));
      if (changes.size > 0) excessive.push({ path: part.path, changes: [...changes] });
    }
  }
  return { values: current.values, untranslated, excessive };
}

interface Attempt {
  readonly candidate: Values;
  readonly got: Rendered;
  /** How it differs from what the setting makes. */
  readonly excess: readonly FieldChange[];
}

/** True where a value has all that was asked for and more. Of those that charts share the more may be anything. */
const isMore = ({ candidate, excess }: Attempt, asked: readonly FieldChange[]): boolean =>
  candidate.global === undefined && !excess.some((one) => asked.some((other) => isWithin(one, other)));

/** True where one of two fields is the other, or lies in it. */
const isWithin = (a: FieldChange, b: FieldChange): boolean => {
  const [outer, inner] = a.path.length < b.path.length ? [a.path, b.path] : [b.path, a.path];
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
};

function withSetting(objects: ObjectsByName, part: SettingPart, instance: ComponentInstance, revision: string) {
  const alone = { ...instance, settings: { ...instance.settings, k8s: part.k8s } };
  return byName(withKubernetesSettings(Object.values(objects).filter(isObject), alone, revision).objects);
}

function withCandidate(values: JsonObject, { own, global }: Values, { component }: ComponentInstance): JsonObject {
  const withGlobal = global === undefined ? values : merge(values, { global });
  if (own === undefined) return withGlobal;
  return merge(withGlobal, component.isFlat ? own : nested(component.root, own));
}

/** Empty fields count as absent, and variables may stand in another order. */
const differences = (before: ObjectsByName, after: ObjectsByName): FieldChange[] =>
  fieldChanges(withoutEmpty(before), withoutEmpty(after)).filter(
    ({ type, path }) => type !== 'reordered' || !path.endsWith('.env'),
  );

/** Without istiod's ConfigMap with a copy of its values, for people to read: the values are meant to differ. */
const byName = (objects: readonly JsonObject[]): ObjectsByName =>
  Object.fromEntries(
    objects
      .filter((object) => object.kind !== 'ConfigMap' || textAt(object, 'data', 'original-values') === '')
      .map((object) => {
        const namespace = textAt(object, 'metadata', 'namespace');
        const name = `${namespace && `${namespace}/`}${textAt(object, 'metadata', 'name')}`;
        return [`${textAt(object, 'kind')} ${name}`, object];
      }),
  );

function withoutEmpty(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isObject(value)) return value;
  const kept = Object.keys(value).map((key) => [key, withoutEmpty(valueAt(value, key) ?? null)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => !isEmpty(inner)));
}

const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);
