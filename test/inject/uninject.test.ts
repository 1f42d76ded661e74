import { describe, expect, it } from 'vitest';
import { createInjector } from '../../src/inject/injector.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { chartSettings } from './pods.ts';

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', namespace: 'shop' };
const injector = createInjector(chartSettings());
const app = { name: 'app', image: 'example.com/app:1' };
const proxy = { name: 'istio-proxy', image: 'auto', resources: { requests: { cpu: '300m' } } };
const probe = (action: JsonObject) => ({ ...action, periodSeconds: 5 });

describe('uninjecting what was injected', () => {
  it.each<[string, { metadata?: JsonObject; spec: JsonObject }]>([
    ['a container', { spec: { containers: [app] } }],
    [
      'init containers, volumes and secrets',
      {
        spec: {
          containers: [app],
          initContainers: [{ name: 'first', image: 'a' }],
          volumes: [{ name: 'mine', emptyDir: {} }],
          imagePullSecrets: [{ name: 'mine' }],
        },
      },
    ],
    [
      'probes and handlers',
      {
        spec: {
          containers: [
            {
              ...app,
              readinessProbe: probe({ httpGet: { path: '/', port: 80, scheme: 'HTTPS' } }),
              livenessProbe: probe({ tcpSocket: { port: 80 } }),
              startupProbe: probe({ grpc: { port: 80 } }),
              lifecycle: {
                preStop: { httpGet: { path: '/bye', port: 80 } },
                postStart: { exec: { command: ['true'] } },
              },
            },
          ],
        },
      },
    ],
    ['what it says of the proxy', { spec: { containers: [app, proxy] } }],
    [
      'annotations for Prometheus',
      {
        metadata: { annotations: { 'prometheus.io/port': '9090', 'prometheus.io/path': '/m' } },
        spec: { containers: [app] },
      },
    ],
    [
      'labels that Istio would give other values',
      {
        metadata: {
          labels: { app: 'cart', 'service.istio.io/canonical-name': 'mine', 'security.istio.io/tlsMode': 'disabled' },
        },
        spec: { containers: [app] },
      },
    ],
    [
      'a default container that is not the first',
      {
        metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'second' } },
        spec: { containers: [app, { ...app, name: 'second' }] },
      },
    ],
    [
      'a container that a template adds to',
      {
        metadata: { annotations: { 'inject.istio.io/templates': 'grpc-agent' } },
        spec: { containers: [{ ...app, env: [{ name: 'A', value: '' }], resources: { requests: { cpu: '0.5' } } }] },
      },
    ],
    [
      'a gateway',
      {
        metadata: { annotations: { 'inject.istio.io/templates': 'gateway' } },
        spec: { containers: [{ name: 'istio-proxy', image: 'auto', ports: [{ containerPort: 8080 }] }] },
      },
    ],
  ])('restores %s', (_, { metadata = {}, spec }) => {
    const pod = { metadata, spec };
    expect(injector.uninject(injector.inject(pod, owner), owner)).toEqual(pod);
  });

  it('gives ports by number', () => {
    const container = { ...app, ports: [{ name: 'http', containerPort: 80 }] };
    const pod = {
      metadata: {},
      spec: { containers: [{ ...container, livenessProbe: { tcpSocket: { port: 'http' } } }] },
    };
    const { spec } = injector.uninject(injector.inject(pod, owner), owner);
    expect(spec.containers).toEqual([{ ...container, livenessProbe: { tcpSocket: { port: 80 } } }]);
  });

  it('keeps later changes of what the user wrote', () => {
    const metadata = { annotations: { 'inject.istio.io/templates': 'grpc-agent' } };
    const { spec, metadata: injected } = injector.inject({ metadata, spec: { containers: [app] } }, owner);
    const containers = (spec.containers as JsonObject[]).map((one) =>
      one.name === 'app' ? { ...one, image: 'example.com/app:2' } : one,
    );
    const restored = injector.uninject({ metadata: injected, spec: { ...spec, containers } }, owner);
    expect(restored.spec.containers).toEqual([{ ...app, image: 'example.com/app:2' }]);
  });

  it('leaves other Pods alone', () => {
    const pod = { metadata: { labels: { 'security.istio.io/tlsMode': 'istio' } }, spec: { containers: [app, proxy] } };
    expect(injector.uninject(pod, owner)).toBe(pod);
  });
});

describe('uninjecting what older versions injected', () => {
  const status = '{"initContainers":["istio-init"],"containers":["istio-proxy"],"volumes":["istio-envoy"]}';
  const old = {
    metadata: {
      annotations: {
        'sidecar.istio.io/status': status,
        'prometheus.io/port': '15020',
        'prometheus.io/path': '/stats/prometheus',
        'prometheus.io/scrape': 'true',
      },
      labels: { app: 'cart', 'security.istio.io/tlsMode': 'istio', 'service.istio.io/canonical-name': 'cart' },
    },
    spec: {
      securityContext: { fsGroup: 1337 },
      containers: [
        app,
        {
          name: 'istio-proxy',
          image: 'p',
          args: ['proxy', 'sidecar'],
          env: [
            { name: 'PROXY_CONFIG', value: '{}' },
            { name: 'OLD', value: '1' },
          ],
        },
      ],
      initContainers: [{ name: 'istio-init', image: 'p' }],
      volumes: [{ name: 'istio-envoy', emptyDir: {} }],
    },
  };

  it('takes it all away', () => {
    expect(injector.uninject(old)).toEqual({ metadata: { labels: { app: 'cart' } }, spec: { containers: [app] } });
  });

  it('keeps what templates do not say of the proxy when it is injected again, as istiod does', () => {
    const { spec } = injector.inject(old, owner);
    expect(JSON.stringify(spec.containers)).toContain('{"name":"OLD","value":"1"}');
  });

  it('says which annotation cannot be read', () => {
    const pod = {
      metadata: { annotations: { 'sidecar.istio.io/status': '{"containers": 1}' } },
      spec: { containers: [app] },
    };
    expect(() => injector.uninject(pod)).toThrow(
      'metadata.annotations["sidecar.istio.io/status"]: must be JSON of names',
    );
  });
});
