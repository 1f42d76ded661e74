import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, type Json, type JsonObject } from '../../../src/resources/json.ts';
import type { Resource } from '../../../src/resources/resource.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { isUsual } from '../../../src/schema/usual/index.ts';
import { istioValidator } from '../../../src/schema/validator.ts';

/** Specs with everything in them that may be usual. */
const samples: Readonly<Record<string, JsonObject>> = {
  'networking.istio.io/v1 VirtualService': {
    hosts: ['cart', 'cart.shop.example.com'],
    gateways: ['mesh', 'edge/public'],
    http: [
      {
        name: 'canary',
        match: [
          { uri: { prefix: '/cart' }, method: { exact: 'GET' }, headers: { 'x-canary': { exact: 'true' } } },
          { uri: { exact: '/' } },
        ],
        route: [
          { destination: { host: 'cart', subset: 'v1', port: { number: 8080 } }, weight: 90 },
          { destination: { host: 'cart', subset: 'v2' }, weight: 10 },
        ],
        timeout: '5s',
        retries: { attempts: 3, perTryTimeout: '500ms' },
      },
      { route: [{ destination: { host: 'cart' } }] },
    ],
  },
  'networking.istio.io/v1 DestinationRule': {
    host: 'cart.shop.svc.cluster.local',
    trafficPolicy: {
      loadBalancer: { simple: 'LEAST_REQUEST' },
      connectionPool: {
        tcp: { maxConnections: 100, connectTimeout: '250ms' },
        http: {
          http1MaxPendingRequests: 1,
          http2MaxRequests: 2,
          maxRequestsPerConnection: 3,
          maxRetries: 0,
          idleTimeout: '1m',
        },
      },
      outlierDetection: {
        consecutive5xxErrors: 5,
        consecutiveGatewayErrors: 5,
        interval: '10s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 50,
        minHealthPercent: 0,
      },
      tls: { mode: 'ISTIO_MUTUAL' },
    },
    subsets: [
      { name: 'v1', labels: { version: 'v1', 'app.kubernetes.io/name': 'cart' } },
      { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { tls: { mode: 'DISABLE' } } },
    ],
  },
  'networking.istio.io/v1 Gateway': {
    selector: { istio: 'ingressgateway' },
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.example.com', 'shop.example.org'] },
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['shop.example.org'],
        tls: { mode: 'SIMPLE', credentialName: 'shop-cert' },
      },
    ],
  },
  'networking.istio.io/v1 Sidecar': {
    workloadSelector: { labels: { app: 'cart' } },
    egress: [{ hosts: ['./*', 'istio-system/*'] }],
  },
  'networking.istio.io/v1 ServiceEntry': {
    hosts: ['api.example.com', 'api.example.org'],
    ports: [
      { number: 443, name: 'tls', protocol: 'TLS' },
      { number: 80, name: 'http', protocol: 'HTTP' },
    ],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
  },
  'security.istio.io/v1 AuthorizationPolicy': {
    selector: { matchLabels: { app: 'cart' } },
    action: 'ALLOW',
    rules: [
      {
        from: [
          { source: { principals: ['cluster.local/ns/shop/sa/web'] } },
          { source: { namespaces: ['shop', 'ops'] } },
        ],
        to: [{ operation: { methods: ['GET'], paths: ['/api/*', '/'], ports: ['8080'], hosts: ['cart.example.com'] } }],
      },
    ],
  },
  'security.istio.io/v1 PeerAuthentication': {
    selector: { matchLabels: { app: 'cart' } },
    mtls: { mode: 'STRICT' },
  },
};

const odd: readonly Json[] = [
  null, true, 0, 1, -1, 1.5, 101, 65536, 4294967296, '', '*', '*.example.com', '*-x.example.com', 'UPPER.example.com',
  'a', 'a.', '1.2.3.4', 'a..b', 'under_score', 'mesh', 'x/y', './*', '*/*', '~/*', 'GET', '/', '/x/*', '/*/x', 'spiffe://x',
  '0s', '1us', '5s', '90m', '1h30m', '5', 'STRICT', 'UNSET', 'DENY', 'CUSTOM', 'HTTP', 'TCP', 'https', 'SIMPLE', 'NONE', 'v1',
  '@request.auth.claims.x', ':authority', 'Host', 'x'.repeat(70), [], {}, [''], ['a', 'a'], { a: 'b' }, { exact: '' },
]; // biome-ignore format: a list of values is read as one

type Step = (value: Json, random: number) => Json;

/** Changes one place in a spec: another value, one taken from elsewhere, a field renamed, an item twice. */
function mutate(spec: JsonObject, where: number, how: number, what: number): Json {
  const copy = structuredClone(spec) as JsonObject;
  const places: { parent: Record<string, Json>; key: string }[] = [];
  const collect = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ parent: value as Record<string, Json>, key });
      collect(inner as Json);
    }
  };
  collect(copy);
  const { parent, key } = places[where % places.length]!;
  const other = places[what % places.length]!;
  const steps: readonly Step[] = [
    () => odd[what % odd.length]!,
    () => structuredClone(other.parent[other.key]!),
    (value) =>
      Array.isArray(value) && value.length > 0 ? [...value, structuredClone(value[0]!)] : odd[what % odd.length]!,
    (value) => (typeof value === 'string' ? value + odd[what % odd.length] : odd[what % odd.length]!),
  ];
  const kind = how % (steps.length + 2);
  if (kind < steps.length) parent[key] = steps[kind]!(parent[key]!, what);
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else {
    const value = parent[key]!;
    delete parent[key];
    if (kind > steps.length) parent[other.key] = value;
  }
  return copy;
}

function resource(type: string, spec: Json, metadata: JsonObject = { name: 'cart', namespace: 'shop' }): Resource {
  const [apiVersion, kind] = type.split(' ');
  const text = JSON.stringify({ apiVersion, kind, metadata, spec });
  return toResources({ name: 'x.json', text }).resources[0]!;
}

describe.each(Object.entries(samples))('a usual %s', (type, sample) => {
  it('is one that has all of it', () => {
    expect(isUsual(resource(type, sample))).toBe(true);
  });

  it('has no problem, whatever is changed in it', async () => {
    const validate = (await istioValidator(resource(type, sample).type.id))!;
    let usual = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 }), (changes) => {
        let spec: Json = sample;
        for (const [where, how, what] of changes) {
          if (typeof spec === 'object' && spec !== null && Object.keys(spec).length > 0) {
            spec = mutate(spec as JsonObject, where, how, what);
          }
        }
        const mutant = resource(type, spec);
        if (!isUsual(mutant)) return;
        usual++;
        expect(validate(mutant).map(({ path, message }) => `${formatPath(path)}: ${message}`)).toEqual([]);
      }),
      { seed: 20_261_122, numRuns: 4_000 },
    );
    expect(usual).toBeGreaterThan(100);
  });
});

it.each<[string, JsonObject]>([
  ['an unknown field', { name: 'x', nmae: 'y' }],
  ['a name that no object can have', { name: 'X' }],
  ['an annotation', { name: 'x', annotations: { 'istio.io/dry-run': 'true' } }],
  ['a label that no object can have', { name: 'x', labels: { app: 'a b' } }],
  ['no name', { namespace: 'shop' }],
])('with %s in its metadata, it is not usual', (_, metadata) => {
  const type = 'security.istio.io/v1 PeerAuthentication';
  expect(isUsual(resource(type, samples[type]!, metadata))).toBe(false);
});

it('of a version that is not served, or with a field beside spec, it is not usual', () => {
  const sample = samples['security.istio.io/v1 PeerAuthentication']!;
  expect(isUsual(resource('security.istio.io/v2 PeerAuthentication', sample))).toBe(false);
  const text = JSON.stringify({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'x' },
    spec: sample,
    extra: 1,
  });
  expect(isUsual(toResources({ name: 'x.json', text }).resources[0]!)).toBe(false);
});
