import { expect, it } from 'vitest';
import { destinationsOf } from '../../src/resources/destinations.ts';

it('finds the destinations of every kind of route, and mirrors last', () => {
  const route = [{ destination: { host: 'a' } }, {}];
  const mirrored = { mirror: { host: 'b' }, mirrors: [{ destination: { host: 'c' } }, {}] };
  const found = [...destinationsOf({ tcp: [{ route }], tls: [{ route }], http: [{}, { route, ...mirrored }] })];
  expect(found.map(({ destination, path, role }) => `${role} ${destination.host} ${path.join('.')}`)).toEqual([
    'route a spec.tcp.0.route.0.destination.host',
    'route undefined spec.tcp.0.route.1.destination.host',
    'route a spec.tls.0.route.0.destination.host',
    'route undefined spec.tls.0.route.1.destination.host',
    'route a spec.http.1.route.0.destination.host',
    'route undefined spec.http.1.route.1.destination.host',
    'mirror b spec.http.1.mirror.host',
    'mirrors c spec.http.1.mirrors.0.destination.host',
    'mirrors undefined spec.http.1.mirrors.1.destination.host',
  ]);
  expect(new Set(found.map(({ protocol }) => protocol))).toEqual(new Set(['tcp', 'tls', 'http']));
  expect([...destinationsOf({})]).toEqual([]);
});
