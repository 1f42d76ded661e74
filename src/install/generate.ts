import { MeshwrightError } from '../base/errors.ts';
import { textAt, valueAt } from '../resources/fields.ts';
import { isObject, type Json, type JsonObject, type Path } from '../resources/json.ts';
import { type ComponentInstance, components, instancesOf } from './components.ts';
import type { UserSettings } from './merge-inputs.ts';
import { inOrder } from './order.ts';
import { withChanges } from './patches/changes.ts';
import { type ResolveOptions, resolveInstallation } from './resolve.ts';
import { chartValues } from './translate.ts';

export interface GenerateOptions extends ResolveOptions {
  /** Charts are rendered for it. */
  readonly kubernetesVersion: string;
}

export interface GeneratedComponent {
  /** `pilot`, `ingressGateways`: its name in `spec.components`. */
  readonly key: string;
  /** In the order of application. */
  readonly objects: readonly JsonObject[];
}

export interface Generated {
  /** Those that have objects, in the order of installation. */
  readonly components: readonly GeneratedComponent[];
  readonly warnings: readonly string[];
}

/** What was generated, and of what. */
export interface GeneratedInstallation extends Generated {
  /** Profile, files and flags as one IstioOperator, with all that charts are told among its values. */
  readonly operator: JsonObject;
}

/** The oldest Kubernetes that Istio 1.30 runs on: what charts are rendered for where no cluster says otherwise. */
export const assumedKubernetes = '1.32.0';

/** The release that charts are rendered as; Istio's objects have been labelled with it since its first operator. */
export const release = 'istio';

/**
 * The objects of an installation: profile, files and flags merged, validated, translated to values, and rendered.
 *
 * @throws MeshwrightError for an overlay that changes nothing, and what rendering throws; what `resolveInstallation` throws
 */
export async function generate(options: GenerateOptions): Promise<GeneratedInstallation> {
  const { kubernetesVersion, force } = options;
  const { source, user, operator, warnings } = await resolveInstallation(options);
  const told = [...warnings];
  const generated: GeneratedComponent[] = [];
  for (const component of components) {
    const objects: JsonObject[] = [];
    for (const instance of instancesOf(component, operator)) {
      const rendered = await source
        .renderChart({
          folders: component.folders,
          release,
          namespace: instance.namespace,
          values: chartValues(instance, operator),
          kubernetesVersion,
          includesCrds: valueAt(operator, 'spec', 'values', 'base', 'enableIstioConfigCRDs') !== false,
        })
        .catch((error: unknown) => {
          throw explained(error, user);
        });
      const changed = await withChanges(rendered.objects.filter(isObject), instance, operator, user.origins, force);
      told.push(...rendered.warnings, ...nameless(instance, user), ...changed.warnings);
      objects.push(...changed.objects);
    }
    if (objects.length > 0) generated.push({ key: component.key, objects: inOrder(objects) });
  }
  return { components: generated, warnings: [...new Set(told)], operator };
}

/** Why a chart cannot be rendered, where that may be for a null: it takes a value away, and all that is in it. */
function explained(error: unknown, { operator, origins }: UserSettings): unknown {
  const path = nullIn(valueAt(operator, 'spec', 'values'), ['spec', 'values']);
  if (!(error instanceof MeshwrightError) || path === undefined) return error;
  const told = origins.tell(path, 'null takes away what the charts have there: leave it out, or say what is to hold');
  return new MeshwrightError(`${told}\n${error.message}`, { cause: error });
}

/** The path of the first null in a value. */
function nullIn(value: Json | undefined, path: Path): Path | undefined {
  if (value === null) return path;
  if (!isObject(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = nullIn(inner, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All objects of an installation in the order of application. */
export const allObjects = ({ components }: Generated): JsonObject[] =>
  inOrder(components.flatMap(({ objects }) => objects));

/** A list replaces the profile's, names and all: whoever sets one field of a gateway may not expect it. */
function nameless({ component, index, settings }: ComponentInstance, { origins }: UserSettings): string[] {
  if (index === undefined || textAt(settings, 'name') !== '') return [];
  const path = ['spec', 'components', component.key, index, 'name'];
  const help = `the list replaces the profile's. Name each gateway in it, such as ${component.workload?.name}`;
  return [origins.tell(path, `is missing, so that its objects have no name: ${help}`)];
}
