import { describe, expect, it } from 'vitest';
import { imagesOf } from '../../src/install/images.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';

const objects = (text: string): JsonObject[] =>
  readYaml(text).flatMap(({ value }) => (value === undefined ? [] : [value as JsonObject]));
/** `image < Kind name container`, with `*` behind it where injection uses it. */
const told = (text: string): string[] =>
  imagesOf(objects(text)).flatMap(({ image, usedBy }) =>
    usedBy.map(
      ({ kind, name, container, isInjected }) => `${image} < ${kind} ${name} ${container}${isInjected ? '*' : ''}`,
    ),
  );
const injector = (values: string, templates: string) => `
kind: ConfigMap
metadata: { name: injector, namespace: mesh }
data:
  values: '${values}'
  config: |
    templates: ${templates}
---
kind: ConfigMap
metadata: { name: istio, namespace: mesh }
data: { mesh: "defaultConfig: { image: { imageType: debug } }" }
---
`;

describe('imagesOf', () => {
  it('finds those of all kinds of workloads, sorted, each once', () => {
    const text = `
kind: Deployment
metadata: { name: d }
spec: { template: { spec: { initContainers: [{ name: i, image: z }], containers: [{ name: c, image: b }, { name: e, image: b }] } } }
---
kind: CronJob
metadata: { name: j }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: c, image: a }] } } } } }
---
kind: Pod
metadata: { name: p }
spec: { containers: [{ name: c, image: auto }], volumes: [{ name: v, image: { reference: vol } }] }
`;
    expect(told(text)).toEqual([
      'a < CronJob j c',
      'b < Deployment d c',
      'b < Deployment d e',
      'vol < Pod p ',
      'z < Deployment d i',
    ]);
  });

  it('finds those that injection gives', () => {
    const values = '{"global":{"hub":"h","tag":"1","proxy":{"image":"p"},"proxy_init":{"image":"x/init:2"}}}';
    expect(
      told(injector(values, '{ simple: "containers:\\n- image: busybox:1\\n- image: auto\\n- image: {{ .X }}" }')),
    ).toEqual([
      'busybox:1 < ConfigMap injector *',
      'h/p:1-debug < ConfigMap injector istio-proxy*',
      'x/init:2 < ConfigMap injector istio-init*',
    ]);
  });

  it('counts agentgateway where istiod has it turned on', () => {
    const istiod = (namespace: string) => `kind: Deployment
metadata: { name: istiod, namespace: ${namespace} }
spec: { template: { spec: { containers: [{ name: d, image: i, env: [{ name: PILOT_ENABLE_AGENTGATEWAY, value: "true" }] }] } } }
`;
    const values = '{"global":{"hub":"h","tag":"1"}}';
    expect(told(injector(values, '{}') + istiod('mesh'))).toContain(
      'h/agentgateway:1 < ConfigMap injector agentgateway*',
    );
    expect(told(injector(values, '{}') + istiod('other'))).toHaveLength(3);
  });

  it('takes no other ConfigMap for the injector’s', () => {
    expect(
      told('kind: ConfigMap\nmetadata: { name: a }\ndata: { values: "global: [", config: "templates: 1" }'),
    ).toEqual([]);
  });
});
