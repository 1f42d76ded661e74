import { describe, expect, test } from 'vitest';
import type { Server, ServerTLSSettings } from '../../../src/schema/compiled/networking.istio.io/Gateway.js';
import rules from '../../../src/schema/rules/gateway.ts';
import type { RuleSubject } from '../../../src/schema/rules/rule.ts';
import { problemsOf } from '../../support/rules.ts';

const hosts = ['shop.example.com'];
const http = { number: 80, name: 'http', protocol: 'HTTP' };
const https = { number: 443, name: 'https', protocol: 'HTTPS' };
const files = { serverCertificate: '/c.pem', privateKey: '/k.pem' };

/** Servers and what is said of them, by paths below `spec.servers`. */
const cases: readonly [string, readonly Server[], readonly string[]][] = [
  ['plain HTTP', [{ hosts, port: http }], []],
  ['a redirect', [{ hosts, port: http, tls: { httpsRedirect: true } }], []],
  ['hosts', [{ port: http, hosts: ['*', '*.shop.com', './shop.com', '*/shop.com', 'till/*', '10.1.2.3'] }], []],
  [
    'hosts that are none',
    [{ port: http, hosts: ['shop', '*-a.shop.com', 'till/shop', '~/shop.com', '/shop.com', 'a.b.7', '::1'] }],
    [
      '[0].hosts[0]: must name a host with a domain, as in host.example.com, not "shop"',
      '[0].hosts[1]: may have a wildcard for the first label only, as in *.example.com, not as in "*-a.shop.com"',
      '[0].hosts[2]: must name a host with a domain, as in host.example.com, not "shop"',
      '[0].hosts[3]: must have the name of a namespace or one of * . before /, not "~"',
      '[0].hosts[4]: must have the name of a namespace or one of * . before /, not ""',
      '[0].hosts[5]: "a.b.7" is not a host name: its last label, 7, is a number',
      '[0].hosts[6]: must name a host with a domain, as in host.example.com, not "::1"',
    ],
  ],
  ['no host', [{ port: http, hosts: [] }], ['[0].hosts: must have a host, or * for all']],
  ['no server', [], [': must have a server']],
  [
    'ports that are none',
    [{ hosts, port: { number: 70000, name: '', protocol: 'HTTP5', targetPort: 81 } }],
    [
      expect.stringMatching(/^\[0\]\.port\.protocol: "HTTP5" is no protocol that Istio knows/),
      '[0].port.number: must be a port from 1 to 65535, not 70000',
      '[0].port.name: must not be empty',
      "[0].port.targetPort: must not be there: a Gateway's server has the port that it binds",
    ],
  ],
  [
    'a name for two ports',
    [
      { hosts, port: http },
      { hosts, port: { ...http, number: 81 } },
    ],
    ['[1].port.name: repeats "http": each port needs a name of its own'],
  ],
  ['an address', [{ hosts, port: http, bind: '::1' }], []],
  ['a socket', [{ hosts, port: { ...http, number: 0 }, bind: 'unix:///var/run/shop' }], []],
  [
    'a socket with a port',
    [{ hosts, port: http, bind: 'unix://shop' }],
    [
      '[0].port.number: must be 0 for a Unix socket, not 80',
      expect.stringMatching(/^\[0\]\.bind: must be the absolute path of a Unix socket/),
    ],
  ],
  ['a name to bind', [{ hosts, port: http, bind: 'shop' }], ['[0].bind: must be an IP address, not "shop"']],
  ['HTTPS in the clear', [{ hosts, port: https }], ['[0].tls: is required for the protocol HTTPS']],
  [
    'HTTP that is not',
    [{ hosts, port: http, tls: { mode: 'SIMPLE', ...files } }],
    [
      '[0].tls.mode: must not be SIMPLE for the protocol HTTP',
      '[0].tls.serverCertificate: must not be there for the protocol HTTP',
      '[0].tls.privateKey: must not be there for the protocol HTTP',
    ],
  ],
  [
    'TLS for what has none',
    [{ hosts, port: { number: 3306, name: 'sql', protocol: 'MYSQL' }, tls: {} }],
    ['[0].tls: must not be there for the protocol MYSQL, but for HTTPS and TLS'],
  ],
  [
    'a redirect from HTTPS',
    [{ hosts, port: https, tls: { mode: 'SIMPLE', credentialName: 'shop', httpsRedirect: true } }],
    ['warning [0].tls.httpsRedirect: has no effect for the protocol HTTPS, but for HTTP'],
  ],
];

/** TLS settings of an HTTPS server and what is said of them, by paths below `tls`. */
const settings: readonly [string, ServerTLSSettings, readonly string[]][] = [
  ['files', { mode: 'SIMPLE', ...files }, []],
  ['files and a CA', { mode: 'MUTUAL', ...files, caCertificates: '/a.pem', caCrl: '/crl.pem' }, []],
  ['a secret', { mode: 'OPTIONAL_MUTUAL', credentialName: 'shop', ...{ privateKey: '/k.pem' } }, []],
  ['two secrets', { mode: 'SIMPLE', credentialNames: ['rsa', 'ecdsa'] }, []],
  ['two pairs of files', { mode: 'SIMPLE', tlsCertificates: [files, files] }, []],
  ["the mesh's own", { mode: 'ISTIO_MUTUAL', minProtocolVersion: 'TLSV1_3' }, []],
  ['passed on', { mode: 'AUTO_PASSTHROUGH' }, []],
  [
    'a secret of the CRL',
    { mode: 'MUTUAL', credentialName: 'shop', caCrl: '/crl.pem' },
    ['warning caCrl: has no effect beside credentialName, whose secret may hold the CRL'],
  ],
  [
    'nothing',
    { mode: 'MUTUAL' },
    [
      'caCertificates: is required in mode MUTUAL without credentialName or credentialNames',
      'serverCertificate: is required in mode MUTUAL without credentialName or credentialNames',
      'privateKey: is required in mode MUTUAL without credentialName or credentialNames',
    ],
  ],
  [
    'half a pair',
    { mode: 'SIMPLE', tlsCertificates: [files, { serverCertificate: '/c.pem' }] },
    ['tlsCertificates[1].privateKey: is required for a certificate'],
  ],
  [
    'a CRL for nobody',
    { mode: 'SIMPLE', ...files, caCrl: '/crl.pem' },
    ['caCrl: must not be there in mode SIMPLE, which verifies no client'],
  ],
  [
    'all at once',
    { mode: 'SIMPLE', ...files, credentialName: 'shop', tlsCertificates: [files] },
    [
      "credentialName: must not be there beside serverCertificate: both give the server's certificate",
      "tlsCertificates: must not be there beside serverCertificate: both give the server's certificate",
    ],
  ],
  [
    "beside the mesh's own",
    { mode: 'ISTIO_MUTUAL', privateKey: '/k.pem', credentialNames: ['shop'] },
    [
      "privateKey: must not be there in mode ISTIO_MUTUAL, which uses the mesh's certificates",
      "credentialNames: must not be there in mode ISTIO_MUTUAL, which uses the mesh's certificates",
    ],
  ],
  [
    'beside what is passed on',
    { credentialName: 'shop', caCrl: '/crl.pem' },
    [
      'warning credentialName: has no effect in mode PASSTHROUGH, which does not end TLS',
      'caCrl: must not be there beside credentialName',
    ],
  ],
  [
    'old TLS',
    { minProtocolVersion: 'TLSV1_1' },
    ['warning cipherSuites: is missing: the default suites are for TLS 1.2 and later, so none fits TLSV1_1'],
  ],
  ['old TLS with a suite', { minProtocolVersion: 'TLSV1_0', cipherSuites: ['AES128-SHA', 'ALL', '-SHA'] }, []],
  [
    'suites that are ignored',
    { cipherSuites: ['AES256-SHA', 'AES256-SHA', 'AES512-SHA'] },
    [
      'warning cipherSuites[1]: repeats "AES256-SHA", to no effect',
      'warning cipherSuites[2]: "AES512-SHA" is no cipher suite that Envoy knows, and is left out. Did you mean "AES128-SHA"?',
    ],
  ],
];

const names: readonly [string, Partial<RuleSubject>, readonly string[]][] = [
  ['a label', { name: 'shop-1' }, []],
  ['none yet', { name: '' }, []],
  [
    'a name with dots',
    { name: 'shop.com' },
    ['metadata.name: must be letters, digits and inner hyphens, at most 63 of them, not "shop.com"'],
  ],
  ['one that istiod made', { name: 'shop.com', annotations: { 'internal.istio.io/gateway-semantics': 'gateway' } }, []],
];

describe('Gateway', () => {
  test.each(cases)('%s', (_, servers, expected) => {
    expect(problemsOf(rules, { servers }).map((text) => text.replace('spec.servers', ''))).toEqual(expected);
  });

  test.each(settings)('TLS: %s', (_, tls, expected) => {
    const found = problemsOf(rules, { servers: [{ hosts, port: https, tls }] });
    expect(found.map((text) => text.replace('spec.servers[0].tls.', ''))).toEqual(expected);
  });

  test.each(names)('a name: %s', (_, subject, expected) => {
    expect(problemsOf(rules, { servers: [{ hosts, port: http }] }, subject)).toEqual(expected);
  });

  test('hosts of no namespace are in what istiod made only', () => {
    const annotations = { 'internal.istio.io/gateway-semantics': 'gateway' };
    expect(problemsOf(rules, { servers: [{ hosts: ['~/shop.com'], port: http }] }, { annotations })).toEqual([]);
  });

  test('a spec without anything', () => {
    expect(problemsOf(rules, {})).toEqual(['spec.servers: must have a server']);
    expect(problemsOf(rules, { servers: [{}] })).toEqual(['spec.servers[0].hosts: must have a host, or * for all']);
  });
});
