import { describe, expect, it } from 'vitest';
import type { VirtualService } from '../../../../src/schema/compiled/networking.istio.io/VirtualService.js';
import rules from '../../../../src/schema/rules/virtual-service.ts';
import { problemsOf } from '../../../support/rules.ts';

const route = [{ destination: { host: 'db', port: { number: 3306 } } }];
const hosts = ['db.example.com', '*.shop.example.com', '*-db.example.com'];
const toSni = (...sniHosts: string[]): VirtualService => ({ hosts, tls: [{ match: [{ sniHosts }], route }] });
const at = 'spec.tls[0].match[0].sniHosts';

const cases: Record<string, readonly [VirtualService, ...string[]][]> = {
  'SNI hosts': [
    [toSni('db.example.com', '*.shop.example.com', 'a.shop.example.com', '*.a.shop.example.com', 'my-db.example.com')],
    [
      toSni('web.example.com', '*.example.com', 'shop.example.com'),
      `${at}[0]: "web.example.com" must be in spec.hosts, or within a wildcard there`,
      `${at}[1]: "*.example.com" must be in spec.hosts, or within a wildcard there`,
      `${at}[2]: "shop.example.com" must be in spec.hosts, or within a wildcard there`,
    ],
    [
      toSni('a_b', ''),
      `${at}[0]: "a_b" is not a host name: its label "a_b" may hold letters, digits and inner hyphens only`,
      `${at}[1]: must not be empty`,
    ],
    [
      toSni('10.1.2.3'),
      `warning ${at}[0]: is an IP address, 10.1.2.3: clients send none as SNI (RFC 6066, 3), so that nothing matches`,
    ],
    [toSni(), `${at}: must name a host at least`],
    [
      { ...toSni('outbound_.80_._.db.example.com'), gateways: ['mesh'] },
      `${at}[0]: "outbound_.80_._.db.example.com" is not a host name: its label "outbound_" may hold letters, digits and inner hyphens only`,
    ],
  ],
  'TLS routes': [
    [
      { hosts, tls: [{ match: [], route: [] }] },
      'spec.tls[0].match: must have a match at least',
      'spec.tls[0].route: is required, and missing',
    ],
    [
      {
        hosts,
        tls: [
          {
            match: [
              { sniHosts: ['db.example.com'], destinationSubnets: ['10.0.0.0/33'], port: 65_536, gateways: ['/x'] },
            ],
            route: [...route, { destination: { host: '*' }, weight: -1 }],
          },
        ],
      },
      'spec.tls[0].match[0].port: must be a port from 1 to 65535, not 65536',
      'spec.tls[0].match[0].gateways[0]: must be a gateway\'s name, perhaps with its namespace and a slash before it, not "/x"',
      'spec.tls[0].match[0].destinationSubnets[0]: must have a prefix of at most 32 bits, not 33',
      'spec.tls[0].route[1].destination.host: must be a host, not "*"',
      'spec.tls[0].route[1].weight: must be 0 or more, not -1',
    ],
  ],
  'TCP routes': [
    [
      {
        hosts,
        tcp: [
          { route },
          { match: [{ port: 3306, destinationSubnets: ['10.0.0.0/8', 'fd00::/8', '10.1.2.3'] }], route },
        ],
      },
    ],
    [
      { hosts, tcp: [{ match: [{ port: 70_000, destinationSubnets: ['db'], sourceLabels: { 'a b': 'c' } }] }] },
      'spec.tcp[0].match[0].port: must be a port from 1 to 65535, not 70000',
      'spec.tcp[0].match[0].sourceLabels["a b"]: "a b" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
      'spec.tcp[0].match[0].destinationSubnets[0]: must be an IP address, not "db"',
      'spec.tcp[0].route: is required, and missing',
    ],
    [
      { hosts, tcp: [{ route: [...route, ...route] }] },
      'spec.tcp[0].route: has 2 destinations, none with a weight above 0',
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_, table) => {
  it.each(table)('%j', (spec, ...problems) => {
    expect(problemsOf(rules, spec)).toEqual(problems);
  });
});
