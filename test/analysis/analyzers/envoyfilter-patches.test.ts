import analyzer from '../../../src/analysis/analyzers/envoyfilter-patches.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const filter = (name: string, patches: readonly string[], priority = 0) => `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: ${name}, namespace: shop}
spec:
  priority: ${priority}
  configPatches:
${patches.map((patch) => `  - ${patch}`).join('\n')}
---`;
const patch = (operation: string, applyTo: string, value = '{}', match = '{}') =>
  `{patch: {operation: ${operation}, value: ${value}}, match: ${match}, applyTo: ${applyTo}}`;
const first = 'EnvoyFilter shop/lua 8:25 spec.configPatches.0.patch.operation';
const pinned = '{proxy: {proxyVersion: "^1.30"}}';
const lua = '{name: envoy.lua}';

testAnalyzer(analyzer, [
  {
    name: 'operations that stand for themselves, or have a priority',
    yaml:
      filter('lua', [
        patch('ADD', 'CLUSTER'),
        patch('INSERT_FIRST', 'HTTP_ROUTE'),
        patch('MERGE', 'ROUTE_CONFIGURATION'),
      ]) +
      filter('late', [patch('INSERT_BEFORE', 'HTTP_FILTER'), patch('REPLACE', 'VIRTUAL_HOST')], 10) +
      filter('empty', ['{applyTo: CLUSTER}']),
    finds: [],
  },
  {
    name: 'relative operations, in one finding',
    yaml: filter('lua', [
      patch('INSERT_BEFORE', 'HTTP_FILTER'),
      patch('ADD', 'CLUSTER'),
      patch('INSERT_AFTER', 'HTTP_FILTER'),
      patch('REMOVE', 'NETWORK_FILTER'),
      patch('REPLACE', 'NETWORK_FILTER'),
    ]),
    finds: [`IST0151 ${first}`],
    says: ['configPatches[0], configPatches[2], configPatches[3], configPatches[4]'],
  },
  {
    name: 'a relative operation after a patch without content',
    yaml: filter('lua', ['{applyTo: CLUSTER}', patch('INSERT_BEFORE', 'HTTP_FILTER')]),
    finds: ['IST0151 EnvoyFilter shop/lua 9:25 spec.configPatches.1.patch.operation'],
  },
  {
    name: 'REPLACE of what cannot be replaced',
    yaml: filter('lua', [patch('REPLACE', 'CLUSTER')], 10),
    finds: [`IST0152 ${first}`],
  },
  {
    name: 'ADD of routes',
    yaml: filter('lua', [patch('ADD', 'HTTP_ROUTE')]) + filter('b', [patch('ADD', 'ROUTE_CONFIGURATION')]),
    finds: [`IST0153 ${first}`, 'IST0153 EnvoyFilter shop/b 16:25 spec.configPatches.0.patch.operation'],
  },
  {
    name: 'REMOVE of routes',
    yaml: filter('lua', [patch('REMOVE', 'HTTP_ROUTE')]) + filter('b', [patch('REMOVE', 'ROUTE_CONFIGURATION')]),
    finds: [`IST0154 ${first}`, 'IST0154 EnvoyFilter shop/b 16:25 spec.configPatches.0.patch.operation'],
  },
  {
    name: 'a filter that another patch adds for a proxy version, whichever is read first',
    yaml:
      filter('lua', [patch('INSERT_BEFORE', 'HTTP_FILTER', lua)]) +
      filter('pinned', [patch('INSERT_BEFORE', 'HTTP_FILTER', lua, pinned)]),
    finds: [`IST0155 ${first}`, 'IST0151 EnvoyFilter shop/pinned 16:25 spec.configPatches.0.patch.operation'],
  },
  {
    name: 'the filter that is matched, where the value has no name',
    yaml: filter('lua', [
      patch('REMOVE', 'HTTP_FILTER', '{}', '{listener: {filterChain: {filter: {name: envoy.lua}}}}'),
      patch('ADD', 'HTTP_FILTER', lua, pinned),
    ]),
    finds: [`IST0155 ${first}`],
  },
  {
    name: 'nameless patches are not about the same filter',
    yaml: filter('lua', [patch('REMOVE', 'HTTP_FILTER'), patch('ADD', 'HTTP_FILTER', '{}', pinned)]),
    finds: [`IST0151 ${first}`],
  },
]);
