import { describe, expect, it } from 'vitest';
import type { MeshConfig } from '../../../src/schema/compiled/mesh.istio.io/MeshConfig.js';
import rules from '../../../src/schema/rules/mesh-config.ts';
import { problemsOf } from '../../support/rules.ts';

const clean: Record<string, MeshConfig> = {
  'nothing, which has defaults': {},
  timeouts: { connectTimeout: '1h', protocolDetectionTimeout: '0s' },
  'trust domains': { trustDomain: 'prod.example.com.', trustDomainAliases: ['old', '1.2'] },
  'hosts of services': { serviceSettings: [{ hosts: ['*.kube-system.svc.cluster.local', '*', 'cart.shop.svc'] }] },
  'failover without outlier detection': { localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] } },
  'TLS parameters': {
    meshMTLS: { minProtocolVersion: 'TLSV1_3', ecdhCurves: [], cipherSuites: ['AES128-SHA'] },
    tlsDefaults: { ecdhCurves: ['X25519', 'P-256'] },
  },
  selectors: {
    discoverySelectors: [
      { matchLabels: { env: 'prod', 'example.com/team': '' } },
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a', 'b'] }] },
    ],
    serviceScopeConfigs: [{ servicesSelector: { matchExpressions: [{ key: 'istio.io/global', operator: 'Exists' }] } }],
  },
};

const long = 'x'.repeat(64);
const bad: readonly [MeshConfig, ...string[]][] = [
  [{ connectTimeout: '0s' }, 'connectTimeout: must be at least 1ms, not 0s'],
  [{ connectTimeout: '61m' }, 'connectTimeout: must be from 1ms to 1h, not 61m'],
  [{ connectTimeout: '1500us' }, 'connectTimeout: must be whole milliseconds, not 1500us'],
  [{ protocolDetectionTimeout: '1.5ms' }, 'protocolDetectionTimeout: must be whole milliseconds, not 1.5ms'],
  [
    { trustDomain: '', trustDomainAliases: ['a_b', 'fine', 'a..b'] },
    'trustDomain: must not be empty',
    'trustDomainAliases[0]: must be a domain name of letters, digits and inner hyphens, not "a_b"',
    'trustDomainAliases[2]: must be a domain name of letters, digits and inner hyphens, not "a..b"',
  ],
  [
    { serviceSettings: [{}, { hosts: ['cart', 'a.*.b'] }] },
    'serviceSettings[1].hosts[1]: "a.*.b" is not a host name: its label "*" may hold letters, digits and inner hyphens only',
  ],
  [
    { localityLbSetting: { failover: [{ from: 'eu', to: 'eu' }] } },
    'localityLbSetting.failover[0].to: must be another region than the one it is for, "eu"',
  ],
  [
    { meshMTLS: { ecdhCurves: ['P-256'] }, tlsDefaults: { ecdhCurves: ['P-9', 'P-256', 'P-256'] } },
    'meshMTLS.ecdhCurves: must not be there: only tlsDefaults may choose curves',
    'warning tlsDefaults.ecdhCurves[0]: "P-9" is no ECDH curve that Envoy knows, and Envoy may refuse the listener.',
    'warning tlsDefaults.ecdhCurves[2]: repeats "P-256", to no effect',
  ],
  [
    { meshMTLS: { cipherSuites: ['RC4-SHA'] }, tlsDefaults: { cipherSuites: ['NULL'] } },
    'warning meshMTLS.cipherSuites[0]: "RC4-SHA" is no cipher suite that Envoy knows, and Envoy may refuse the listener.',
    'warning tlsDefaults.cipherSuites[0]: "NULL" is no cipher suite that Envoy knows, and Envoy may refuse the listener.',
  ],
  [
    {
      discoverySelectors: [
        { matchLabels: { 'a b': 'x', app: long } },
        {
          matchExpressions: [
            { key: 'app', operator: 'in', values: ['x'] },
            { key: '-', operator: 'In', values: [] },
            { key: 'app', operator: 'Exists', values: ['a/b'] },
          ],
        },
      ],
    },
    'warning discoverySelectors[0].matchLabels["a b"]: "a b" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
    'warning discoverySelectors[0].matchLabels.app: must have at most 63 characters, not 64',
    'warning discoverySelectors[1].matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist, not "in"',
    'warning discoverySelectors[1].matchExpressions[1].key: "-" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
    'warning discoverySelectors[1].matchExpressions[1].values: must not be empty for In',
    'warning discoverySelectors[1].matchExpressions[2].values: must not be there for Exists',
    'warning discoverySelectors[1].matchExpressions[2].values[0]: must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "a/b"',
  ],
  [
    { serviceScopeConfigs: [{ namespaceSelector: { matchLabels: { env: '-' } } }] },
    'warning serviceScopeConfigs[0].namespaceSelector.matchLabels.env: must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "-"',
  ],
];

describe('mesh config', () => {
  it.each(Object.entries(clean))('takes %s', (_, config) => {
    expect(problemsOf(rules, config, {}, [])).toEqual([]);
  });

  it.each(bad)('finds what is wrong with %j', (config, ...problems) => {
    expect(problemsOf(rules, config, {}, [])).toEqual(problems);
  });
});
