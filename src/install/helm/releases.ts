import { MeshwrightError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { listed } from '../../base/listed.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { type ComponentInstance, components, instancesOf, kubernetesSettings, placeOf } from '../components.ts';
import { type GenerateOptions, release as usualRelease } from '../generate.ts';
import { inOrder } from '../order.ts';
import { type Installation, resolveInstallation } from '../resolve.ts';
import { chartValues } from '../translate.ts';
import { translateSettings } from './translate-settings.ts';

/** A part of an installation as Helm has it. */
export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
  /** The chart's folder, as `RenderedChart` says it. */
  readonly place: string;
  readonly values: JsonObject;
  /** True where Helm must leave out what the chart's folder `crds` holds. */
  readonly skipsCrds: boolean;
  /** What the chart gives with these values, in the order of application. */
  readonly objects: readonly JsonObject[];
}

export interface HelmReleases {
  /** In the order of installation. */
  readonly releases: readonly HelmRelease[];
  /** What is wrong with the settings, and what Helm's values cannot say of them. */
  readonly warnings: readonly string[];
}

/** What Helm takes for the name of a release (helm.sh, `helm install`). */
const releaseName = /^(?=.{1,53}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** What Kubernetes takes for the name of a namespace (RFC 1123); it becomes part of files' names. */
const namespaceName = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * An installation as releases of Helm: one for each component and gateway, with the values that give the same objects.
 *
 * @throws what `generate` throws; MeshwrightError for a gateway whose name Helm does not take, and for what cannot be a namespace
 */
export async function helmReleases(options: GenerateOptions): Promise<HelmReleases> {
  const installation = await resolveInstallation(options);
  const warnings = [...installation.warnings];
  const releases: HelmRelease[] = [];
  const instances = components.flatMap((component) => instancesOf(component, installation.operator));
  checkNames(instances, installation);
  for (const instance of instances) {
    releases.push(await releaseOf(instance, installation, options.kubernetesVersion, warnings));
  }
  return { releases, warnings: [...new Set(warnings)] };
}

async function releaseOf(
  instance: ComponentInstance,
  { source, operator, user }: Installation,
  kubernetesVersion: string,
  warnings: string[],
): Promise<HelmRelease> {
  const { namespace, component } = instance;
  const includesCrds = valueAt(operator, 'spec', 'values', 'base', 'enableIstioConfigCRDs') !== false;
  const render = (values: JsonObject) =>
    source.renderChart({
      ...{ folders: component.folders, release: usualRelease, namespace, values, kubernetesVersion, includesCrds },
    });
  const renderObjects = async (values: JsonObject) => (await render(values)).objects.filter(isObject);
  const revision = textAt(operator, 'spec', 'values', 'revision');
  const { values, untranslated, excessive } = await translateSettings(
    instance,
    chartValues(instance, operator),
    revision,
    renderObjects,
  );
  const k8s = [...placeOf(instance), 'k8s'];
  for (const path of untranslated) warnings.push(user.origins.tell([...k8s, ...path], noValue));
  for (const { path, changes } of excessive) {
    warnings.push(
      user.origins.tell([...k8s, ...path], `as a value of the chart it also changes ${listNames(changes)}`),
    );
  }
  for (const i of listAt(kubernetesSettings(instance), 'overlays').keys()) {
    warnings.push(user.origins.tell([...k8s, 'overlays', i], noValue));
  }
  const { place, objects, warnings: told } = await render(values);
  warnings.push(...told);
  return {
    ...{ name: nameOf(instance, revision), namespace, place, values },
    skipsCrds: !includesCrds,
    objects: inOrder(objects.filter(isObject)),
  };
}

const noValue = 'no value of the chart says this. Helm can change objects after rendering, with --post-renderer';

const listAt = (map: JsonObject, key: string): readonly unknown[] => {
  const found = map[key];
  return Array.isArray(found) ? found : [];
};

/** A gateway's own name; any other component's, with the revision where several may be there. */
function nameOf({ component, settings }: ComponentInstance, revision: string): string {
  const { key, isList, workload } = component;
  if (isList) return textAt(settings, 'name') || workload!.name;
  return workload?.isRevisioned && revision !== '' && revision !== 'default' ? `${key}-${revision}` : key;
}

function checkNames(instances: readonly ComponentInstance[], { operator, user }: Installation): void {
  const revision = textAt(operator, 'spec', 'values', 'revision');
  const seen = new Set<string>();
  const errors = instances.flatMap((instance) => {
    const name = nameOf(instance, revision);
    const id = `${instance.namespace}/${name}`;
    const place = [...placeOf(instance), 'name'];
    if (instance.index !== undefined && textAt(instance.settings, 'name') === '') {
      return [user.origins.tell(place, 'is missing: a release of Helm needs a name')];
    }
    if (!releaseName.test(name)) {
      return [user.origins.tell(place, `${JSON.stringify(name)} cannot be the name of a release of Helm`)];
    }
    if (!namespaceName.test(instance.namespace)) {
      const own = [...placeOf(instance), 'namespace'];
      const from = textAt(instance.settings, 'namespace') === '' ? ['spec', 'values', 'global', 'istioNamespace'] : own;
      return [user.origins.tell(from, `${JSON.stringify(instance.namespace)} cannot be the name of a namespace`)];
    }
    if (seen.has(id)) return [user.origins.tell(place, `a second release ${name} in namespace ${instance.namespace}`)];
    seen.add(id);
    return [];
  });
  if (errors.length > 0) throw new MeshwrightError(listed('Helm cannot have these releases', [...new Set(errors)]));
}
