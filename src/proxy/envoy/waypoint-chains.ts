import type { Json, JsonObject } from '../../resources/json.ts';
import { compareTexts, numberAt, objectAt, objectsAt, textAt } from '../fields.ts';
import { inOrder } from '../in-order.ts';
import { typeName } from './canonical-json.ts';
import type { ConfigDump } from './config-dump.ts';
import { chainDestination, chainMatch } from './filter-chain.ts';
import { addressesOf, anyListener, chainsOf, listenersOf, portOf } from './listener.ts';

/** A filter chain of a waypoint, and what leads to it. */
export interface WaypointRow {
  readonly listener: string;
  readonly chain: string;
  readonly match: string;
  readonly destination: string;
}

/** The chains of all listeners, by port, address and name. Throws as `resourcesOf` does. */
export const waypointRows = (dump: ConfigDump): WaypointRow[] =>
  inOrder(
    listenersOf(dump, anyListener),
    (listener) => ({ port: portOf(listener), address: addressesOf(listener)[0]!, name: textAt(listener, 'name') }),
    (a, b) => a.port - b.port || compareTexts(a.address, b.address) || compareTexts(a.name, b.name),
    rowsOf,
  ).flat();

function rowsOf(listener: JsonObject): WaypointRow[] {
  const chains = chainsOf(listener);
  const name = `envoy://${textAt(listener, 'name')}`;
  // A listener that is one chain of the same name need not be named twice.
  const isOne = objectAt(listener, 'internalListener') !== undefined && chains.length === 1;
  return chains.flatMap((chain) => {
    const chainName = textAt(chain, 'name');
    return matchesOf(chain, objectAt(listener, 'filterChainMatcher')).map((match) => ({
      listener: isOne && chainName === name ? 'internal' : name,
      chain: chainName,
      match,
      destination: chainDestination(chain),
    }));
  });
}

function matchesOf(chain: JsonObject, matcher: JsonObject | undefined): readonly string[] {
  if (matcher === undefined) return [chainMatch(chain)];
  const name = textAt(chain, 'name');
  if (textAt(matcher, 'onNoMatch', 'action', 'name') === name) return ['UNMATCHED'];
  const found = waysTo(name, objectAt(matcher, 'onNoMatch', 'matcher') ?? matcher);
  return found.length === 0 ? ['NONE'] : found;
}

/**
 * What has to hold for a matcher to choose the chain: `destination-port=80 -> ANY`. Conditions stand in the order of the
 * matcher's keys (xds.type.matcher.v3.Matcher).
 */
function waysTo(chain: string, matcher: JsonObject): readonly string[] {
  if (textAt(matcher, 'onNoMatch', 'action', 'name') === chain) return ['ANY'];
  const otherwise = objectAt(matcher, 'onNoMatch', 'matcher');
  if (otherwise !== undefined) {
    const found = waysTo(chain, otherwise);
    return found.length === 0 ? ['NONE'] : found;
  }
  const input = textAt(matcher, 'matcherTree', 'input', 'name');
  return branchesOf(objectAt(matcher, 'matcherTree')).flatMap(({ condition, onMatch }) => {
    const inner = objectAt(onMatch, 'matcher');
    if (inner !== undefined) return waysTo(chain, inner).map((way) => `${input}${condition} -> ${way}`);
    return textAt(onMatch, 'action', 'name') === chain ? [`${input}${condition}`] : [];
  });
}

interface Branch {
  readonly condition: string;
  readonly onMatch: Json | undefined;
}

function branchesOf(tree: JsonObject | undefined): readonly Branch[] {
  const exact = objectAt(tree, 'exactMatchMap', 'map');
  if (exact !== undefined) return Object.entries(exact).map(([key, onMatch]) => ({ condition: `=${key}`, onMatch }));
  const prefixes = objectAt(tree, 'prefixMatchMap', 'map');
  if (prefixes !== undefined)
    return Object.entries(prefixes).map(([key, onMatch]) => ({ condition: `^${key}`, onMatch }));
  const custom = objectAt(tree, 'customMatch', 'typedConfig');
  if (typeName(custom?.['@type']) !== 'xds.type.matcher.v3.IPMatcher') return [];
  return objectsAt(custom, 'rangeMatchers').flatMap((one) =>
    objectsAt(one, 'ranges').map((range) => ({ condition: `=${rangeText(range)}`, onMatch: one.onMatch })),
  );
}

function rangeText(range: JsonObject): string {
  const length = numberAt(range, 'prefixLen');
  return textAt(range, 'addressPrefix') + (length === 32 || length === 128 ? '' : `/${length}`);
}
