import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInjector, type Injector } from '../../src/inject/injector.ts';
import { InjectionError, type PodTemplate } from '../../src/inject/pod-template.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { settings } from '../support/injection.ts';
import { anyPod, chartSettings } from './pods.ts';

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', namespace: 'shop' };
const podOf = (spec: JsonObject, metadata: JsonObject = {}): PodTemplate => ({ metadata, spec });
const app = { name: 'cart', image: 'example.com/cart:1' };

/** The Pod as an object of its own, all of whose maps throw when they are changed. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

const failure = (injector: Injector, pod: PodTemplate): string => {
  try {
    injector.inject(pod, owner);
  } catch (error) {
    if (error instanceof InjectionError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('injecting', () => {
  const injector = createInjector(settings());

  it('merges the template, and notes what it gave', () => {
    const { metadata, spec } = injector.inject(podOf({ containers: [app] }), owner);
    expect(spec.containers).toEqual([app, expect.objectContaining({ name: 'istio-proxy' })]);
    expect(spec.initContainers).toEqual([expect.objectContaining({ name: 'istio-init' })]);
    const { 'sidecar.istio.io/status': status } = metadata.annotations as Record<string, string>;
    expect(status).toBe(
      '{"initContainers":["istio-init"],"containers":["istio-proxy"],"volumes":["istio-envoy"],"imagePullSecrets":null,"revision":"default"}',
    );
  });

  it('gives templates the workload', () => {
    const { spec } = injector.inject(podOf({ containers: [app] }), owner);
    expect(JSON.stringify(spec)).toContain('{"name":"OWNER","value":"Deployment/cart"}');
  });

  it('lays what the Pod says of the proxy over the template', () => {
    const proxy = { name: 'istio-proxy', image: 'auto', resources: { requests: { cpu: '0.3' } } };
    const { metadata, spec } = injector.inject(podOf({ containers: [proxy, app] }), owner);
    const [, merged] = spec.containers as JsonObject[];
    expect(merged).toMatchObject({ image: 'example.com/proxyv2:1', resources: { requests: { cpu: '300m' } } });
    expect(metadata.annotations).toMatchObject({
      'proxy.istio.io/overrides': '{"containers":[{"name":"istio-proxy","resources":{"requests":{"cpu":"300m"}}}]}',
    });
  });

  it('finds templates by annotation and by other names', () => {
    const some = createInjector(
      settings({
        templates: { a: 'metadata: {labels: {a: "1"}}', b: 'metadata: {labels: {b: "1", a: null}}' },
        aliases: { both: ['a', 'b'] },
      }),
    );
    const ask = (names: string) =>
      some.inject(podOf({ containers: [app] }, { annotations: { 'inject.istio.io/templates': names } }), owner);
    expect(ask('a').metadata.labels).toEqual({ a: '1' });
    expect(ask('both').metadata.labels).toEqual({ b: '1' });
    expect(ask(' b , a ').metadata.labels).toEqual({ b: '1', a: '1' });
  });

  it.each<[string, PodTemplate, string]>([
    ['no container', podOf({}), 'spec.containers: must list at least one container'],
    ['a wrong type', podOf({ containers: [{ ...app, ports: 80 }] }), 'spec.containers[0].ports: must be a list'],
    [
      'the proxy twice',
      podOf({ containers: [app, { name: 'istio-proxy' }], initContainers: [{ name: 'istio-proxy' }] }),
      'spec.initContainers: "istio-proxy" must be among',
    ],
    [
      'an application that is called istio-proxy',
      podOf({ containers: [{ name: 'istio-proxy', image: 'nginx', ports: [{ containerPort: 80 }] }] }),
      'spec.containers[0].name: "istio-proxy" is the name of Istio\'s proxy',
    ],
    [
      'an unknown template',
      podOf({ containers: [app] }, { annotations: { 'inject.istio.io/templates': 'nope' } }),
      'there is no injection template "nope"; there are: sidecar',
    ],
  ])('refuses %s', (_, pod, message) => {
    expect(failure(injector, pod)).toContain(message);
  });

  it.each([
    ['{{ .No.Such }}', 'injection template "sidecar" fails: sidecar:1:'],
    ['{{ if }}', 'injection template "sidecar" fails: sidecar:1:'],
    ['spec: [', 'injection template "sidecar" gives no YAML: line 1 of it, "spec: ["'],
    ['just words', 'injection template "sidecar" must give a map'],
    [
      'spec: {containers: [{name: a, resources: {requests: {cpu: "null"}}}]}',
      'injection template "sidecar" gives a Pod with a wrong value: spec.containers[0].resources.requests.cpu: must be a quantity',
    ],
  ])('says that a template fails: %s', (sidecar, message) => {
    const broken = createInjector(settings({ templates: { sidecar } }));
    expect(failure(broken, podOf({ containers: [app] }))).toContain(message);
  });
});

describe.each([false, true])('injecting Pods of all kinds, as init containers: %s', (nativeSidecars) => {
  const injector = createInjector(chartSettings({ nativeSidecars }));

  it('changes nothing the second time, and nothing that it is given', () => {
    fc.assert(
      fc.property(anyPod, (pod) => {
        const once = injector.inject(frozen(pod), owner);
        expect(injector.inject(frozen(once), owner)).toEqual(once);
      }),
      { numRuns: 150, seed: 6 },
    );
  });

  it('can inject what was uninjected, to the same Pod', () => {
    fc.assert(
      fc.property(anyPod, (pod) => {
        const once = injector.inject(pod, owner);
        const without = injector.uninject(frozen(once), owner);
        expect(without.metadata.annotations ?? {}).not.toHaveProperty(['sidecar.istio.io/status']);
        expect(injector.inject(without, owner)).toEqual(once);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});
