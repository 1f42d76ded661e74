import { textAt, valueAt } from '../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import { mapAt } from './settings/merge.ts';

/** A part of an installation, and the chart that renders it. */
export interface Component {
  /** Its name in `spec.components`. */
  readonly key: string;
  /** True for a list in `spec.components`: each item is rendered by itself. */
  readonly isList: boolean;
  /** True when it is installed unless `spec.components` says otherwise. */
  readonly isDefault: boolean;
  /** Folders of its chart: here, and in Istio's own package. */
  readonly folders: readonly string[];
  /** Values that its chart needs to render this component and no other. */
  readonly chartValues?: JsonObject;
  /** Where its settings are in the values that users write. */
  readonly root: readonly string[];
  /** True when its chart takes the settings from the top of its values instead. */
  readonly isFlat: boolean;
  /** What runs it, which settings of `k8s` are for; absent where nothing runs. */
  readonly workload?: Workload;
}

export interface Workload {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly name: string;
  readonly container: string;
  /** True when the name ends with the revision. */
  readonly isRevisioned?: boolean;
}

const gateway = (direction: 'ingress' | 'egress', isDefault: boolean): Component => ({
  key: `${direction}Gateways`,
  isList: true,
  isDefault,
  folders: ['gateways', `gateways/istio-${direction}`],
  chartValues: { direction },
  root: ['gateways', `istio-${direction}gateway`],
  isFlat: false,
  workload: { kind: 'Deployment', name: `istio-${direction}gateway`, container: 'istio-proxy' },
});

/** Every component, in the order of installation (istio.io, IstioOperator Options: IstioComponentSpec). */
export const components: readonly Component[] = [
  { key: 'base', isList: false, isDefault: true, folders: ['base'], root: ['global'], isFlat: false },
  {
    key: 'pilot',
    isList: false,
    isDefault: true,
    folders: ['istiod', 'istio-control/istio-discovery'],
    root: ['pilot'],
    isFlat: false,
    workload: { kind: 'Deployment', name: 'istiod', container: 'discovery', isRevisioned: true },
  },
  gateway('ingress', true),
  gateway('egress', false),
  {
    key: 'cni',
    isList: false,
    isDefault: false,
    folders: ['cni', 'istio-cni'],
    root: ['cni'],
    isFlat: false,
    workload: { kind: 'DaemonSet', name: 'istio-cni-node', container: 'install-cni' },
  },
  {
    key: 'ztunnel',
    isList: false,
    isDefault: false,
    folders: ['ztunnel'],
    root: ['ztunnel'],
    isFlat: true,
    workload: { kind: 'DaemonSet', name: 'ztunnel', container: 'istio-proxy' },
  },
];

/** One rendering of a component: of a list, one for each item. */
export interface ComponentInstance {
  readonly component: Component;
  /** Its item of a list; undefined where it is none. */
  readonly index: number | undefined;
  /** What `spec.components` says of it. */
  readonly settings: JsonObject;
  readonly namespace: string;
}

const usualNamespace = 'istio-system';

/**
 * The renderings of a component that the merged IstioOperator asks for. One that is listed is on unless `enabled` says
 * otherwise; gateways can be turned on by `values.gateways.<name>.enabled` too.
 */
export function instancesOf(component: Component, operator: JsonObject): ComponentInstance[] {
  const { key, isList, root, isDefault } = component;
  const namespace = textAt(operator, 'metadata', 'namespace') || usualNamespace;
  const isForced = isList && valueAt(operator, 'spec', 'values', ...root, 'enabled') === true;
  const listed = valueAt(operator, 'spec', 'components', key);
  if (listed === undefined || listed === null) {
    return isDefault || isForced ? [{ component, index: undefined, settings: {}, namespace }] : [];
  }
  const items: readonly Json[] = Array.isArray(listed) ? listed : [listed];
  return items.flatMap((item, i) => {
    const settings = isObject(item) ? item : {};
    const isOn = isForced || (settings.enabled ?? true) === true;
    if (!isOn) return [];
    return [
      { component, index: isList ? i : undefined, settings, namespace: textAt(settings, 'namespace') || namespace },
    ];
  });
}

/** The settings in `k8s` of an instance. */
export const kubernetesSettings = ({ settings }: ComponentInstance): JsonObject => mapAt(settings, 'k8s');

/** Where `spec.components` holds an instance's settings. */
export const placeOf = ({ component, index }: ComponentInstance): (string | number)[] => [
  'spec',
  'components',
  component.key,
  ...(index === undefined ? [] : [index]),
];
