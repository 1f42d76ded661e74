import { describe, expect, it } from 'vitest';
import { type Journey, journeyVerdict, type StopVerdict } from '../../../src/proxy/access/journey.ts';
import { Journeys } from '../../../src/proxy/access/journeys.ts';
import { workloadsOf } from '../../../src/proxy/mtls/workloads.ts';
import { httpRequest } from '../../../src/proxy/routing/http-request.ts';
import { deployment, meshOf, namespace, peerAuthentication, service } from '../../support/mtls.ts';
import { virtualService } from '../../support/routes.ts';

const policy = (name: string, spec: string): string =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec: {${spec}}`;

const world = [
  namespace('shop', 'istio-injection: enabled'),
  namespace('bare'),
  deployment('web', 'shop'),
  deployment('cart', 'shop', 'version: v1'),
  service('cart', 'shop'),
  deployment('old', 'bare'),
];
const ambient = [
  namespace('shop', 'istio.io/dataplane-mode: ambient'),
  deployment('web', 'shop'),
  deployment('cart', 'shop'),
  service('cart', 'shop'),
];
const onlyWeb = policy('web', 'rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}]');

function journeyOf(documents: readonly string[], client: string, url = 'http://cart.shop/', config = ''): Journey {
  const mesh = meshOf(documents, config);
  const workloads = workloadsOf(mesh);
  const found = workloads.find(({ fullName }) => fullName === client);
  return new Journeys(mesh, workloads).from(found!, httpRequest(url));
}

const shown = ({ stops }: Journey): string[] =>
  stops.map(({ workload, port, principal, verdict }) =>
    [`${workload?.fullName}:${port}`, verdict, ...(principal === undefined ? [] : [principal])].join(' '),
  );

describe('where a request comes to', () => {
  it('is every workload behind the host, with the name that the client’s certificate has', () => {
    const two = [...world, deployment('other', 'shop').replaceAll('app: other', 'app: cart')];
    expect(shown(journeyOf(world, 'shop/web'))).toEqual(['shop/cart:8080 allow cluster.local/ns/shop/sa/default']);
    expect(shown(journeyOf(two, 'shop/web')).map((one) => one.split(':', 1)[0])).toEqual(['shop/cart', 'shop/other']);
  });

  it('is what the service account and the trust domain say', () => {
    const named = world.map((text) => text.replace('spec: {containers', 'spec: {serviceAccountName: who, containers'));
    expect(shown(journeyOf(named, 'shop/web', undefined, 'trustDomain: corp.example'))).toEqual([
      'shop/cart:8080 allow corp.example/ns/shop/sa/who',
    ]);
  });

  it('is where the route leads, which may be nowhere', () => {
    const to = (host: string): string =>
      virtualService('r', 'shop', `hosts: [cart], http: [{route: [{destination: {host: ${host}}}]}]`);
    expect(shown(journeyOf([...world, service('old', 'bare'), to('old.bare.svc.cluster.local')], 'shop/web'))).toEqual([
      'bare/old:8080 no proxy',
    ]);
    const gone = journeyOf([...world, to('gone')], 'shop/web');
    expect(gone).toMatchObject({ route: { outcome: 'cluster-missing' }, stops: [] });
    expect(journeyVerdict(gone)).toBe('unreached');
  });

  it('is judged by the path that the route makes', () => {
    const rewrite = virtualService(
      'r',
      'shop',
      'hosts: [cart], http: [{rewrite: {uri: /in}, route: [{destination: {host: cart}}]}]',
    );
    const deny = policy('d', 'action: DENY, rules: [{to: [{operation: {paths: [/in]}}]}]');
    expect(shown(journeyOf([...world, rewrite, deny], 'shop/web'))[0]).toContain(' deny ');
    expect(shown(journeyOf([...world, deny], 'shop/web'))[0]).toContain(' allow ');
  });

  it.each([
    ['set by the route', 'headers: {request: {set: {X-Team: a}}}, route: [{destination: {host: cart}}]', ' deny '],
    [
      'set by the destination',
      'route: [{destination: {host: cart}, headers: {request: {add: {x-team: a}}}}]',
      ' deny ',
    ],
    [
      'set to something else',
      'headers: {request: {set: {x-team: b}}}, route: [{destination: {host: cart}}]',
      ' allow ',
    ],
    [
      'set by the destination, taken out by the route',
      `headers: {request: {remove: [x-team]}}, route: [
        {destination: {host: cart}, weight: 50, headers: {request: {set: {x-team: a}}}}, {destination: {host: gone}, weight: 50}]`,
      ' allow ',
    ],
  ])('is judged by headers %s', (_, rule, verdict) => {
    const route = virtualService('r', 'shop', `hosts: [cart], http: [{${rule}}]`);
    const deny = policy('d', 'action: DENY, rules: [{when: [{key: "request.headers[x-team]", values: [a]}]}]');
    expect(shown(journeyOf([...world, route, deny], 'shop/web'))[0]).toContain(verdict);
  });

  it('without a proxy of the client is found by its name, without a certificate', () => {
    expect(shown(journeyOf([...world, onlyWeb], 'bare/old'))).toEqual(['shop/cart:8080 deny']);
    const strict = peerAuthentication('default', 'shop', 'mtls: {mode: STRICT}');
    expect(shown(journeyOf([...world, strict], 'bare/old'))).toEqual(['shop/cart:8080 closed']);
    expect(shown(journeyOf(world, 'bare/old', 'http://nobody/'))).toEqual(['undefined:80 untold']);
  });
});

describe('in ambient', () => {
  it('ztunnel knows who asks, and decides by that alone', () => {
    expect(shown(journeyOf(ambient, 'shop/web'))).toEqual(['shop/cart:8080 allow cluster.local/ns/shop/sa/default']);
    expect(shown(journeyOf([...ambient, onlyWeb], 'shop/web'))).toEqual([
      'shop/cart:8080 deny cluster.local/ns/shop/sa/default',
    ]);
  });

  it('a waypoint decides what is not told', () => {
    const used = ambient.with(0, namespace('shop', 'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way'));
    const { stops } = journeyOf(used, 'shop/web');
    expect(stops).toMatchObject([{ verdict: 'untold', reason: 'what the waypoint shop/way decides is not told here' }]);
  });
});

it.each<[verdicts: readonly StopVerdict[], gateway: StopVerdict | undefined, expected: string]>([
  [['allow', 'no proxy', 'forwarded'], undefined, 'allow'],
  [['deny', 'closed', 'unauthenticated', 'rejected'], undefined, 'deny'],
  [['allow', 'deny'], undefined, 'depends'],
  [['allow', 'unreached'], undefined, 'depends'],
  [['untold'], undefined, 'depends'],
  [['unreached'], undefined, 'unreached'],
  [[], undefined, 'unreached'],
  [[], 'deny', 'deny'],
  [['allow'], 'allow', 'allow'],
])('%j behind a gateway that says %s is %s', (verdicts, gateway, expected) => {
  const stop = (verdict: StopVerdict) => ({ workload: undefined, port: 80, verdict, reason: '' });
  const journey = { gateway: gateway && stop(gateway), route: undefined, stops: verdicts.map(stop) };
  expect(journeyVerdict(journey)).toBe(expected);
});
