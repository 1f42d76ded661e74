import { textAt } from '../resources/fields.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { components, instancesOf } from './components.ts';
import { type GenerateOptions, release } from './generate.ts';
import type { InstallPackage } from './package.ts';
import { withChanges } from './patches/changes.ts';
import { resolveInstallation } from './resolve.ts';
import { chartValues } from './translate.ts';

export interface RenderedIstiod {
  readonly source: InstallPackage;
  readonly objects: readonly JsonObject[];
  /** Merged, with all values. */
  readonly operator: JsonObject;
  readonly warnings: readonly string[];
}

/**
 * istiod's objects of some templates of this program's own chart; undefined where istiod is not part of the installation. Of
 * another package's chart it is all: its templates have other names, and one may change values that the others read, as
 * Istio's own do.
 *
 * @throws MeshwrightError as `generate`
 */
export async function renderIstiod(
  options: GenerateOptions,
  only: readonly string[],
): Promise<RenderedIstiod | undefined> {
  const { source, user, operator, warnings } = await resolveInstallation(options);
  const pilot = components.find(({ key }) => key === 'pilot')!;
  const [instance] = instancesOf(pilot, operator);
  if (instance === undefined) return undefined;
  const request = {
    folders: pilot.folders,
    release,
    namespace: instance.namespace,
    values: chartValues(instance, operator),
    kubernetesVersion: options.kubernetesVersion,
    includesCrds: false,
  };
  const isOwn = textAt(user.operator, 'spec', 'installPackagePath') === '';
  const { objects } = await source.renderChart(isOwn ? { ...request, only } : request);
  const changed = await withChanges(objects.filter(isObject), instance, operator, user.origins, options.force);
  return { source, objects: changed.objects, operator, warnings };
}
