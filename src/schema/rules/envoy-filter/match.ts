import type { EnvoyConfigObjectPatch, FilterChainMatch } from '../../compiled/networking.istio.io/EnvoyFilter.js';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { httpConnectionManager, newFilterName } from './filter-names.ts';

const objects = ['listener', 'routeConfiguration', 'cluster'] as const;

/** The object that is to be matched, by `applyTo`; for others Istio looks at none. */
const matched: Readonly<Record<string, (typeof objects)[number]>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

/** Reports a match of another kind of object than the patch applies to, and one of filters that matches nothing. */
export function checkMatch({ applyTo = 'INVALID', match = {} }: EnvoyConfigObjectPatch, field: Field): void {
  if (match.context === 'WAYPOINT' || !Object.hasOwn(matched, applyTo)) return;
  for (const name of objects) {
    if (match[name] !== undefined && name !== matched[applyTo]) {
      field.at(name).error(`must not be there for applyTo ${applyTo}: match by ${matched[applyTo]}`);
    }
  }
  const chain = match.listener?.filterChain;
  if (chain !== undefined && matched[applyTo] === 'listener') {
    checkFilter(chain, applyTo, field.at('listener', 'filterChain', 'filter'));
  }
}

function checkFilter({ filter }: FilterChainMatch, applyTo: string, field: Field): void {
  if (filter === undefined) return;
  const { name = '', subFilter } = filter;
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') field.warning(`does nothing for applyTo ${applyTo}`);
  checkName(name, 'network', field.at('name'));
  if (subFilter === undefined) return;
  if (applyTo !== 'HTTP_FILTER') {
    field.at('subFilter').error(`must be there only for applyTo HTTP_FILTER, not ${applyTo}`);
    return;
  }
  if (name !== '' && !httpConnectionManager.includes(name)) {
    field.at('name').error(`must be ${httpConnectionManager[0]} where there is a subFilter, not ${quote(name)}`);
  }
  checkName(subFilter.name ?? '', 'http', field.at('subFilter', 'name'));
}

function checkName(name: string, layer: 'http' | 'network', field: Field): void {
  const now = newFilterName(layer, name);
  if (name === '') field.error('is required, and missing');
  else if (now !== undefined) field.warning(`is an old name: ${quote(name)} is ${now} now`);
}
