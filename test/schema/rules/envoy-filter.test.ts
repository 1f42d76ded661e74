import { describe, expect, it } from 'vitest';
import { formatPath, type JsonObject } from '../../../src/resources/json.ts';
import type {
  EnvoyConfigObjectPatch,
  EnvoyFilter,
  ListenerFilterMatch,
} from '../../../src/schema/compiled/networking.istio.io/EnvoyFilter.js';
import rules from '../../../src/schema/rules/envoy-filter.ts';
import { runRules } from '../../../src/schema/rules/rule.ts';
import { problemsOf as allProblemsOf } from '../../support/rules.ts';

type ApplyTo = NonNullable<EnvoyConfigObjectPatch['applyTo']>;

const remove = { operation: 'REMOVE' } as const;
const manager = 'envoy.filters.network.http_connection_manager';
const managerType = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const lua = { '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', inlineCode: 'x()' };
const patch = 'spec.configPatches[0]';
/** With mistakes, deep within. */
const routes = {
  virtual_hosts: [{ domains: '*', routes: [{ match: { heders: [], headers: [{ name: 'a', invert_match: 'yes' }] } }] }],
};

/** What the rules say besides what they say of every EnvoyFilter. */
const problemsOf = (_: typeof rules, spec: EnvoyFilter): string[] => {
  const [first, ...more] = allProblemsOf(rules, spec);
  expect(first).toMatch(/^warning spec: ties the mesh to Envoy's own configuration/);
  return more;
};

/** What the rules say of one patch, paths from the patch on. */
const problemsOfPatch = (one: EnvoyConfigObjectPatch): string[] =>
  problemsOf(rules, { configPatches: [one] }).map((problem) => problem.replace(`${patch}.`, ''));

const problemsOfValue = (applyTo: ApplyTo, value: JsonObject): string[] =>
  problemsOfPatch({ applyTo, patch: { operation: 'MERGE', value } }).map((text) => text.replace('patch.value.', ''));

describe('EnvoyFilter', () => {
  it.each<EnvoyFilter>([
    {},
    { workloadSelector: { labels: { app: 'cart' } }, configPatches: [{ applyTo: 'CLUSTER', patch: remove }] },
    { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' }] },
  ])('may be %j', (spec) => {
    expect(problemsOf(rules, spec)).toEqual([]);
  });

  it('has the targets that policies have, and a selector with labels', () => {
    expect(problemsOf(rules, { targetRefs: [{ kind: 'Gateway', name: 'front' }] })).toEqual([
      'spec.targetRefs[0].group: must be "gateway.networking.k8s.io" for a Gateway, not ""',
    ]);
    expect(problemsOf(rules, { workloadSelector: {} })).toEqual([
      'warning spec.workloadSelector.labels: is empty: every workload in the namespace is selected',
    ]);
  });

  it.each<[EnvoyConfigObjectPatch, string[]]>([
    [{ applyTo: 'CLUSTER' }, ['patch: is required, and missing']],
    [{ patch: remove }, ['applyTo: must say what the patch applies to, such as HTTP_FILTER']],
    [{ applyTo: 'INVALID', patch: remove }, ['applyTo: must say what the patch applies to, such as HTTP_FILTER']],
    [{ applyTo: 'CLUSTER', patch: {} }, ['patch.operation: must say what to do, such as MERGE']],
    [{ applyTo: 'CLUSTER', patch: { operation: 'ADD' } }, ['patch.value: is required for operation ADD, and missing']],
    [
      { applyTo: 'CLUSTER', match: { proxy: { proxyVersion: '1.+*' } }, patch: remove },
      [
        'match.proxy.proxyVersion: "1.+*" is no regular expression in RE2\'s syntax: error parsing regexp: invalid nested repetition operator: `+*`',
      ],
    ],
  ])('has whole patches, unlike %j', (one, problems) => {
    expect(problemsOfPatch(one)).toEqual(problems);
  });

  it.each<[ApplyTo, NonNullable<EnvoyConfigObjectPatch['match']>, string[]]>([
    ['LISTENER', { listener: { portNumber: 80 } }, []],
    ['HTTP_ROUTE', { routeConfiguration: { name: '80' } }, []],
    ['CLUSTER', { cluster: { name: 'a' } }, []],
    ['BOOTSTRAP', { cluster: { name: 'a' } }, []],
    ['CLUSTER', { context: 'WAYPOINT', waypoint: {} }, []],
    [
      'LISTENER',
      { routeConfiguration: {} },
      ['match.routeConfiguration: must not be there for applyTo LISTENER: match by listener'],
    ],
    [
      'HTTP_ROUTE',
      { listener: {} },
      ['match.listener: must not be there for applyTo HTTP_ROUTE: match by routeConfiguration'],
    ],
    ['CLUSTER', { listener: {} }, ['match.listener: must not be there for applyTo CLUSTER: match by cluster']],
  ])('matches for %s the object that it applies to: %j', (applyTo, match, problems) => {
    expect(problemsOfPatch({ applyTo, match, patch: remove })).toEqual(problems);
  });

  it.each<[ApplyTo, ListenerFilterMatch, string[]]>([
    ['NETWORK_FILTER', { name: 'envoy.filters.network.tcp_proxy' }, []],
    ['HTTP_FILTER', { name: manager, subFilter: { name: 'envoy.filters.http.router' } }, []],
    ['NETWORK_FILTER', {}, ['name: is required, and missing']],
    ['FILTER_CHAIN', { name: 'mine' }, ['warning : does nothing for applyTo FILTER_CHAIN']],
    [
      'NETWORK_FILTER',
      { name: 'envoy.tcp_proxy' },
      ['warning name: is an old name: "envoy.tcp_proxy" is envoy.filters.network.tcp_proxy now'],
    ],
    [
      'NETWORK_FILTER',
      { name: manager, subFilter: { name: 'mine' } },
      ['subFilter: must be there only for applyTo HTTP_FILTER, not NETWORK_FILTER'],
    ],
    [
      'HTTP_FILTER',
      { name: 'mine', subFilter: {} },
      [`name: must be ${manager} where there is a subFilter, not "mine"`, 'subFilter.name: is required, and missing'],
    ],
    [
      'HTTP_FILTER',
      { name: 'envoy.http_connection_manager', subFilter: { name: 'envoy.ext_authz' } },
      [
        `warning name: is an old name: "envoy.http_connection_manager" is ${manager} now`,
        'warning subFilter.name: is an old name: "envoy.ext_authz" is envoy.filters.http.ext_authz now',
      ],
    ],
  ])('matches for %s filters by name: %j', (applyTo, filter, problems) => {
    const found = problemsOfPatch({ applyTo, match: { listener: { filterChain: { filter } } }, patch: remove });
    expect(found.map((text) => text.replace(/match\.listener\.filterChain\.filter\.?/, ''))).toEqual(problems);
  });

  it.each<[ApplyTo, JsonObject]>([
    ['HTTP_FILTER', { name: 'mine', typed_config: lua }],
    ['HTTP_FILTER', { name: 'mine', configDiscovery: { type_urls: ['a'] } }],
    ['HTTP_FILTER', { name: 'mine', typed_config: { '@type': 'a/udpa.type.v1.TypedStruct', value: { whatever: 1 } } }],
    ['HTTP_FILTER', { name: 'mine', typed_config: { '@type': 'a/google.protobuf.Empty', value: {} } }],
    ['EXTENSION_CONFIG', { name: 'mine', typedConfig: lua }],
    ['CLUSTER', { name: 'a', connect_timeout: '500ms', lbPolicy: 'RING_HASH', type: 3, upstream_config: null }],
    ['CLUSTER', { circuit_breakers: { thresholds: [{ max_requests: '10' }] }, metadata: { filter_metadata: {} } }],
    ['HTTP_ROUTE', { typed_per_filter_config: { lua }, route: { timeout: '0s' } }],
    ['BOOTSTRAP', { stats_flush_interval: '5s', layered_runtime: { layers: [{ name: 'a', static_layer: {} }] } }],
  ])('may have as a %s %j', (applyTo, value) => {
    expect(problemsOfValue(applyTo, value)).toEqual([]);
  });

  it.each<[ApplyTo, JsonObject, string[]]>([
    [
      'HTTP_FILTER',
      { name: 5, typed_config: { ...lua, inlineCode: ['x'], inlineCodes: 'y' } },
      [
        'name: must be a text, not 5',
        'typed_config.inlineCode: must be a text, not a list',
        'warning typed_config.inlineCodes: is no field that Envoy\'s Lua has. Did you mean "inlineCode"?',
      ],
    ],
    [
      'HTTP_FILTER',
      { name: 'envoy.filters.http.lua' },
      ['warning typed_config: is missing: Envoy is to find extensions by the type of their settings, not by name'],
    ],
    [
      'NETWORK_FILTER',
      { name: 'envoy.filters.network.sni_cluster', config: { inline_code: 'x' } },
      [
        "warning config: is of Envoy's API version 2, which is gone: put the settings into typed_config, with their type as @type",
      ],
    ],
    [
      'CLUSTER',
      {
        connect_timeout: 'soon',
        lb_policy: 'ROUND_ROBINN',
        per_connection_buffer_limit_bytes: -1,
        close_connections_on_host_health_failure: 'true',
        health_checks: {},
        metadata: [],
        ring_hash_lb_config: { minimum_ring_size: 1.5 },
        connectTimeouts: '5s',
      },
      [
        'close_connections_on_host_health_failure: must be true or false, not "true"',
        'connect_timeout: must be a duration such as "5s", not "soon"',
        'health_checks: must be a list, not an object',
        'lb_policy: must be one of ROUND_ROBIN, LEAST_REQUEST, RING_HASH, RANDOM, MAGLEV, CLUSTER_PROVIDED, LOAD_BALANCING_POLICY_CONFIG, not "ROUND_ROBINN". Did you mean "ROUND_ROBIN"?',
        'metadata: must be an object, not a list',
        'per_connection_buffer_limit_bytes: must be from 0 to 4294967295, not -1',
        'ring_hash_lb_config.minimum_ring_size: must be an integer, not 1.5',
        'warning connectTimeouts: is no field that Envoy\'s Cluster has. Did you mean "connectTimeout"?',
      ],
    ],
    ['EXTENSION_CONFIG', { name: 'mine', typed_config: {} }, ['typed_config["@type"]: is required, and missing']],
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 5 } },
      ['typed_config["@type"]: must be a text, not 5'],
    ],
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 'lua' } },
      ['typed_config["@type"]: must be type.googleapis.com/ and the full name of a message, not "lua"'],
    ],
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 'a/envoy.config.filter.http.lua.v2.Lua' } },
      [
        'typed_config["@type"]: is of Envoy\'s API version 2, which is gone: use the type of version 3 in place of "a/envoy.config.filter.http.lua.v2.Lua"',
      ],
    ],
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 'a/envoy.extensions.constructor.Lua' }, '@type': 'a' },
      [
        'typed_config["@type"]: is no message that istiod knows, and it refuses such an EnvoyFilter: "a/envoy.extensions.constructor.Lua"',
        `warning patch.value["@type"]: is no field that Envoy's TypedExtensionConfig has`,
      ],
    ],
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 'a/mine.v1.Filter', whatever: 1 } },
      [
        'typed_config["@type"]: is no message that istiod knows, and it refuses such an EnvoyFilter: "a/mine.v1.Filter"',
      ],
    ],
    ...[
      ['a/envoy.filters.http.buffer.v3.Buffer', 'envoy.extensions.filters.http.buffer.v3.Buffer'],
      ['a/envoy.extensions.filters.http.cors.v3.Corse', 'envoy.extensions.filters.http.cors.v3.Cors'],
      ['a/envoy.extensions.filter.http.lua.v3.Lua', 'envoy.extensions.filters.http.lua.v3.Lua'],
    ].map(([url, meant]): [ApplyTo, JsonObject, string[]] => [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': url! } },
      [
        `typed_config["@type"]: is no message that istiod knows, and it refuses such an EnvoyFilter: "${url}". Did you mean "${meant}"?`,
      ],
    ]),
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 'a/google.protobuf.Duration' } },
      ['typed_config.value: is required for google.protobuf.Duration, and missing'],
    ],
    [
      'EXTENSION_CONFIG',
      { name: 'mine', typed_config: { '@type': 'a/google.protobuf.Empty', value: { a: 1 } } },
      [`warning typed_config.value.a: is no field that Envoy's Empty has`],
    ],
    [
      'LISTENER',
      {
        filter_chains: [
          {
            filters: [
              { name: 'a', typed_config: { '@type': `a/${managerType}`, route_config: routes } },
              { name: 'b' },
            ],
          },
        ],
      },
      [
        'filter_chains[0].filters[0].typed_config.route_config.virtual_hosts[0].domains: must be a list, not "*"',
        'filter_chains[0].filters[0].typed_config.route_config.virtual_hosts[0].routes[0].match.headers[0].invert_match: must be true or false, not "yes"',
        'warning filter_chains[0].filters[0].typed_config.route_config.virtual_hosts[0].routes[0].match.heders: is no field that Envoy\'s RouteMatch has. Did you mean "headers"?',
        'warning filter_chains[0].filters[1].typed_config: is missing: Envoy is to find extensions by the type of their settings, not by name',
      ],
    ],
    [
      'HTTP_ROUTE',
      { route: { timeout: '5s' }, redirect: {}, direct_response: null, requestBodyBufferLimit: '18446744073709551616' },
      [
        'requestBodyBufferLimit: must be from 0 to 18446744073709551615, not 18446744073709551616',
        'warning redirect: cannot be set beside route: Envoy takes only one of them',
      ],
    ],
    [
      'CLUSTER',
      {
        connect_timeout: 5,
        connectTimeout: '5s',
        health_checks: [{ http_health_check: { send: { binary: '_-8=' } } }],
      },
      [
        'health_checks[0].http_health_check.send.binary: must be in base64, not "_-8="',
        'warning connect_timeout: is the same field as connectTimeout, which counts. Remove one of them',
      ],
    ],
  ])('has not as a %s %j', (applyTo, value, problems) => {
    const found = problemsOfValue(applyTo, value);
    expect(found.toSorted()).toEqual(problems.toSorted());
  });

  it.each<[JsonObject, string[]]>([
    [{ nam: 1, nme: 1 }, ['patch.value.nam']],
    [{ nam: 1, name: 5 }, []],
    [{ transport_socket: { name: 'tls' } }, ['patch.value.transport_socket.typed_config']],
    [{ transport_socket: { name: 'tls' }, nam: 1 }, ['patch.value.nam']],
    [{ filters: [{ name: 'tls' }] }, []],
  ])('of a FILTER_CHAIN %j, one thing at most is what Istio warns of: %j', (value, places) => {
    const spec: EnvoyFilter = { configPatches: [{ applyTo: 'FILTER_CHAIN', patch: { operation: 'MERGE', value } }] };
    const found = runRules(rules, spec, { name: 'a', namespace: 'b', labels: {}, annotations: {} });
    const warnings = found.filter(({ isWarning, isIstios }) => isWarning && isIstios);
    expect(warnings.map(({ path }) => formatPath(path).replace(`${patch}.`, ''))).toEqual(['spec', ...places]);
  });

  it.each<[string, boolean]>([
    ['2026-01-31T12:00:00Z', true],
    ['2026-01-31T12:00:00.5+02:00', true],
    ['2026-01-31', false],
    ['2026-13-31T12:00:00Z', false],
  ])('%s as a time: %j', (last_updated, isSound) => {
    const typed_config = { '@type': 'a/envoy.admin.v3.SecretsConfigDump.DynamicSecret', last_updated };
    expect(problemsOfValue('EXTENSION_CONFIG', { name: 'a', typed_config })).toHaveLength(isSound ? 0 : 1);
  });
});
