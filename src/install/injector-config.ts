import { MeshwrightError } from '../base/errors.ts';
import { textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import type { GenerateOptions } from './generate.ts';
import type { InstallPackage } from './package.ts';
import { type RenderedIstiod, renderIstiod } from './render-istiod.ts';
import { mapAt } from './settings/merge.ts';

/** What an installation's istiod would inject by: the texts of its two ConfigMaps. */
export interface InjectorConfig {
  /** Injection templates and policy, as YAML. */
  readonly config: string;
  /** Helm's values, as JSON. */
  readonly values: string;
  /** The mesh config, as YAML. */
  readonly mesh: string;
  /** Empty for the default one. */
  readonly revision: string;
  /** Tags that lead to the revision. */
  readonly tags: readonly string[];
  readonly warnings: readonly string[];
  /** What the package's own injection templates were parsed to ahead of time. */
  readonly parsedTemplate: InstallPackage['parsedInjection'];
}

/** Templates of this program's own chart of istiod, by what they give. */
const templates = {
  configuration: ['templates/checks.yaml', 'templates/injector-config.yaml', 'templates/mesh-config.yaml'],
  webhooks: ['templates/injector-webhook.yaml'],
};

/**
 * Renders what istiod of an installation injects by, and no more of its chart than that needs.
 *
 * @throws MeshwrightError as `generate`, and where the installation has no injector
 */
export async function injectorConfig(options: GenerateOptions): Promise<InjectorConfig> {
  const { source, operator, warnings, ...istiod } = await rendered(options, templates.configuration);
  const injector = dataWith(istiod.objects, ['config', 'values']);
  const mesh = dataWith(istiod.objects, ['mesh']);
  if (injector === undefined || mesh === undefined) {
    throw none('its chart gives no ConfigMap istio-sidecar-injector, or none with a mesh config');
  }
  return {
    config: textAt(injector, 'config'),
    values: textAt(injector, 'values'),
    mesh: textAt(mesh, 'mesh'),
    revision: textAt(operator, 'spec', 'values', 'revision'),
    tags: tagsOf(operator),
    warnings,
    parsedTemplate: source.parsedInjection,
  };
}

/**
 * What of an installation says which Pods are injected, and with what: MutatingWebhookConfigurations and ConfigMaps.
 *
 * @throws MeshwrightError as `injectorConfig`
 */
export async function injectorObjects(options: GenerateOptions): Promise<readonly JsonObject[]> {
  const only = [...templates.webhooks, ...templates.configuration];
  const { objects } = await rendered(options, only);
  return objects.filter((object) => isWebhook(object) || object.kind === 'ConfigMap');
}

const isWebhook = ({ kind }: JsonObject): boolean => kind === 'MutatingWebhookConfiguration';

async function rendered(options: GenerateOptions, only: readonly string[]): Promise<RenderedIstiod> {
  const istiod = await renderIstiod(options, only);
  if (istiod === undefined) throw none('istiod is not part of it (components.pilot)');
  return istiod;
}

const none = (reason: string): MeshwrightError =>
  new MeshwrightError(
    `this installation has no injector: ${reason}. Use another profile, or files with --injectConfigFile, --meshConfigFile and --valuesFile`,
  );

/** The data of the ConfigMap that has all these keys: its name ends with the revision, and may be changed by an overlay. */
function dataWith(objects: readonly JsonObject[], keys: readonly string[]): JsonObject | undefined {
  const maps = objects.filter(({ kind }) => kind === 'ConfigMap').map((object) => mapAt(object, 'data'));
  return maps.find((data) => keys.every((key) => typeof data[key] === 'string'));
}

function tagsOf(operator: JsonObject): string[] {
  const tags = mapAt(operator, 'spec', 'values').revisionTags;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}
