import { describe, expect, test } from 'vitest';
import type { ServiceEntry } from '../../../src/schema/compiled/networking.istio.io/ServiceEntry.js';
import type { RuleSubject } from '../../../src/schema/rules/rule.ts';
import rules from '../../../src/schema/rules/service-entry.ts';
import { problemsOf } from '../../support/rules.ts';

const hosts = ['till.example.com'];
const two = [...hosts, 'shop.example.com'];
const http = { number: 80, name: 'http', protocol: 'HTTP' };
const https = { number: 443, name: 'https', protocol: 'HTTPS' };
const tcp = { number: 3306, name: 'sql', protocol: 'TCP' };

const unallocated = { labels: { 'networking.istio.io/enable-autoallocate-ip': 'False' } };

/** Specs, what is said of them by paths below `spec`, and the metadata where it matters. */
const cases: readonly [string, ServiceEntry, readonly string[], Partial<RuleSubject>?][] = [
  ['hosts alone', { hosts, ports: [http, https], resolution: 'DNS' }, []],
  ['a wildcard', { hosts: ['*.example.com'], ports: [https], resolution: 'NONE' }, []],
  [
    'hosts that are none',
    { hosts: ['till_1.example.com', '*-till.example.com', '*till.example.com'], resolution: 'STATIC' },
    [
      expect.stringMatching(/^hosts\[0\]: "till_1\.example\.com" is not a host name/),
      'warning hosts[1]: should have a wildcard for the whole first label, not as in "*-till.example.com"',
      'warning hosts[2]: should have a wildcard for the whole first label, not as in "*till.example.com"',
    ],
  ],
  [
    'a wildcard to resolve',
    { hosts: ['*.example.com', '*_.example.com', '7'], resolution: 'DNS' },
    [
      expect.stringMatching(/^hosts\[1\]: "\*_\.example\.com" is not a host name/),
      'hosts[0]: must not be a wildcard, "*.example.com", without endpoints to resolve in its place',
      'hosts[2]: "7" is not a host name: its last label, 7, is a number',
    ],
  ],
  [
    'a wildcard with what to resolve',
    { hosts: ['*.example.com'], resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'till.example.com' }] },
    [],
  ],
  ['addresses', { hosts, addresses: ['10.1.2.3', '10.1.0.0/16', 'fd00::/8'], ports: [tcp] }, []],
  [
    'addresses that are none',
    { hosts, addresses: ['till', '10.1.0.0/33'] },
    ['addresses[0]: must be an IP address, not "till"', 'addresses[1]: must have a prefix of at most 32 bits, not 33'],
  ],
  [
    'ports that are none',
    { hosts, ports: [{ number: 80, name: 'a.b', protocol: 'HTTP5' }, { number: 81 }], resolution: 'DNS' },
    [
      'ports[0].name: must be letters, digits and inner hyphens, at most 63 of them, not "a.b"',
      expect.stringMatching(/^ports\[0\]\.protocol: "HTTP5" is no protocol/),
      'ports[1].name: must be letters, digits and inner hyphens, at most 63 of them, not ""',
    ],
  ],
  ['TCP, with an address given to it', { hosts, ports: [tcp], resolution: 'STATIC' }, []],
  [
    'TCP to anywhere',
    { hosts, ports: [http, tcp] },
    ['warning addresses: is missing: nothing else tells TCP to the port 3306 from other TCP'],
  ],
  [
    'TCP without an address given to it',
    { hosts, ports: [{ number: 5, name: 'five' }], resolution: 'STATIC' },
    ['warning addresses: is missing: nothing else tells TCP to the port 5 from other TCP'],
    unallocated,
  ],
  ['HTTP without an address given to it', { hosts, ports: [http], resolution: 'STATIC' }, [], unallocated],
  ['hosts told apart by HTTP and TLS', { hosts: two, ports: [http, https], resolution: 'STATIC' }, []],
  ['hosts that nobody resolves', { hosts: two, addresses: ['10.1.2.3'], ports: [tcp], resolution: 'NONE' }, []],
  [
    'hosts that nothing tells apart',
    { hosts: two, ports: [http, tcp, { number: 5, name: 'five' }], resolution: 'STATIC' },
    [
      'ports[1].protocol: is TCP, but only HTTP and TLS tell the 2 hosts apart',
      'ports[2].protocol: is missing, but only HTTP and TLS tell the 2 hosts apart',
    ],
  ],
  [
    'hosts with an address for all',
    { hosts: two, addresses: ['10.1.2.3'], ports: [http, https], resolution: 'DNS' },
    ['warning hosts: should be one: the addresses do not tell HTTPS to 2 hosts apart'],
  ],
  [
    'endpoints',
    {
      hosts,
      ports: [http],
      resolution: 'STATIC',
      endpoints: [{ address: '10.1.2.3', ports: { http: 8080 } }, { address: 'unix:///till' }],
    },
    [],
  ],
  [
    'endpoints that are none',
    {
      hosts,
      ports: [http, https],
      resolution: 'STATIC',
      endpoints: [
        { address: 'till.example.com', ports: { sql: 3306 } },
        { address: 'unix:///till' },
        { address: '', network: 'east' },
        { address: '' },
        { address: '10.1.2.3', labels: { app: 'a/b' } },
      ],
    },
    [
      'endpoints[0].address: must be an IP address or a Unix socket for the resolution STATIC, not "till.example.com"',
      'endpoints[0].ports.sql: must be named for a port of the service, not "sql"',
      'endpoints[1].address: must not be a Unix socket where the service has 2 ports, not 1',
      'warning endpoints[2].address: is missing: the network "east" alone says where the workload is',
      'endpoints[3].address: must not be empty without network',
      expect.stringMatching(/^endpoints\[4\]\.labels\.app: must be letters/),
    ],
  ],
  [
    'endpoints to resolve',
    { hosts, ports: [http], resolution: 'DNS', endpoints: [{ address: '10.1.2.3' }, { address: 'a.example.com' }] },
    [],
  ],
  [
    'endpoints that nobody resolves',
    {
      hosts,
      ports: [http],
      resolution: 'DNS',
      endpoints: [{ address: 'unix:///till' }, { network: 'east' }, { address: '*.example.com', ports: { a: 1 } }],
    },
    [
      'endpoints[0].address: must be an IP address or a host name to resolve, not "unix:///till"',
      'endpoints[1].address: must be an IP address or a host name to resolve, not ""',
      'endpoints[2].address: must be an IP address or a host name to resolve, not "*.example.com"',
      'endpoints[2].ports.a: must be named for a port of the service, not "a"',
    ],
  ],
  [
    'hosts resolved by request',
    { hosts: ['*.example.com', '*-till.example.com'], ports: [http], resolution: 'DYNAMIC_DNS' },
    [],
  ],
  [
    'what requests cannot say',
    {
      hosts: two,
      addresses: ['10.1.2.3'],
      ports: [https, tcp, { number: 5, name: 'five' }],
      resolution: 'DYNAMIC_DNS',
      endpoints: [{ address: '10.1.2.3' }],
    },
    [
      'hosts[0]: must be a wildcard for the resolution DYNAMIC_DNS, not "till.example.com"',
      'hosts[1]: must be a wildcard for the resolution DYNAMIC_DNS, not "shop.example.com"',
      'addresses: must not be there for the resolution DYNAMIC_DNS, which takes them from requests',
      'endpoints: must not be there for the resolution DYNAMIC_DNS, which takes them from requests',
      'ports[0].protocol: must be HTTP, HTTP2, GRPC or TLS for the resolution DYNAMIC_DNS, not HTTPS',
      'ports[1].protocol: must be HTTP, HTTP2, GRPC or TLS for the resolution DYNAMIC_DNS, not TCP',
      'ports[2].protocol: must be HTTP, HTTP2, GRPC or TLS for the resolution DYNAMIC_DNS',
    ],
  ],
  [
    'requests through a waypoint',
    { hosts: ['*.example.com'], ports: [http], resolution: 'DYNAMIC_DNS', location: 'MESH_INTERNAL' },
    ['location: must be MESH_EXTERNAL for the resolution DYNAMIC_DNS of what uses a waypoint'],
    { labels: { 'istio.io/use-waypoint': 'gate' } },
  ],
  [
    'requests through no waypoint',
    { hosts: ['*.example.com'], ports: [http], resolution: 'DYNAMIC_DNS', location: 'MESH_INTERNAL' },
    [],
    { labels: { 'istio.io/use-waypoint': 'None' } },
  ],
  ['workloads', { hosts, ports: [http], resolution: 'STATIC', workloadSelector: { labels: { app: 'till' } } }, []],
  [
    'any workloads, for nothing',
    { hosts, ports: [http], workloadSelector: {} },
    [
      'warning workloadSelector.labels: is empty: every workload in the namespace is selected',
      'warning workloadSelector: has no effect for the resolution NONE, which sends to where the client meant',
    ],
  ],
  ['nobody else', { hosts, ports: [http], resolution: 'DNS', exportTo: ['~'] }, []],
  [
    'a namespace that is none',
    { hosts, ports: [http], resolution: 'DNS', exportTo: ['a/b'] },
    [expect.stringMatching(/^exportTo\[0\]: must be a namespace/)],
  ],
  ['nothing', {}, []],
];

describe('ServiceEntry', () => {
  test.each(cases)('%s', (_, spec, expected, subject) => {
    expect(problemsOf(rules, spec, subject).map((text) => text.replace('spec.', ''))).toEqual(expected);
  });
});
