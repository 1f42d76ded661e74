import { describe, expect, it } from 'vitest';
import { authorizationPolicies } from '../../../src/proxy/authorization/policies.ts';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import type { Json } from '../../../src/resources/json.ts';
import { any, dumpOf, http, listeners, section } from '../dump.ts';

const policies = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));
type Rules = Readonly<Record<string, Json>>;
const forHttp = (fields: Rules): Json =>
  http({
    http_filters: [
      { name: 'envoy.filters.http.rbac', typed_config: any('envoy.extensions.filters.http.rbac.v3.RBAC', fields) },
    ],
  });
const forTcp = (fields: Rules): Json => ({
  name: 'envoy.filters.network.rbac',
  typed_config: any('envoy.extensions.filters.network.rbac.v3.RBAC', fields),
});
const rows = (...filters: readonly Json[]) =>
  authorizationPolicies(
    new ConfigDump(
      dumpOf(listeners([{ name: 'virtualInbound', filter_chains: filters.map((one) => ({ filters: [one] })) }])),
    ),
  ).map(({ action, policy, rules }) => `${action} ${policy} ${rules}`);
const named = (name: string, rule = 0, prefix = '') => `${prefix}ns[shop]-policy[${name}]-rule[${rule}]`;

describe('policies', () => {
  it('are ordered by action and name, with their rules counted', () => {
    expect(
      rows(
        forHttp({ rules: { policies: policies(named('b'), named('b', 1), named('a')) } }),
        forHttp({ rules: { action: 'DENY', policies: policies(named('c')) } }),
        forHttp({ rules: { action: 'LOG', policies: policies(named('d')) } }),
      ),
    ).toEqual(['DENY c.shop 1', 'ALLOW a.shop 1', 'ALLOW b.shop 2', 'LOG d.shop 1']);
  });

  it('are counted once, for HTTP and TCP', () => {
    const rules = { policies: policies(named('a')) };
    expect(rows(forHttp({ rules }), forTcp({ rules }))).toEqual(['ALLOW a.shop 1']);
  });

  it('of an external authorizer are shadow rules', () => {
    const custom = named('ext', 0, 'istio-ext-authz-');
    expect(
      rows(
        forHttp({
          rules: { policies: policies(named('a')) },
          shadow_rules: { policies: policies(custom, named('dry')) },
        }),
      ),
    ).toEqual(['ALLOW a.shop 1', 'CUSTOM ext.shop 1']);
  });

  it('may be none, which lets nothing in', () => {
    expect(rows(forHttp({ rules: {} }), forTcp({ rules: { action: 'DENY' } }))).toEqual([
      'DENY _anonymous_match_nothing_ 1',
      'ALLOW _anonymous_match_nothing_ 1',
    ]);
  });

  it('may not be Istio’s', () => {
    expect(rows(forHttp({ rules: { policies: policies('by-hand') } }))).toEqual(['ALLOW by-hand 1']);
  });

  it('are none where nothing is checked', () => expect(rows(http({}))).toEqual([]));

  it('are none where there are no listeners but those of the bootstrap', () => {
    const fixed = section('Listeners', { static_listeners: [{ listener: any('envoy.config.listener.v3.Listener') }] });
    expect(authorizationPolicies(new ConfigDump(dumpOf(fixed)))).toEqual([]);
    expect(() => authorizationPolicies(new ConfigDump(dumpOf(section('Routes', {}))))).toThrow('holds no listeners');
  });
});
