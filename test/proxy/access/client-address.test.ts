import { expect, it } from 'vitest';
import { clientAddress } from '../../../src/proxy/access/client-address.ts';

const from = '10.0.0.1';

it.each<[string, readonly string[], boolean, number, string]>([
  ['a sidecar believes the last one', ['1.1.1.1, 2.2.2.2'], false, 0, '2.2.2.2'],
  ['a sidecar is told of no proxies', ['1.1.1.1, 2.2.2.2'], false, 1, '2.2.2.2'],
  ['several headers are one', ['1.1.1.1', '2.2.2.2'], false, 0, '2.2.2.2'],
  ['without the header it is the connection', [], false, 0, from],
  ['what is no address is not believed', ['1.1.1.1, unknown'], false, 0, from],
  ['a gateway believes nobody', ['1.1.1.1'], true, 0, from],
  ['but one proxy', ['1.1.1.1, 2.2.2.2'], true, 1, '2.2.2.2'],
  ['or two', ['1.1.1.1, 2.2.2.2'], true, 2, '1.1.1.1'],
  ['that said nothing', ['2.2.2.2'], true, 2, from],
  ['of IPv6', ['fd00::1'], true, 1, 'fd00::1'],
])('%s', (_, forwardedFor, isGateway, trustedProxies, expected) => {
  expect(clientAddress(forwardedFor, from, { isGateway, trustedProxies })).toBe(expected);
});
