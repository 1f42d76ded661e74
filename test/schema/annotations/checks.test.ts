import { describe, expect, it } from 'vitest';
import { annotationChecks } from '../../../src/schema/annotations/checks.ts';

describe('annotation checks', () => {
  const check = (name: string, value: string) => annotationChecks.get(name)?.(value);

  it.each([
    ['sidecar.istio.io/interceptionMode', ['REDIRECT', 'TPROXY', 'NONE'], ['redirect', '']],
    ['status.sidecar.istio.io/port', ['0', '15021', ' 80 '], ['65536', '-1', '', 'http']],
    ['readiness.status.sidecar.istio.io/periodSeconds', ['0', '4294967295'], ['4294967296', '1.5', ' 1', '']],
    [
      'traffic.sidecar.istio.io/includeOutboundIPRanges',
      ['*', '', '10.0.0.0/8', '10.0.0.0/8,fd00::/8'],
      ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/8, 10.1.0.0/16', 'fe80::1%eth0/64', 'shop/8'],
    ],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', ['', '::/0'], ['*', ' ']],
    ['traffic.sidecar.istio.io/includeInboundPorts', ['*', '', '80, 443'], ['80,', '*,80']],
    ['traffic.sidecar.istio.io/excludeInboundPorts', ['', ' ', '15090'], ['*', '70000']],
    ['traffic.sidecar.istio.io/excludeOutboundPorts', ['3306'], ['mysql']],
    [
      'traffic.sidecar.istio.io/excludeInterfaces',
      ['', 'eth0, net1', 'br-1.2_x'],
      [' ', '0eth', 'eth0,,eth1', 'averylonginterfacename'],
    ],
    ['prometheus.istio.io/merge-metrics', ['true', 'F', '1'], ['yes', '']],
    ['sidecar.istio.io/proxyCPU', ['100m', '1', '.5', '1e3', '1E', '128Mi'], ['', 'two', '1e', '1 Gi', '1\n']],
    [
      'proxy.istio.io/config',
      [
        '',
        'concurrency: 2',
        'concurrency: "2"',
        'drainDuration: 1m30s\nterminationDrainDuration: 0.5s',
        'terminationDrainDuration: 500ms',
        'extraStatTags: [null]',
        'gatewayTopology: {numTrustedProxies: 1}',
        'readinessProbe: {httpGet: {port: 8080}}',
        'proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}',
        'proxy_metadata: {A: b}',
        'tracing: {zipkin: {address: "$(HOST_IP):9411"}, sampling: 12.5}',
        'discoveryAddress: istiod.istio-system.svc:15012',
        'statsdUdpAddress: "[::1]:8125"',
        'tracingServiceName: CANONICAL_NAME_ONLY',
        'image: {imageType: distroless}',
        'holdApplicationUntilProxyStarts: null',
        'terminationDrainDuration: 1500us',
        'statsdUdpAddress: ""',
        'envoy_metrics_service: {address: ""}',
        'tracing: {lightstep: {address: "lightstep:80", accessToken: shop}}',
        'privateKeyProvider: {cryptomb: {pollDelay: 10ms}}',
        'somethingNew: {of: [the, future]}',
        'extraStatTags: [shop]',
      ],
      [
        'just words',
        'a: [',
        'concurrency: two',
        'concurrency: 1.5',
        'drainDuration: 45',
        'terminationDrainDuration: soon',
        'gatewayTopology: {numTrustedProxies: x}',
        'readinessProbe: {httpGet: 5}',
        'drainDuration: 0s',
        'drainDuration: 1.5s',
        'proxyMetadata: {ISTIO_META_DNS_CAPTURE: true}',
        'proxyMetadata: [a]',
        'holdApplicationUntilProxyStarts: "true"',
        'statusPort: 0',
        'statusPort: ""',
        'discoveryAddress: istiod',
        'discoveryAddress: 10.0.0:15012',
        'discoveryAddress: istiod:99999',
        'tracing: {zipkin: {address: "zipkin"}}',
        'tracing: {zipkin: {path: /spans}}',
        'tracing: {lightstep: {address: "lightstep:80"}}',
        'statsdUdpAddress: "$(HOST_IP):8125"',
        'privateKeyProvider: {qat: {}}',
        'serviceCluster: ""',
        'discoveryAddress: ""',
        'tracing: {customTags: {shop: cart}}',
        'interceptionMode: SOMETIMES',
        'image: distroless',
        'extraStatTags: [1]',
        'extraStatTags: shop',
      ],
    ],
  ])('%s', (name, good, bad) => {
    for (const value of good) expect({ value, problem: check(name, value) }).toEqual({ value, problem: undefined });
    for (const value of bad) expect({ value, problem: check(name, value) }).not.toEqual({ value, problem: undefined });
  });

  it('says where in the proxy config the fault is', () => {
    expect(check('proxy.istio.io/config', 'proxyMetadata: {DNS: true}')).toContain(
      'proxyMetadata.DNS must be a string',
    );
    expect(check('proxy.istio.io/config', 'extraStatTags: [a, 1]')).toContain('extraStatTags[1]');
    expect(check('proxy.istio.io/config', 'a: [')).toMatch(/not YAML \(line \d/);
  });
});
