import type { InjectionSettings } from '../../src/inject/settings.ts';

/** A small template of our own: what it adds touches every part that templates may add to. */
const sidecar = `
metadata:
  labels:
    security.istio.io/tlsMode: istio
spec:
  initContainers:
  - name: istio-init
    image: {{ .ProxyImage }}
    args: [istio-iptables, -p, "15001"]
  containers:
  - name: istio-proxy
    image: {{ annotation .ObjectMeta "sidecar.istio.io/proxyImage" .ProxyImage }}
    env:
    - { name: PROXY_CONFIG, value: "{}" }
    - { name: OWNER, value: "{{ .TypeMeta.Kind }}/{{ .DeploymentMeta.Name }}" }
    ports:
    - containerPort: 15090
      name: http-envoy-prom
    resources:
      requests: { cpu: 100m }
    volumeMounts:
    - { mountPath: /etc/istio, name: istio-envoy }
  volumes:
  - name: istio-envoy
    emptyDir: { medium: Memory }
`;

/** Settings for tests, with a template that is small. */
export const settings = (changes: Partial<InjectionSettings> = {}): InjectionSettings => ({
  templates: { sidecar },
  defaultTemplates: ['sidecar'],
  aliases: {},
  injectsByDefault: true,
  neverInjectSelector: [],
  alwaysInjectSelector: [],
  injectedAnnotations: {},
  values: {
    global: { hub: 'example.com', tag: '1', proxy: { image: 'proxyv2' } },
    sidecarInjectorWebhook: { rewriteAppHTTPProbe: true },
  },
  meshConfig: {},
  revision: '',
  nativeSidecars: false,
  ...changes,
});
