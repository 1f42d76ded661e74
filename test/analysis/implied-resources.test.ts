import { describe, expect, it } from 'vitest';
import { type AnalyzeOptions, analyze } from '../../src/analysis/analyze.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const codes = (text: string, options: AnalyzeOptions = {}): string[] =>
  analyze(toResources({ name: 'test.yaml', text }).resources, options).findings.map(({ code }) => code);

/** A Canary with its target, and resources that refer to what Flagger makes of it; a Pod and a Service are evidence. */
const delivery = (canary: string, host = 'cart-canary') => `
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: shop, labels: {app: other}}
---
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart, sidecar.istio.io/inject: "true"}}
    spec: {containers: [{name: app, image: cart}]}
---
${canary}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: outside, namespace: shop}
spec: {hosts: [cart.example], http: [{route: [{destination: {host: ${host}, port: {number: 80}}}]}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: primary, namespace: shop}
spec: {host: cart-primary, subsets: [{name: all, labels: {app: cart-primary}}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: primary, namespace: shop}
spec: {selector: {matchLabels: {app: cart-primary}}, rules: [{}]}
`;
const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: cart, namespace: shop}
spec: {targetRef: {kind: Deployment, name: cart}, service: {port: 80}}`;

const gateway = (more: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: tls}}]
---
apiVersion: v1
kind: Secret
metadata: {name: another, namespace: shop}
data: {tls.crt: eA==}
---
${more}`;

describe('what controllers make', () => {
  it('of a Canary is there to refer to', () => {
    expect(codes(delivery('---')).sort()).toEqual(['IST0101', 'IST0127', 'IST0174']);
    expect(codes(delivery(canary))).toEqual([]);
  });

  it('of a Canary has the ports that the Canary says', () => {
    expect(codes(delivery(canary.replace('port: 80', 'port: 81')))).toEqual(['IST0101']);
  });

  it('of a Canary is Services where files are everything, but no Pods', () => {
    expect(codes(delivery(canary), { closedWorld: true }).sort()).toEqual(['IST0127', 'IST0173']);
  });

  it('of a Canary conflicts with what is written for the same host', () => {
    const routes =
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: mine, namespace: shop}\nspec: {hosts: [cart]}';
    const { findings } = analyze(toResources({ name: 't', text: `${canary}\n---\n${routes}` }).resources);
    expect(findings.map(({ code }) => code)).toEqual(['IST0109']);
    expect(findings[0]!.message).toContain('VirtualService shop/cart (which Flagger makes)');
  });

  it('gives way to what is written', () => {
    const written =
      'apiVersion: v1\nkind: Service\nmetadata: {name: cart-canary, namespace: shop}\nspec: {ports: [{name: http, port: 9}]}';
    expect(codes(delivery(`${canary}\n---\n${written}`))).toEqual(['IST0101']);
  });

  it('of a Certificate is a Secret, whose content is not looked into', () => {
    const certificate =
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: c, namespace: istio-system}\nspec: {secretName: tls}';
    expect(codes(gateway('---'))).toEqual(['IST0101']);
    expect(codes(gateway(certificate))).toEqual([]);
  });

  it('of an encrypted Secret is not known', () => {
    const secret = (more: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: tls, namespace: istio-system}\ndata: {tls.crt: "ENC[a]", tls.key: "ENC[b]"}\n${more}`;
    expect(codes(gateway(secret('')))).toEqual(['IST0161']);
    expect(codes(gateway(secret('sops: {version: 3.9.0}')))).toEqual([]);
  });

  it('an installation may have is not missed, unless istiod is among the files or they are everything', () => {
    const service = (name: string, namespace: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {ports: [{name: http, port: 80}]}\n---\n`;
    const route = (host: string) =>
      `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: out, namespace: shop}
spec: {hosts: [a.example], http: [{route: [{destination: {host: ${host}.istio-system.svc.cluster.local, port: {number: 80}}}]}]}\n`;
    const egress = service('web', 'shop') + route('istio-egressgateway');
    expect(codes(egress)).toEqual([]);
    expect(codes(service('web', 'shop') + route('elsewhere'))).toEqual(['IST0101']);
    expect(codes(service('istiod', 'istio-system') + egress)).toEqual(['IST0101']);
    expect(codes(service('istio-eastwestgateway', 'istio-system') + egress)).toEqual([]);
    const toIstiod = route('istiod').replace('number: 80', 'number: 15012');
    expect(codes(service('istio-egressgateway', 'istio-system') + toIstiod)).toEqual([]);
    expect(codes(egress, { closedWorld: true })).toEqual(['IST0101']);
    expect(codes(egress, { istioNamespace: 'mesh' })).toEqual(['IST0101']);
  });

  it('the labels that the gateways of an installation have are not missed either', () => {
    const gateway = (selector: string): string =>
      `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: in, namespace: shop}
spec: {selector: ${selector}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.example]}]}
---\napiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: web}]}\n`;
    for (const name of ['ingressgateway', 'egressgateway', 'eastwestgateway']) {
      expect(codes(gateway(`{app: istio-${name}, istio: ${name}}`))).toEqual([]);
    }
    expect(codes(gateway('{app: istio-ingressgateway, istio: egressgateway}'))).toEqual(['IST0101']);
    expect(codes(gateway('{app: istio-ingressgateway}'), { closedWorld: true })).toContain('IST0101');
  });

  it('without a mesh config no provider is missed', () => {
    const policy =
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: a, namespace: shop}\nspec: {action: CUSTOM, provider: {name: opa}, rules: [{}]}';
    expect(codes(policy)).toEqual([]);
    expect(codes(policy, { meshConfig: { rootNamespace: 'istio-system' } })).toEqual(['MW0010']);
  });
});
