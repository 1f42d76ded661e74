import { compareTexts } from '../../base/compare-texts.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { inOrder } from '../in-order.ts';
import { typeName } from './canonical-json.ts';
import type { ConfigDump } from './config-dump.ts';
import { chainDestination, chainMatch } from './filter-chain.ts';
import { anyListener, chainsOf, comparePlaces, listenersOf, placeOf } from './listener.ts';

/** A filter chain of a waypoint, and what leads to it. */
export interface WaypointRow {
  readonly listener: string;
  readonly chain: string;
  readonly match: string;
  readonly destination: string;
}

/** The chains of all listeners: of those inside the proxy by name, of others as `listenerRows` has them. Throws as that does. */
export const waypointRows = (dump: ConfigDump): WaypointRow[] =>
  inOrder(
    listenersOf(dump, anyListener),
    (listener) => ({ ...placeOf(listener), internalName: isInternal(listener) ? textAt(listener, 'name') : undefined }),
    (a, b) =>
      a.internalName !== undefined && b.internalName !== undefined
        ? compareTexts(a.internalName, b.internalName)
        : comparePlaces(a, b),
    rowsOf,
  ).flat();

const isInternal = (listener: JsonObject): boolean => objectAt(listener, 'internalListener') !== undefined;

function rowsOf(listener: JsonObject): WaypointRow[] {
  const chains = chainsOf(listener);
  const name = `envoy://${textAt(listener, 'name')}`;
  // A listener that is one chain of the same name need not be named twice.
  const isOne = isInternal(listener) && chains.length === 1;
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
  if (leadsTo(name, matcher.onNoMatch)) return ['UNMATCHED'];
  const found = waysTo(name, objectAt(matcher, 'onNoMatch', 'matcher') ?? matcher);
  return found.length === 0 ? ['NONE'] : found;
}

/** A chain may have no name; an action always has one, if only ''. */
function leadsTo(chain: string, onMatch: Json | undefined): boolean {
  const action = objectAt(onMatch, 'action');
  return action !== undefined && textAt(action, 'name') === chain;
}

/**
 * What has to hold for a matcher to choose the chain: `destination-port=80 -> ANY`. Conditions stand in the order of the
 * matcher's keys (xds.type.matcher.v3.Matcher).
 */
function waysTo(chain: string, matcher: JsonObject): readonly string[] {
  if (leadsTo(chain, matcher.onNoMatch)) return ['ANY'];
  const otherwise = objectAt(matcher, 'onNoMatch', 'matcher');
  if (otherwise !== undefined) {
    const found = waysTo(chain, otherwise);
    return found.length === 0 ? ['NONE'] : found;
  }
  const input = textAt(matcher, 'matcherTree', 'input', 'name');
  return branchesOf(objectAt(matcher, 'matcherTree')).flatMap(({ condition, onMatch }) => {
    const inner = objectAt(onMatch, 'matcher');
    if (inner !== undefined) return waysTo(chain, inner).map((way) => `${input}${condition} -> ${way}`);
    return leadsTo(chain, onMatch) ? [`${input}${condition}`] : [];
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
