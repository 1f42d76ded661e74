import { expect, it } from 'vitest';
import { proxyEvidence } from '../../../src/proxy/describe/proxy-evidence.ts';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { meshOf, service } from '../../support/mtls.ts';
import { any, clusters, dumpOf, section } from '../dump.ts';

const from = (kind: string, name: string) => ({
  filter_metadata: { istio: { config: `/apis/networking.istio.io/v1/namespaces/shop/${kind}/${name}` } },
});
const host = 'cart.shop.svc.cluster.local';
const dump = new ConfigDump(
  dumpOf(
    clusters([
      { name: `outbound|80||${host}`, metadata: from('destination-rule', 'gone') },
      { name: `outbound|80|v1|${host}`, metadata: from('destination-rule', 'cart') },
      { name: 'outbound|80||web.shop.svc.cluster.local', metadata: from('destination-rule', 'other') },
      { name: `inbound|80||${host}`, metadata: from('destination-rule', 'inbound') },
    ]),
    section('Routes', {
      dynamic_route_configs: [
        {
          route_config: any('envoy.config.route.v3.RouteConfiguration', {
            virtual_hosts: [
              {
                domains: [host],
                routes: [
                  { metadata: from('virtual-service', 'old') },
                  { metadata: from('virtual-service', 'shop~cart.shop.svc.cluster.local') },
                  { metadata: {} },
                ],
              },
              { domains: ['web'], routes: [{ metadata: from('virtual-service', 'web') }] },
            ],
          }),
        },
      ],
    }),
  ),
);

it('names what the proxy goes by and what is no longer there', () => {
  const rule =
    'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec: {host: cart}';
  const mesh = meshOf([service('cart', 'shop'), rule]);
  expect(proxyEvidence(mesh, [host], dump, dump, dump)).toEqual({
    enforced: [],
    warnings: [
      'the proxy has no listeners from istiod: no traffic passes it',
      'the proxy still goes by DestinationRule gone.shop, which is not there: it is out of date',
      'the proxy still goes by VirtualService old.shop, which is not there: it is out of date',
    ],
  });
});
