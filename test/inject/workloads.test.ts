import { describe, expect, it } from 'vitest';
import { isOfOtherKind, workloadKinds } from '../../src/inject/workload-kinds.ts';
import { withValueAt, workloadsOf } from '../../src/inject/workloads.ts';
import { formatPath, type Json, type JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';

const parse = (yaml: string): Json => readYaml(yaml)[0]!.value!;
const find = (yaml: string, paths: readonly string[] = []) => {
  const { workloads, without, flaws } = workloadsOf(parse(yaml), workloadKinds(paths));
  return {
    workloads: workloads.map(({ owner, metadataPath, specPath }) => [
      `${owner.apiVersion} ${owner.kind} ${owner.namespace}/${owner.name}`,
      formatPath(metadataPath),
      formatPath(specPath),
    ]),
    without: without.map(({ reason }) => reason),
    flaws: flaws.map(({ path, reason }) => `${formatPath(path)}: ${reason}`),
  };
};

const pods = '{ metadata: { labels: { app: a } }, spec: { containers: [{ name: a }] } }';
const workload = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: shop }\nspec: ${spec}\n`;

describe('workloadsOf', () => {
  it.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'ReplicaSet'],
    ['apps/v1beta2', 'Deployment'],
    ['extensions/v1beta1', 'Deployment'],
    ['extensions/v1beta1', 'DaemonSet'],
    ['extensions/v1beta1', 'ReplicaSet'],
    ['v1', 'ReplicationController'],
    ['batch/v1', 'Job'],
    ['apps.openshift.io/v1', 'DeploymentConfig'],
    ['v1', 'DeploymentConfig'],
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['apps.kruise.io/v1alpha1', 'CloneSet'],
    ['apps.kruise.io/v1beta1', 'StatefulSet'],
    ['apps.kruise.io/v1alpha1', 'DaemonSet'],
    ['serving.knative.dev/v1', 'Service'],
    ['serving.knative.dev/v1', 'Configuration'],
  ])('finds the template of a %s %s', (apiVersion, kind) => {
    expect(find(workload(apiVersion, kind, `{ template: ${pods} }`))).toEqual({
      workloads: [[`${apiVersion} ${kind} shop/a`, 'spec.template.metadata', 'spec.template.spec']],
      without: [],
      flaws: [],
    });
  });

  it.each([
    ['v1', 'Service', '{ ports: [] }'],
    ['v1', 'ConfigMap', '{}'],
    ['argoproj.io/v1alpha1', 'Workflow', `{ template: ${pods} }`],
    ['example.com/v1', 'Deployment', `{ template: ${pods} }`],
  ])('finds nothing in a %s %s', (apiVersion, kind, spec) => {
    expect(find(workload(apiVersion, kind, spec))).toEqual({ workloads: [], without: [], flaws: [] });
  });

  it('takes a Pod as its own template', () => {
    expect(find('apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: {}\n').workloads).toEqual([
      ['v1 Pod /a', 'metadata', 'spec'],
    ]);
  });

  it('takes Lists apart, also Lists in Lists', () => {
    const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: {} }';
    const inner = `{ apiVersion: v1, kind: PodList, items: [${pod}] }`;
    expect(find(`apiVersion: v1\nkind: List\nitems: [{ kind: Service }, ${pod}, ${inner}]\n`).workloads).toEqual([
      ['v1 Pod /a', 'items[1].metadata', 'items[1].spec'],
      ['v1 Pod /a', 'items[2].items[0].metadata', 'items[2].items[0].spec'],
    ]);
  });

  it.each([
    ['its Pods’, where they are written', '', pods, 'spec.jobTemplate.spec.template.metadata'],
    ['the Job template’s, where Pods have none', '', '{ spec: {} }', 'spec.jobTemplate.metadata'],
    ['the Job template’s, where Pods’ are empty', '', '{ metadata: {}, spec: {} }', 'spec.jobTemplate.metadata'],
    [
      'the Job template’s, where istioctl injected it',
      'metadata: { annotations: { sidecar.istio.io/status: "{}" } }, ',
      pods,
      'spec.jobTemplate.metadata',
    ],
  ])('takes as metadata of a CronJob %s', (_, metadata, template, path) => {
    const text = workload('batch/v1', 'CronJob', `{ jobTemplate: { ${metadata}spec: { template: ${template} } } }`);
    expect(find(text).workloads).toEqual([['batch/v1 CronJob shop/a', path, 'spec.jobTemplate.spec.template.spec']]);
  });

  it('lets a Rollout be that names another workload', () => {
    const text = workload('argoproj.io/v1alpha1', 'Rollout', '{ workloadRef: { kind: Deployment, name: a } }');
    expect(find(text)).toEqual({ workloads: [], without: ['spec.workloadRef stands for a template'], flaws: [] });
  });

  it.each([
    ['no template', '{}', 'spec.template: has no Pod template: write metadata and spec of its Pods here'],
    ['no spec', 'null', 'spec.template: has no Pod template: write metadata and spec of its Pods here'],
    ['a text for a template', '{ template: x }', 'spec.template: must be a map'],
    ['a list for a spec', '{ template: { spec: [] } }', 'spec.template.spec: must be a map'],
    ['a text for metadata', '{ template: { metadata: x } }', 'spec.template.metadata: must be a map'],
  ])('says what is wrong with %s', (_, spec, flaw) => {
    expect(find(workload('apps/v1', 'Deployment', spec)).flaws.map((one) => one.replace(/^spec: /, ''))).toEqual([
      flaw,
    ]);
  });

  it('finds templates where it is told to', () => {
    const text = workload(
      'ray.io/v1',
      'RayCluster',
      `{ head: { template: ${pods} }, groups: [{ template: ${pods} }, { template: ${pods} }] }`,
    );
    const paths = ['RayCluster.ray.io=spec.head.template', 'RayCluster.ray.io=spec.groups[*].template'];
    expect(find(text, paths).workloads.map(([, path]) => path)).toEqual([
      'spec.head.template.metadata',
      'spec.groups[0].template.metadata',
      'spec.groups[1].template.metadata',
    ]);
    expect(find(text, ['RayCluster.ray.io=spec.groups[1].template']).workloads).toHaveLength(1);
    expect(find(text, ['RayCluster.ray.io=spec.tail.template']).without).toEqual([
      'it has no Pod template at spec.tail',
    ]);
  });

  it.each(['RayCluster', 'RayCluster=', '=spec', 'A.b=spec..template', 'A.b=spec[x]', 'A b=spec'])(
    'refuses the path %s',
    (path) => {
      expect(() => workloadKinds([path])).toThrow(/--pod-template-path takes KIND\.GROUP=path.*not "/);
    },
  );
});

describe('isOfOtherKind', () => {
  it.each([
    ['kind: Service\n', false],
    ['kind: ConfigMap\n', true],
    ['kind: Deployment\n', false],
    ['kind: PodList\n', false],
    ['kind: RayCluster\n', false],
    ['kind: "ConfigMap"\n', false],
  ])('of %j is %s', (text, is) => {
    expect(isOfOtherKind(text, workloadKinds(['RayCluster.ray.io=spec']))).toBe(is);
  });
});

describe('withValueAt', () => {
  it('makes what is missing, and leaves what it is given', () => {
    const given: JsonObject = { a: [{ b: 1 }], c: 2 };
    expect(withValueAt(given, ['a', 0, 'd', 'e'], 3)).toEqual({ a: [{ b: 1, d: { e: 3 } }], c: 2 });
    expect(given).toEqual({ a: [{ b: 1 }], c: 2 });
  });
});
