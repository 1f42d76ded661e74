import { listNames } from '../../../base/list-names.ts';
import { type Attribute, among, envoys, everywhere, requests } from './attribute.ts';
import { address } from './client-attributes.ts';
import { matchesHeader, matchesHost, matchesPath, matchesText } from './value-match.ts';

/** What the connection and the request say. */
export const requestAttributes = {
  'destination.ip': { layers: everywhere, ...address('destinationIp', 'the workload’s') },
  'destination.port': {
    layers: everywhere,
    reads: (value) => /^\d+$/.test(value) && Number(value) <= 65_535,
    holds: (value, { port }) => Number(value) === port,
    actual: ({ port }, _, values) => among(String(port), values, 'the port'),
  },
  'connection.sni': {
    layers: envoys,
    holds: (value, { sni }) => matchesText(value, sni),
    actual: ({ sni }) => (sni === '' ? 'TLS names no host' : `TLS names ${sni}`),
  },
  'request.headers': {
    layers: requests,
    // One of those sent is enough; what is between commas is not looked at by itself.
    holds: (value, { headers }, { names: [name = ''] }) =>
      (headers.get(name.toLowerCase()) ?? []).some((one) => matchesHeader(value, one)),
    actual: ({ headers }, { names: [name = ''] }) => {
      const values = headers.get(name.toLowerCase());
      return values === undefined ? `there is no header ${name}` : `header ${name} is ${listNames(values)}`;
    },
  },
  'experimental.envoy.filters.': {
    layers: envoys,
    holds: () => false,
    actual: () => 'what Envoy’s filters write down is not known',
    assumes: () => 'what Envoy’s filters write down is not known, and taken not to match',
  },
  hosts: {
    layers: requests,
    holds: (value, { authority }) => matchesHost(value, authority),
    actual: ({ authority }, _, values) => among(authority, values, 'the host'),
  },
  methods: {
    layers: requests,
    holds: (value, { method }) => matchesHeader(value, method),
    actual: ({ method }, _, values) => among(method, values, 'the method'),
  },
  paths: {
    layers: requests,
    holds: (value, { path }) => matchesPath(value, path),
    actual: ({ path }, _, values) => among(path, values, 'the path'),
  },
} as const satisfies Record<string, Attribute>;
