import { describe, expect, it } from 'vitest';
import { membershipOf } from '../../../src/proxy/mtls/data-plane.ts';
import { meshOf, namespace } from '../../support/mtls.ts';

interface PodFacts {
  readonly labels?: string;
  readonly annotations?: string;
  readonly spec?: string;
  readonly namespace?: string;
}

const proxy = 'containers: [{name: app, image: app}, {name: istio-proxy, image: istio/proxyv2}]';

function member({ labels = '', annotations = '', spec = '', namespace: of = 'shop' }: PodFacts, namespaceLabels = '') {
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ${of}, labels: {${labels}}, annotations: {${annotations}}}\nspec: {${spec}}`;
  const mesh = meshOf([namespace(of, namespaceLabels), pod]);
  const { dataPlane, offersMtls, because } = membershipOf(mesh.each('Pod')[0]!, mesh);
  expect(because).not.toBe('');
  return offersMtls ? `${dataPlane}, offers mTLS` : dataPlane;
}

describe('membershipOf', () => {
  it.each<[pod: PodFacts, namespaceLabels: string, expected: string]>([
    [{}, '', 'none'],
    [{}, 'istio-injection: enabled', 'sidecar, offers mTLS'],
    [{}, 'istio-injection: disabled', 'none'],
    [{}, 'istio.io/rev: canary', 'sidecar, offers mTLS'],
    [{ labels: 'istio.io/rev: canary' }, '', 'sidecar, offers mTLS'],
    [{ labels: 'sidecar.istio.io/inject: "true"' }, '', 'sidecar, offers mTLS'],
    [{ annotations: 'sidecar.istio.io/inject: "true"' }, '', 'sidecar, offers mTLS'],
    [{ labels: 'sidecar.istio.io/inject: "true"' }, 'istio-injection: disabled', 'none'],
    [{ labels: 'sidecar.istio.io/inject: "false"' }, 'istio-injection: enabled', 'none'],
    [{ annotations: 'sidecar.istio.io/inject: "false"' }, 'istio-injection: enabled', 'none'],
    [
      { labels: 'sidecar.istio.io/inject: "true"', annotations: 'sidecar.istio.io/inject: "false"' },
      '',
      'sidecar, offers mTLS',
    ],
    [{ spec: 'hostNetwork: true' }, 'istio-injection: enabled', 'none'],
    [{ namespace: 'kube-system' }, 'istio-injection: enabled', 'none'],
    // Injected already, by kube-inject or in a cluster.
    [{ spec: proxy, labels: 'security.istio.io/tlsMode: istio' }, '', 'sidecar, offers mTLS'],
    [{ spec: `${proxy}, hostNetwork: true`, labels: 'security.istio.io/tlsMode: istio' }, '', 'sidecar, offers mTLS'],
    [{ spec: proxy.replace('containers', 'initContainers') }, 'istio-injection: enabled', 'sidecar, offers mTLS'],
    // Put in by hand, it lacks the label that clients go by.
    [{ spec: proxy }, '', 'sidecar'],
    [{ labels: 'security.istio.io/tlsMode: disabled' }, 'istio-injection: enabled', 'sidecar'],
    [{ labels: 'security.istio.io/tlsMode: istio' }, '', 'sidecar, offers mTLS'],
    [{ annotations: 'inject.istio.io/templates: gateway' }, 'istio-injection: enabled', 'gateway'],
    [{ labels: 'gateway.networking.k8s.io/gateway-name: g' }, '', 'gateway'],
    [{ spec: 'containers: [{name: istio-proxy, image: p, args: [proxy, router]}]' }, '', 'gateway'],
    [{}, 'istio.io/dataplane-mode: ambient', 'ambient'],
    [{ labels: 'istio.io/dataplane-mode: ambient' }, '', 'ambient'],
    [{ labels: 'istio.io/dataplane-mode: none' }, 'istio.io/dataplane-mode: ambient', 'none'],
    [{}, 'istio.io/dataplane-mode: ambient, istio-injection: enabled', 'sidecar, offers mTLS'],
    [{ labels: 'sidecar.istio.io/inject: "false"' }, 'istio.io/dataplane-mode: ambient', 'ambient'],
  ])('%j in a namespace with {%s} is %s', (pod, namespaceLabels, expected) => {
    expect(member(pod, namespaceLabels)).toBe(expected);
  });
});
