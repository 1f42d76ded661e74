import { textAt, valueAt } from '../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { ComponentInstance } from './components.ts';
import { kubernetesSettings } from './components.ts';
import { mapAt, merge, nested } from './settings/merge.ts';

/** Settings of `spec` that charts know as values. */
const translated: readonly (readonly [setting: string, value: readonly string[]])[] = [
  ['hub', ['global', 'hub']],
  ['tag', ['global', 'tag']],
  ['revision', ['revision']],
  ['compatibilityVersion', ['compatibilityVersion']],
  ['meshConfig', ['meshConfig']],
];

/**
 * The merged IstioOperator with all its settings as values: those of `spec` are laid on the profile's values, then what
 * charts must know of each other, then the user's own values once more, so that they win over `spec`, and at last
 * `unvalidatedValues`. Of a mesh config that the user writes in both places, that in `spec` wins, as with istioctl.
 *
 * @param user what files and flags say, as an IstioOperator
 */
export function withValues(operator: JsonObject, user: JsonObject): JsonObject {
  const { spec } = operator;
  let values = mapAt(spec, 'values');
  for (const [setting, path] of translated) {
    const value = valueAt(spec, setting);
    // A tag that is written as a number is a text all the same.
    if (value !== undefined) values = merge(values, nested(path, typeof value === 'number' ? String(value) : value));
  }
  const isOn = (component: string) => valueAt(spec, 'components', component, 'enabled') === true;
  const namespace = textAt(values, 'global', 'istioNamespace');
  const meshConfig = valueAt(user, 'spec', 'meshConfig');
  for (const layer of [
    nested(['pilot', 'cni', 'enabled'], isOn('cni')),
    mapAt(user, 'spec', 'values'),
    meshConfig === undefined ? {} : { meshConfig },
    nested(['pilot', 'enabled'], isOn('pilot')),
    mapAt(spec, 'unvalidatedValues'),
  ]) {
    values = merge(values, layer);
  }
  const result = merge(operator, nested(['spec', 'values'], values));
  return namespace === '' ? result : merge(result, nested(['metadata', 'namespace'], namespace));
}

/** The values that an instance's chart is rendered with. */
export function chartValues(instance: ComponentInstance, operator: JsonObject): JsonObject {
  const { component, settings } = instance;
  const { root, isList, isFlat } = component;
  const own: Record<string, Json> = {};
  if (isList) {
    own.name = textAt(settings, 'name');
    own.labels = mapAt(settings, 'label');
    const ports = valueAt(kubernetesSettings(instance), 'service', 'ports');
    if (Array.isArray(ports) && ports.length > 0) own.ports = ports.map(servicePort);
  }
  const { hub, tag } = settings;
  if (typeof hub === 'string' && hub !== '') own.hub = hub;
  if (tag !== undefined && tag !== null && tag !== '') own.tag = tag;
  const values = withFields(mapAt(operator, 'spec', 'values'), root, own);
  return { ...(isFlat ? flattened(values, root) : values), ...component.chartValues };
}

/** A port as the chart writes it: where it leads is always there, 0 being the same port. */
const servicePort = (port: Json): Json => (isObject(port) ? { ...port, targetPort: port.targetPort ?? 0 } : port);

/** `values` with `own` in the map at `root`: whole, so that no label of another gateway stays. */
function withFields(values: JsonObject, root: readonly string[], own: JsonObject): JsonObject {
  const [key, ...rest] = root;
  if (key === undefined) return { ...values, ...own };
  return { ...values, [key]: withFields(mapAt(values, key), rest, own) };
}

/** A component's own settings at the top, beside `global` and whatever else is no map: maps belong to other components. */
function flattened(values: JsonObject, root: readonly string[]): JsonObject {
  const others = Object.entries(values).filter(([key, value]) => key === 'global' || !isObject(value));
  return { ...Object.fromEntries(others), ...mapAt(values, ...root) };
}
