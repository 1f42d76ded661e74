import { describe, expect, test } from 'vitest';
import type {
  IstioEgressListener,
  IstioIngressListener,
  OutboundTrafficPolicy,
  Sidecar,
} from '../../../src/schema/compiled/networking.istio.io/Sidecar.js';
import rules from '../../../src/schema/rules/sidecar.ts';
import { problemsOf } from '../../support/rules.ts';

const egress: readonly IstioEgressListener[] = [{ hosts: ['./*'] }];
const port = { number: 8080, protocol: 'HTTP', name: 'http' };
const files = { serverCertificate: '/c.pem', privateKey: '/k.pem' };

const specs: readonly [string, Sidecar, readonly string[]][] = [
  ['hosts alone', { egress }, []],
  ['a selector', { egress, workloadSelector: { labels: { app: 'till' } } }, []],
  ['a connection pool alone', { inboundConnectionPool: { http: { maxRetries: 2 } } }, []],
  [
    'nothing',
    { egress: [], ingress: [] },
    ['spec: must have egress, ingress, outboundTrafficPolicy or inboundConnectionPool'],
  ],
  [
    'a selector without labels',
    { egress, workloadSelector: { labels: {} } },
    ['warning spec.workloadSelector.labels: is empty: every workload in the namespace is selected'],
  ],
  [
    'keys that no label has',
    { egress, workloadSelector: { labels: { '': 'till', 'a*': 'b' } } },
    [
      'spec.workloadSelector.labels[""]: must have a key',
      'spec.workloadSelector.labels["a*"]: must not have a wildcard in its key, "a*"',
    ],
  ],
  [
    'a connection pool without settings',
    { inboundConnectionPool: {} },
    ['spec.inboundConnectionPool: must have http or tcp settings'],
  ],
];

/** Listeners and what is said of them, by paths below `spec.egress`. */
const outgoing: readonly [string, readonly IstioEgressListener[], readonly string[]][] = [
  [
    'ports, a socket and the rest',
    [
      { port, bind: '127.0.0.1', hosts: ['~/*'] },
      { port: { ...port, number: 8081 }, hosts: ['*/till.shop.com'] },
      { port: { protocol: 'HTTP' }, bind: 'unix://@till', captureMode: 'NONE', hosts: ['shop/*.shop.com'] },
      { hosts: ['*/*'] },
    ],
    [],
  ],
  [
    'listeners for the rest',
    [{ hosts: ['./*'] }, { hosts: ['./*'] }],
    ['[0].port: is required for all but the last listener, which is for the rest'],
  ],
  ['no hosts', [{ hosts: [] }], ['[0].hosts: must have a host, such as */* for all']],
  [
    'hosts that are none',
    [{ hosts: ['till.shop.com', 'shop/till', 'a_b/*', './10.1.2.3', './*-till.shop.com'] }],
    [
      '[0].hosts[0]: must be a namespace, / and a host, not "till.shop.com"',
      '[0].hosts[1]: must name a host with a domain, as in host.example.com, not "till"',
      '[0].hosts[2]: must have the name of a namespace or one of * . ~ before /, not "a_b"',
      '[0].hosts[3]: "10.1.2.3" is not a host name: its last label, 3, is a number',
      '[0].hosts[4]: may have a wildcard for the first label only, as in *.example.com, not as in "*-till.shop.com"',
    ],
  ],
  [
    'hosts said twice',
    [{ hosts: ['default/a.shop.com', './a.shop.com', './*', './b.shop.com', '*/a.shop.com'] }],
    [
      'warning [0].hosts[1]: adds nothing to the entries before "./a.shop.com"',
      'warning [0].hosts[2]: makes other entries for "default" needless',
      'warning [0].hosts[3]: adds nothing to the entries before "./b.shop.com"',
    ],
  ],
  [
    'all hosts, and one',
    [{ hosts: ['shop/a.shop.com', '*/*'] }],
    ['warning [0].hosts[1]: selects every host: the other entries add nothing'],
  ],
  [
    'ports that are none',
    [
      { port: { number: 70000, protocol: 'HTTP5', name: 'a.b', targetPort: 1 }, hosts: ['./*'] },
      { port, bind: 'till', hosts: ['./*'] },
      { port, hosts: ['./*'] },
    ],
    [
      '[0].port.name: must be letters, digits and inner hyphens, at most 63 of them, not "a.b"',
      expect.stringMatching(/^\[0\]\.port\.protocol: "HTTP5" is no protocol/),
      "[0].port.targetPort: must not be there: a Sidecar's listener has no use for it",
      '[0].port.number: must be a port from 1 to 65535, not 70000',
      '[1].bind: must be an IP address, not "till"',
      '[2].port.number: repeats 8080, which another listener of the list has',
    ],
  ],
  [
    'sockets that are none',
    [
      { port: {}, hosts: ['./*'] },
      { port: {}, bind: 'unix://till', captureMode: 'IPTABLES', hosts: ['./*'] },
      { port: {}, bind: 'unix:///till', hosts: ['./*'] },
      { port: {}, bind: 'unix:///till', hosts: ['./*'] },
    ],
    [
      '[0].port.number: must be a port from 1 to 65535 unless bind is unix:// and a path',
      expect.stringMatching(/^\[1\]\.bind: must be the absolute path of a Unix socket/),
      '[1].captureMode: must not be IPTABLES for a Unix socket, to which nothing is redirected',
      '[3].bind: repeats "unix:///till", which another listener of the list has',
    ],
  ],
];

/** Listeners and what is said of them, by paths below `spec.ingress`. */
const incoming: readonly [string, readonly IstioIngressListener[], readonly string[]][] = [
  [
    'listeners',
    [
      { port, bind: '10.1.2.3', defaultEndpoint: '127.0.0.1:8080' },
      { port: { number: 8081 }, defaultEndpoint: '[::1]:8080' },
      { port: { number: 8082 }, defaultEndpoint: ':8080', connectionPool: { tcp: { maxConnections: 1 } } },
      { port: { number: 8443, protocol: 'HTTPS' }, defaultEndpoint: 'unix:///till', tls: { mode: 'SIMPLE', ...files } },
    ],
    [],
  ],
  [
    'ports that are none',
    [{ port: {} }, { port }, { port: { ...port, targetPort: 9 }, bind: 'unix:///till' }],
    [
      '[0].port.number: must be a port from 1 to 65535, not 0',
      "[2].port.targetPort: must not be there: a Sidecar's listener has no use for it",
      '[2].port.number: repeats 8080, which another listener of the list has',
      '[2].bind: must be an IP address, not "unix:///till"',
    ],
  ],
  [
    'endpoints elsewhere',
    ['10.1.2.3:8080', '127.0.0.1', '127.0.0.1:http', '::1:8080', '127.0.0.1:99999', 'unix://till'].map(
      (defaultEndpoint, i) => ({ port: { number: i + 1 }, defaultEndpoint }),
    ),
    [
      ...['10.1.2.3:8080', '127.0.0.1', '127.0.0.1:http', '::1:8080'].map(
        (text, i) =>
          `[${i}].defaultEndpoint: must be 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT or unix://PATH, not "${text}"`,
      ),
      '[4].defaultEndpoint: must be a port from 1 to 65535, not 99999',
      expect.stringMatching(/^\[5\]\.defaultEndpoint: must be the absolute path of a Unix socket/),
    ],
  ],
  [
    'TLS for what has none',
    [
      { port, tls: { mode: 'SIMPLE', ...files } },
      { port: { number: 1 }, tls: { mode: 'SIMPLE', ...files } },
    ],
    [
      '[0].tls: must not be there for the protocol HTTP, but for HTTPS and TLS',
      '[1].tls: must not be there for a port without protocol, but for HTTPS and TLS',
    ],
  ],
  [
    'TLS as for a Gateway',
    [
      { port: { number: 1, protocol: 'TLS' }, tls: { mode: 'ISTIO_MUTUAL', httpsRedirect: true } },
      { port: { number: 2, protocol: 'TLS' }, tls: { mode: 'SIMPLE', credentialName: 'till', privateKey: '/k.pem' } },
    ],
    [
      '[0].tls.httpsRedirect: must not be there: a Sidecar has no use for it',
      '[0].tls.mode: must not be ISTIO_MUTUAL in a Sidecar',
      '[1].tls.credentialName: must not be there: a Sidecar has no use for it',
      '[1].tls.serverCertificate: is required in mode SIMPLE',
    ],
  ],
  [
    'connection pools',
    [{ port: { number: 3306, protocol: 'MYSQL' }, connectionPool: { http: { maxRetries: -1 } } }],
    [
      '[0].connectionPool.http.maxRetries: must be 0 or more, not -1',
      'warning [0].connectionPool.http: has no effect unless the protocol is HTTP, HTTP2, GRPC or the like',
    ],
  ],
];

/** Policies and what is said of them, by paths below `spec.outboundTrafficPolicy`. */
const outbound: readonly [string, OutboundTrafficPolicy, readonly string[]][] = [
  ['only known hosts', { mode: 'REGISTRY_ONLY' }, []],
  ['a proxy', { mode: 'ALLOW_ANY', egressProxy: { host: 'exit.shop', subset: 'v1', port: { number: 80 } } }, []],
  [
    'a proxy that nothing goes to',
    { egressProxy: { host: '*.shop', subset: 'v.1' } },
    [
      '.mode: must be ALLOW_ANY beside egressProxy, not REGISTRY_ONLY',
      expect.stringMatching(/^\.egressProxy\.host: "\*\.shop" is not a host name/),
      '.egressProxy.subset: must be letters, digits and inner hyphens, at most 63 of them, not "v.1"',
      '.egressProxy.port: is required, and missing',
    ],
  ],
  [
    'a proxy without port number',
    { mode: 'ALLOW_ANY', egressProxy: { host: 'exit.shop', port: {} } },
    ['.egressProxy.port.number: must be a port from 1 to 65535, not 0'],
  ],
];

describe('Sidecar', () => {
  test.each(specs)('%s', (_, spec, expected) => {
    expect(problemsOf(rules, spec)).toEqual(expected);
  });

  test.each(outgoing)('egress: %s', (_, listeners, expected) => {
    const found = problemsOf(rules, { egress: listeners });
    expect(found.map((text) => text.replace('spec.egress', ''))).toEqual(expected);
  });

  test.each(incoming)('ingress: %s', (_, ingress, expected) => {
    const found = problemsOf(rules, { ingress });
    expect(found.map((text) => text.replace('spec.ingress', ''))).toEqual(expected);
  });

  test.each(outbound)('outbound traffic: %s', (_, outboundTrafficPolicy, expected) => {
    const found = problemsOf(rules, { outboundTrafficPolicy });
    expect(found.map((text) => text.replace('spec.outboundTrafficPolicy', ''))).toEqual(expected);
  });

  test('listeners without anything', () => {
    expect(problemsOf(rules, { ingress: [{}], egress: [{}] })).toEqual([
      'spec.egress[0].hosts: must have a host, such as */* for all',
    ]);
  });
});
