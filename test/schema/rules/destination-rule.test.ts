import { describe, expect, test } from 'vitest';
import type {
  DestinationRule,
  TrafficPolicy,
} from '../../../src/schema/compiled/networking.istio.io/DestinationRule.js';
import rules from '../../../src/schema/rules/destination-rule.ts';
import { problemsOf } from '../../support/rules.ts';

const host = 'books.shop.svc.cluster.local';

const specs: readonly [string, DestinationRule, readonly string[]][] = [
  ['a host alone', { host }, []],
  ['a wildcard host', { host: '*.shop.local' }, []],
  ['no host', {}, ['spec.host: must not be empty']],
  ['a host that is none', { host: 'books/' }, [expect.stringMatching(/^spec\.host: "books\/" is not a host name/)]],
  [
    'subsets',
    {
      host,
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
      ],
    },
    [],
  ],
  [
    'names of subsets',
    { host, subsets: [{ name: 'v1' }, { name: 'v.2' }, { name: 'v1' }, {}] },
    [
      'spec.subsets[1].name: must be letters, digits and inner hyphens, at most 63 of them, not "v.2"',
      'spec.subsets[2].name: repeats "v1": each subset needs a name of its own',
      'spec.subsets[3].name: must be letters, digits and inner hyphens, at most 63 of them, not ""',
    ],
  ],
  [
    'labels of subsets',
    { host, subsets: [{ name: 'v1', labels: { version: '-1' } }] },
    [expect.stringMatching(/^spec\.subsets\[0\]\.labels\.version: must be letters/)],
  ],
  [
    'a policy in a subset',
    { host, subsets: [{ name: 'v1', trafficPolicy: { connectionPool: { http: { maxRetries: -2 } } } }] },
    ['spec.subsets[0].trafficPolicy.connectionPool.http.maxRetries: must be 0 or more, not -2'],
  ],
  [
    'a subset that takes over outlier detection',
    {
      host,
      trafficPolicy: { outlierDetection: {} },
      subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: { localityLbSetting: { failoverPriority: ['rack'] } } } }],
    },
    [],
  ],
  ['its own namespace', { host, exportTo: ['.'], workloadSelector: { matchLabels: { app: 'web' } } }, []],
  ['any namespace', { host, exportTo: ['*'] }, []],
  [
    'another namespace than its workloads',
    { host, exportTo: ['till'], workloadSelector: { matchLabels: { app: 'web' } } },
    [expect.stringMatching(/^spec\.exportTo\[0\]: must be "\." beside workloadSelector/)],
  ],
  ['nowhere', { host, exportTo: ['~'] }, [expect.stringMatching(/^spec\.exportTo\[0\]: must be a namespace/)]],
  [
    'a selector without labels',
    { host, workloadSelector: {} },
    [expect.stringMatching(/^warning spec\.workloadSelector\.matchLabels: is empty/)],
  ],
];

/** Traffic policies and what is said of them, by paths below `spec.trafficPolicy`. */
const policies: readonly [string, TrafficPolicy, readonly string[]][] = [
  [
    'nothing',
    {},
    [
      ': must have loadBalancer, connectionPool, outlierDetection, tls, portLevelSettings, tunnel, proxyProtocol or retryBudget',
    ],
  ],
  ['an empty list', { portLevelSettings: [] }, [expect.stringMatching(/^: must have loadBalancer/)]],
  ['a retry budget alone', { retryBudget: {} }, []],
  ['a port', { portLevelSettings: [{ port: { number: 80 }, tls: {} }] }, []],
  [
    'a port without number or settings',
    { portLevelSettings: [{}] },
    [
      '.portLevelSettings[0].port: is required, and missing',
      '.portLevelSettings[0]: must have loadBalancer, connectionPool, outlierDetection or tls',
    ],
  ],
  ['a tunnel', { tunnel: { protocol: 'POST', targetHost: '10.1.2.3', targetPort: 443 } }, []],
  [
    'a tunnel to nowhere',
    { tunnel: { protocol: 'GET', targetHost: '*.shop.local', targetPort: 0 } },
    [
      '.tunnel.protocol: must be CONNECT or POST, not "GET"',
      expect.stringMatching(/^\.tunnel\.targetHost: "\*\.shop\.local" is not a host name/),
      '.tunnel.targetPort: must be a port from 1 to 65535, not 0',
    ],
  ],
  ['a proxy protocol', { proxyProtocol: { version: 'V2' } }, []],
  [
    'a tunnel and a proxy protocol',
    { tunnel: { targetHost: 'till.shop', targetPort: 443 }, proxyProtocol: {} },
    ['.proxyProtocol: must not be there beside tunnel'],
  ],
  [
    'connection pools',
    {
      connectionPool: {
        http: { maxRetries: 3, idleTimeout: '90s', useClientProtocol: true },
        tcp: { connectTimeout: '5s', idleTimeout: '0s', tcpKeepalive: { time: '1h' } },
      },
    },
    [],
  ],
  ['no connection pool', { connectionPool: {} }, ['.connectionPool: must have http or tcp settings']],
  [
    'connection pools that are none',
    {
      connectionPool: {
        http: { http2MaxRequests: -1, idleTimeout: '0s', useClientProtocol: true, h2UpgradePolicy: 'UPGRADE' },
        tcp: {
          maxConnections: -3,
          connectTimeout: '1500us',
          idleTimeout: '-4s',
          maxConnectionDuration: '2500us',
          tcpKeepalive: { interval: '0s' },
        },
      },
    },
    [
      '.connectionPool.http.http2MaxRequests: must be 0 or more, not -1',
      '.connectionPool.http.idleTimeout: must be at least 1ms, not 0s',
      '.connectionPool.http.useClientProtocol: must not be true while h2UpgradePolicy is UPGRADE',
      '.connectionPool.tcp.maxConnections: must be 0 or more, not -3',
      '.connectionPool.tcp.connectTimeout: must be whole milliseconds, not 1500us',
      '.connectionPool.tcp.maxConnectionDuration: must be whole milliseconds, not 2500us',
      '.connectionPool.tcp.tcpKeepalive.interval: must be at least 1ms, not 0s',
      '.connectionPool.tcp.idleTimeout: must be at least 1ms, not -4s',
    ],
  ],
  [
    'outlier detection',
    { outlierDetection: { interval: '3s', maxEjectionPercent: 100, consecutiveLocalOriginFailures: 0 } },
    [],
  ],
  [
    'local failures told apart',
    { outlierDetection: { consecutiveLocalOriginFailures: 2, splitExternalLocalOriginErrors: true } },
    [],
  ],
  [
    'outlier detection that is none',
    {
      outlierDetection: {
        baseEjectionTime: '0s',
        maxEjectionPercent: 101,
        minHealthPercent: -1,
        consecutiveErrors: 4,
        consecutiveLocalOriginFailures: 2,
      },
    },
    [
      '.outlierDetection.baseEjectionTime: must be at least 1ms, not 0s',
      '.outlierDetection.maxEjectionPercent: must be from 0 to 100, not 101',
      '.outlierDetection.minHealthPercent: must be from 0 to 100, not -1',
      'warning .outlierDetection.consecutiveErrors: is deprecated: use consecutiveGatewayErrors or consecutive5xxErrors',
      '.outlierDetection.consecutiveLocalOriginFailures: must not be there unless splitExternalLocalOriginErrors is true',
    ],
  ],
  [
    'a cookie',
    { loadBalancer: { consistentHash: { httpCookie: { name: 'cart', ttl: '0s', attributes: [{ name: 'Secure' }] } } } },
    [],
  ],
  [
    'a cookie that is none',
    {
      loadBalancer: {
        consistentHash: { httpCookie: { name: '', attributes: [{ name: 'Path' }, { name: '' }, { name: 'Path' }] } },
      },
    },
    [
      '.loadBalancer.consistentHash.httpCookie.name: must not be empty',
      '.loadBalancer.consistentHash.httpCookie.attributes[1].name: must not be empty',
      '.loadBalancer.consistentHash.httpCookie.attributes[2].name: repeats "Path"',
    ],
  ],
  ['a prime', { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 4999999 } } } }, []],
  [
    'no table',
    { loadBalancer: { consistentHash: { maglev: {} } } },
    ['.loadBalancer.consistentHash.maglev.tableSize: is required, a prime such as 65537'],
  ],
  [
    'an even table',
    { loadBalancer: { consistentHash: { maglev: { tableSize: 1024 } } } },
    ['.loadBalancer.consistentHash.maglev.tableSize: must be a prime, not 1024'],
  ],
  [
    'a table of a square',
    { loadBalancer: { consistentHash: { maglev: { tableSize: 169 } } } },
    ['.loadBalancer.consistentHash.maglev.tableSize: must be a prime, not 169'],
  ],
  [
    'a great table',
    { loadBalancer: { consistentHash: { maglev: { tableSize: 5000011 } } } },
    ['.loadBalancer.consistentHash.maglev.tableSize: must be at most 5000010, not 5000011'],
  ],
  [
    'an old ring',
    { loadBalancer: { consistentHash: { minimumRingSize: 10 } } },
    ['warning .loadBalancer.consistentHash.minimumRingSize: is deprecated: ringHash.minimumRingSize says the same'],
  ],
  [
    'an old and a new ring',
    { loadBalancer: { consistentHash: { minimumRingSize: 10, ringHash: {} } } },
    ['.loadBalancer.consistentHash.minimumRingSize: must not be there beside ringHash'],
  ],
  ['a warm-up', { loadBalancer: { warmup: { duration: '30s', aggression: 1.5 } } }, []],
  ['a warm-up of nulls', { loadBalancer: { warmup: { duration: '30s', aggression: null } } }, []],
  [
    'a warm-up that is none',
    { loadBalancer: { warmup: { duration: '1us', aggression: 0.5 } } },
    [
      '.loadBalancer.warmup.duration: must be at least 1ms, not 1us',
      '.loadBalancer.warmup.aggression: must be 1 or more, not 0.5',
    ],
  ],
  [
    'localities of a port, whose outlier detection is its own',
    {
      outlierDetection: {},
      portLevelSettings: [
        { port: { number: 80 }, loadBalancer: { localityLbSetting: { failover: [{ from: 'north', to: 'south' }] } } },
      ],
    },
    [
      'warning .portLevelSettings[0].loadBalancer.localityLbSetting.failover: has no effect without outlierDetection, which tells that a locality fails',
    ],
  ],
  [
    'files',
    { tls: { mode: 'MUTUAL', clientCertificate: '/c.pem', privateKey: '/k.pem', caCertificates: '/a.pem' } },
    [],
  ],
  ['a secret', { tls: { mode: 'MUTUAL', credentialName: 'till', subjectAltNames: ['till.shop'] } }, []],
  ['a config map', { tls: { mode: 'SIMPLE', credentialName: 'configmap://default/till' } }, []],
  ['an unverified server', { tls: { mode: 'SIMPLE', insecureSkipVerify: true, sni: 'till.shop' } }, []],
  [
    'no files',
    { tls: { mode: 'MUTUAL' } },
    [
      '.tls.clientCertificate: is required for mode MUTUAL without credentialName',
      '.tls.privateKey: is required for mode MUTUAL without credentialName',
    ],
  ],
  [
    'a secret and files',
    { tls: { mode: 'SIMPLE', credentialName: 'till', caCertificates: '/a.pem', caCrl: '/crl.pem' } },
    [
      '.tls.caCertificates: must not be there beside credentialName, whose secret holds it',
      '.tls.caCrl: must not be there beside credentialName, whose secret holds it',
    ],
  ],
  [
    'an unverified server and how to verify it',
    { tls: { mode: 'SIMPLE', insecureSkipVerify: true, credentialName: 'till', subjectAltNames: ['till.shop'] } },
    [
      '.tls.credentialName: must not be there while insecureSkipVerify is true',
      '.tls.subjectAltNames: must not be there while insecureSkipVerify is true',
    ],
  ],
  [
    'an unverified server and a client certificate',
    { tls: { mode: 'MUTUAL', insecureSkipVerify: true, credentialName: 'till', caCertificates: '/a.pem' } },
    ['.tls.caCertificates: must not be there while insecureSkipVerify is true'],
  ],
  [
    'half a config map',
    { tls: { mode: 'SIMPLE', credentialName: 'configmap://till' } },
    ['.tls.credentialName: must be configmap://, a namespace, / and a name, not "configmap://till"'],
  ],
  [
    'a config map elsewhere',
    { tls: { mode: 'SIMPLE', credentialName: 'configmap://till/ca' } },
    ['.tls.credentialName: must name a config map in the namespace "default", not in "till"'],
  ],
];

describe('DestinationRule', () => {
  test.each(specs)('%s', (_, spec, expected) => {
    expect(problemsOf(rules, spec)).toEqual(expected);
  });

  test.each(policies)('policy: %s', (_, trafficPolicy, expected) => {
    const found = problemsOf(rules, { host, trafficPolicy });
    expect(found.map((text) => text.replace('spec.trafficPolicy', ''))).toEqual(expected);
  });
});
