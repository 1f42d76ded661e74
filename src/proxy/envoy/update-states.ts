import { objectAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ConfigDump, Section } from './config-dump.ts';

/** A dynamic resource that is not in force as it was last sent. */
export interface Pending {
  /** `cluster outbound|80||shop.default.svc.cluster.local` */
  readonly name: string;
  /** What Envoy says against it; '' while it is only warming. */
  readonly refusal: string;
}

interface Place {
  readonly kind: string;
  /** The field of an item that holds the resource. */
  readonly field: string;
  readonly lists: readonly string[];
}

const places: Partial<Record<Section, Place>> = {
  clusters: { kind: 'cluster', field: 'cluster', lists: ['dynamicActiveClusters', 'dynamicWarmingClusters'] },
  listeners: { kind: 'listener', field: 'listener', lists: ['dynamicListeners'] },
  routes: { kind: 'route', field: 'routeConfig', lists: ['dynamicRouteConfigs'] },
  endpoints: { kind: 'endpoints of', field: 'endpointConfig', lists: ['dynamicEndpointConfigs'] },
  secrets: { kind: 'secret', field: 'secret', lists: ['dynamicActiveSecrets', 'dynamicWarmingSecrets'] },
  extensions: { kind: 'extension', field: 'ecdsFilter', lists: ['ecdsFilters'] },
};

/** Words that a dump holds when anything is pending: most hold none, and need not be gone through. */
const signs = /"(?:error_?state|warming_?state|dynamic_?warming_?\w+)"/i;

/** Updates that the proxy refused, going on with what it had before, and those for which it waits. */
export function pendingUpdates(dump: ConfigDump, section: Section): Pending[] {
  const place = places[section];
  if (place === undefined || !dump.mentions(section, signs)) return [];
  return place.lists.flatMap((list) =>
    Array.from(dump.each(section, list), (item) => {
      const refusal = textAt(item, 'errorState', 'details');
      return { name: nameOf(place, item), refusal, isWarming: list.includes('Warming') || isWarming(item) };
    })
      .filter((one) => one.refusal !== '' || one.isWarming)
      .map(({ name, refusal }) => ({ name, refusal })),
  );
}

/** Of a listener that was in force before, the state before is shown. */
const isWarming = (item: JsonObject): boolean =>
  objectAt(item, 'warmingState') !== undefined && objectAt(item, 'activeState') === undefined;

function nameOf({ kind, field }: Place, item: JsonObject): string {
  const resource = objectAt(item, field) ?? objectAt(item, 'errorState', 'failedConfiguration');
  return `${kind} ${textAt(item, 'name') || textAt(resource, 'name') || textAt(resource, 'clusterName')}`;
}
