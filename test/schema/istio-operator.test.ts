import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/schema/compiled/kinds.js';
import { istioProblems } from '../support/problems.ts';

const operator = (spec: string): string => `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n${spec}`;

describe('an IstioOperator', () => {
  it('is a file, unlike any other kind', () => {
    expect(Object.keys(kinds).filter((id) => kinds[id]!.isFile)).toEqual(['install.istio.io/IstioOperator']);
  });

  it('needs neither metadata nor a name', async () => {
    expect(await istioProblems(operator('  profile: demo\n'))).toEqual([]);
    const text = operator('  profile: demo\n').replace('spec:', 'metadata: { namespace: istio-system }\nspec:');
    expect(await istioProblems(text)).toEqual([]);
    expect(await istioProblems(text.replace('istio-system', 'A_B'))).toEqual([
      expect.stringMatching(/^kubernetes metadata\.namespace: must be lowercase letters/),
    ]);
  });

  it.each<[string, string, string[]]>([
    ['none', '  values: { meshConfig: null }\n  meshConfig: {}\n', []],
    [
      'in the words of the .proto file',
      '  meshConfig: { trust_domain: example.com, proxy_listen_port: "15001", connectTimeout: null }\n',
      [],
    ],
    [
      'with unknown fields, which do no harm',
      '  meshConfig: { enableTracin: true }\n  values: { meshConfig: { defaultConfig: { drainDurations: 5s } } }\n',
      [
        'warning kubernetes spec.meshConfig.enableTracin: unknown field "enableTracin", which istiod ignores. Did you mean "enableTracing"?',
        'warning kubernetes spec.values.meshConfig.defaultConfig.drainDurations: unknown field "drainDurations", which istiod ignores. Did you mean "drainDuration"?',
      ],
    ],
    [
      'with values that istiod refuses, as they are spelt',
      '  meshConfig: { trust_domain: a b }\n  values: { meshConfig: { trustDomain: "", connect_timeout: 5, connectTimeout: 2s } }\n',
      [
        'spec.meshConfig.trust_domain: must be a domain name of letters, digits and inner hyphens, not "a b"',
        'warning kubernetes spec.values.meshConfig.connect_timeout: is ignored: the same field is there as connectTimeout',
        'spec.values.meshConfig.trustDomain: must not be empty',
      ],
    ],
    [
      'with what istiod forgets',
      '  meshConfig: { default_config: { drainDuration: 500ms } }\n',
      ['warning kubernetes spec.meshConfig.default_config: is ignored: istiod reads it as defaultConfig only'],
    ],
    [
      'of another type, said once',
      '  meshConfig: [a]\n  values: { meshConfig: 5 }\n',
      ['spec.meshConfig: must be a map, not a list', 'spec.values.meshConfig: must be a map, not 5'],
    ],
  ])('mesh config: %s', async (_, spec, problems) => {
    expect(await istioProblems(operator(spec))).toEqual(problems);
  });

  it.each<[string, string, string[]]>([
    ['none', 'null', []],
    [
      'in the words of the .proto file, which istiod reads as well',
      '{ east: { endpoints: [{ from_registry: east }], gateways: [{ registry_service_name: gw.istio-system.svc.cluster.local, port: 443 }] } }',
      [],
    ],
    [
      'with unknown fields, which do no harm',
      '{ east: { gateways: [{ adress: 192.0.2.1, address: 192.0.2.1, port: 443 }] } }',
      [
        'warning kubernetes spec.values.global.meshNetworks.east.gateways[0].adress: unknown field "adress", which istiod ignores. Did you mean "address"?',
      ],
    ],
    [
      'with what istiod refuses, as it is spelt',
      '{ east: { endpoints: [{ from_cidr: here }], gateways: [{ address: 192.0.2.1, port: 0 }] } }',
      [
        'spec.values.global.meshNetworks.east.endpoints[0].from_cidr: must be an IP address, not "here"',
        'spec.values.global.meshNetworks.east.gateways[0].port: must be a port from 1 to 65535, not 0',
      ],
    ],
    ['of another type, said once', '[east]', ['spec.values.global.meshNetworks: must be a map, not a list']],
    [
      'a network of another type',
      '{ east: 5 }',
      ['spec.values.global.meshNetworks.east: must be a map with endpoints or gateways, not 5'],
    ],
  ])('mesh networks: %s', async (_, networks, problems) => {
    const spec = `  values: { global: { meshNetworks: ${networks} } }\n`;
    expect(await istioProblems(operator(spec))).toEqual(problems);
  });

  it.each([
    [
      'affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerms: {} }] } }',
      'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerms: unknown field "podAffinityTerms". Did you mean "podAffinityTerm"?',
    ],
    [
      'readinessProbe: { httpGet: { pathh: /ready, port: 8080 } }',
      'readinessProbe.httpGet.pathh: unknown field "pathh". Did you mean "path"?',
    ],
    [
      'env: [{ name: A, valueFrom: { secretKeyRef: { name: a, keys: b } } }]',
      'env[0].valueFrom.secretKeyRef.keys: unknown field "keys". Did you mean "key"?',
    ],
    [
      'hpaSpec: { behavior: { scaleDown: { policies: [{ type: Pods, value: "1" }] } } }',
      'hpaSpec.behavior.scaleDown.policies[0].value: must be an integer, not the string "1"',
    ],
  ])('has settings of Kubernetes, by their names: %s', async (k8s, problem) => {
    const [found] = await istioProblems(operator(`  components: { pilot: { k8s: { ${k8s} } } }\n`));
    expect(found?.replace('kubernetes ', '')).toContain(`spec.components.pilot.k8s.${problem}`);
  });

  it.each(['[]', '5', 'null', '{ values: [] }'])('may be %s in place of a spec, and nothing throws', async (spec) => {
    expect(await istioProblems(operator('').replace('spec:', `spec: ${spec}`))).toHaveLength(spec === 'null' ? 0 : 1);
  });
});
