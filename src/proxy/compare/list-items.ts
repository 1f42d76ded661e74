import { objectAt, textAt } from '../../resources/fields.ts';
import { isObject, type Json } from '../../resources/json.ts';

interface ListRule {
  /** What tells an item from the others; '' where nothing does. */
  readonly key: (item: Json) => string;
  /** Whether Envoy asks the items one after the other. */
  readonly isOrdered: boolean;
}

const byName = (item: Json): string => textAt(item, 'name');
const asText = (item: Json): string => (typeof item === 'string' ? item : JSON.stringify(item));

/** Lists of Envoy's API, by their fields' names; all others are compared by place. */
const rules: Readonly<Record<string, ListRule>> = {
  virtualHosts: { key: byName, isOrdered: false },
  domains: { key: asText, isOrdered: false },
  serverNames: { key: asText, isOrdered: false },
  prefixRanges: { key: asText, isOrdered: false },
  applicationProtocols: { key: asText, isOrdered: false },
  filterChains: { key: (item) => byName(item) || asText(objectAt(item, 'filterChainMatch') ?? {}), isOrdered: false },
  endpoints: { key: (item) => asText([localityOf(item), isObject(item) ? (item.priority ?? 0) : 0]), isOrdered: false },
  lbEndpoints: { key: (item) => asText(objectAt(item, 'endpoint', 'address') ?? {}), isOrdered: false },
  filters: { key: byName, isOrdered: true },
  httpFilters: { key: byName, isOrdered: true },
  listenerFilters: { key: byName, isOrdered: true },
  transportSocketMatches: { key: byName, isOrdered: true },
  accessLog: { key: byName, isOrdered: false },
  trustDomains: { key: byName, isOrdered: false },
};

const localityOf = (item: Json): string =>
  ['region', 'zone', 'subZone'].map((part) => textAt(item, 'locality', part)).join('/');

/** What tells an item of the list of that name from the others; undefined where only its place does. */
export const itemKey = (list: string, item: Json): string | undefined =>
  (Object.hasOwn(rules, list) ? rules[list]!.key(item) : '') || undefined;

/** True for a list that Envoy goes through in its order. */
export const orderMatters = (list: string): boolean => Object.hasOwn(rules, list) && rules[list]!.isOrdered;
