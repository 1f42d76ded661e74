import { compareTexts, equalFold } from '../../base/compare-texts.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { goSorted } from '../go-sort.ts';
import { inOrder } from '../in-order.ts';
import type { ConfigDump } from './config-dump.ts';
import { chainDestination, chainMatch, isHttp, isTcp } from './filter-chain.ts';
import { resourcesOf } from './resources.ts';

/** Empty texts and port 0 let any pass. */
export interface ListenerFilter {
  readonly address: string;
  readonly port: number;
  /** HTTP, TCP, HTTP+TCP or UNKNOWN, in any case. */
  readonly type: string;
}

/** Lets all pass. */
export const anyListener: ListenerFilter = { address: '', port: 0, type: '' };

export interface ListenerRow {
  readonly name: string;
  /** With commas between them. */
  readonly addresses: string;
  readonly port: number;
  readonly type: string;
  readonly chains: readonly ChainRow[];
}

export interface ChainRow {
  readonly match: string;
  readonly destination: string;
}

/** Listeners as the dump has them: the active state of dynamic ones, then static ones. Throws as `resourcesOf` does. */
export function* listenersOf(dump: ConfigDump, { address, port, type }: ListenerFilter): Generator<JsonObject> {
  for (const listener of resourcesOf(dump, 'listeners', [
    ['dynamicListeners', 'activeState', 'listener'],
    ['staticListeners', 'listener'],
  ])) {
    const isIt =
      (address === '' || addressesOf(listener).some((one) => equalFold(one, address))) &&
      (port === 0 || portOf(listener) === port) &&
      (type === '' || equalFold(typeOf(listener), type));
    if (isIt) yield listener;
  }
}

/** The listeners' rows by port, address and type; the chains of each by destination, backwards. */
export const listenerRows = (dump: ConfigDump, filter: ListenerFilter): ListenerRow[] =>
  inOrder(listenersOf(dump, filter), placeOf, comparePlaces, (listener) => ({
    name: textAt(listener, 'name'),
    addresses: addressesOf(listener).join(','),
    port: portOf(listener),
    type: typeOf(listener),
    chains: goSorted(
      chainsOf(listener).map((chain) => ({ match: chainMatch(chain), destination: chainDestination(chain) })),
      (a, b) => compareTexts(a.destination, b.destination) > 0,
    ),
  }));

/** What listeners are ordered by. */
interface Place {
  readonly port: number;
  readonly address: string;
  readonly type: string;
}

/** Where a listener stands in that order. */
export const placeOf = (listener: JsonObject): Place => ({
  port: portOf(listener),
  address: addressesOf(listener)[0]!,
  type: typeOf(listener),
});

/** By port, then address, then type. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.port - b.port || compareTexts(a.address, b.address) || compareTexts(a.type, b.type);

/** The filter chains, the default one last. */
export function chainsOf(listener: JsonObject): readonly JsonObject[] {
  const byDefault = objectAt(listener, 'defaultFilterChain');
  const chains = objectsAt(listener, 'filterChains');
  return byDefault === undefined ? chains : [...chains, byDefault];
}

/** The main address first; '' for a listener inside the proxy, which has none. */
const addressesOf = (listener: JsonObject): string[] => [
  addressText(objectAt(listener, 'address')),
  ...objectsAt(listener, 'additionalAddresses').map((one) => addressText(objectAt(one, 'address'))),
];

const addressText = (address: JsonObject | undefined): string =>
  textAt(address, 'socketAddress', 'address') || textAt(address, 'pipe', 'path');

const portOf = (listener: JsonObject): number => numberAt(listener, 'address', 'socketAddress', 'portValue');

/** What the filter chains speak. A chain that drops everything counts for nothing. */
function typeOf(listener: JsonObject): string {
  const filters = chainsOf(listener).flatMap((chain) => objectsAt(chain, 'filters'));
  const types = [filters.some(isHttp) && 'HTTP', filters.some(isTcp) && 'TCP'].filter(Boolean);
  return types.join('+') || 'UNKNOWN';
}
