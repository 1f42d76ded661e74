import { describe, expect, it } from 'vitest';
import { compareManifests } from '../../../src/install/compare/manifests.ts';
import { parseObjectPattern } from '../../../src/install/compare/object-patterns.ts';
import { allObjects, assumedKubernetes, type GenerateOptions, generate } from '../../../src/install/generate.ts';
import { type HelmReleases, helmReleases } from '../../../src/install/helm/releases.ts';
import { openPackage } from '../../../src/install/open-package.ts';
import type { InstallPackage } from '../../../src/install/package.ts';
import { parseSetFlag } from '../../../src/install/settings/set-flag.ts';
import { manifestYaml } from '../../../src/output/install/manifest-yaml.ts';
import { yamlText } from '../../../src/output/text/yaml-text.ts';
import { isObject, type JsonObject } from '../../../src/resources/json.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { FakePackage, operatorFile } from '../../support/install.ts';

const options = (
  { set = [], spec = '{}', force = false }: { set?: readonly string[]; spec?: string; force?: boolean },
  open = (path: string | undefined) => openPackage({ cwd: '.' }, path),
): GenerateOptions => ({
  files: [operatorFile(`spec: ${spec}`)],
  flags: set.map((text) => parseSetFlag(text)),
  force,
  kubernetesVersion: assumedKubernetes,
  openPackage: open,
});

/** What Helm would make of the values, read from the text that is written of them. */
async function rendered({ releases }: HelmReleases, releaseOf = (_: string) => 'istio'): Promise<JsonObject[]> {
  const source = await openPackage({ cwd: '.' }, undefined);
  const objects: JsonObject[] = [];
  for (const { name, namespace, place, values, skipsCrds } of releases) {
    const chart = await source.renderChart({
      folders: [place.replace('charts/', '')],
      release: releaseOf(name),
      namespace,
      values: readYaml(yamlText(values))[0]?.value as JsonObject,
      kubernetesVersion: assumedKubernetes,
      includesCrds: !skipsCrds,
    });
    objects.push(...chart.objects.filter(isObject));
  }
  return objects;
}

const read = (objects: readonly JsonObject[]) => toResources({ name: 'a.yaml', text: manifestYaml(objects) }).resources;
/** What differs, but for the order of variables, and the ConfigMap in which istiod's chart keeps a copy of its values. */
function differences(before: readonly JsonObject[], after: readonly JsonObject[]): string[] {
  const ignore = [parseObjectPattern('ConfigMap:*:values*', '')];
  const { onlyBefore, onlyAfter, changed } = compareManifests(read(before), read(after), {
    ...{ select: [], rename: [], showSecrets: true },
    ignore,
  });
  return [
    ...[...onlyBefore, ...onlyAfter].map(({ kind, name }) => `${kind} ${name}`),
    ...changed.flatMap(({ kind, name, changes }) =>
      changes
        .filter(({ path, type }) => type !== 'reordered' || !path.endsWith('.env'))
        .map(({ path }) => `${kind} ${name} ${path}`),
    ),
  ];
}

const settings = `{ components: {
  pilot: { tag: "2", k8s: {
    resources: { requests: { cpu: 100m } }, nodeSelector: { disk: ssd }, podAnnotations: { a: b }, serviceAnnotations: { s: t },
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] } } },
    env: [{ name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }],
    hpaSpec: { maxReplicas: 7, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }] },
    strategy: { rollingUpdate: { maxSurge: 50%, maxUnavailable: 10% } } } },
  cni: { enabled: true, k8s: { resources: { limits: { cpu: 1 } }, podAnnotations: { q: r }, imagePullPolicy: Always } },
  ztunnel: { enabled: true, namespace: kube-system, k8s: { resources: { limits: { cpu: 1 } }, env: [{ name: X, value: v }], nodeSelector: { a: b } } },
  ingressGateways: [{ name: edge, namespace: edge, label: { app: edge }, k8s: {
    service: { type: NodePort, externalTrafficPolicy: Local, ports: [{ name: https, port: 443, targetPort: 8443 }] },
    serviceAnnotations: { s: t }, hpaSpec: { maxReplicas: 4 }, env: [{ name: A, value: b }], podAnnotations: { a: b },
    resources: { requests: { cpu: 1 } }, tolerations: [{ key: x, operator: Exists }], imagePullPolicy: Always } }],
  egressGateways: [{ name: out, enabled: true }] } }`;

describe('helmReleases', () => {
  it.each<[string, { set?: readonly string[]; spec?: string }]>([
    ['the default profile', {}],
    ['demo', { set: ['profile=demo'] }],
    ['ambient', { set: ['profile=ambient'] }],
    ['remote', { set: ['profile=remote'] }],
    ['openshift', { set: ['profile=openshift'] }],
    ['a revision', { set: ['revision=canary', 'meshConfig.enableTracing=true', 'values.global.variant=debug'] }],
    ['another namespace', { set: ['values.global.istioNamespace=mesh', 'values.base.enableIstioConfigCRDs=false'] }],
    ['settings of Kubernetes', { spec: settings }],
  ])('gives values that render to what manifest generate prints: %s', async (_, wanted) => {
    const translated = await helmReleases(options(wanted));
    expect(translated.warnings).toEqual([]);
    const expected = allObjects(await generate(options(wanted)));
    expect(expected.length).toBeGreaterThan(10);
    expect(differences(expected, await rendered(translated))).toEqual([]);
  });

  it('changes nothing but labels with releases of other names', async () => {
    const translated = await helmReleases(options({ set: ['profile=demo', 'components.ztunnel.enabled=true'] }));
    const changes = differences(await rendered(translated), await rendered(translated, (name) => name));
    expect(changes.length).toBeGreaterThan(10);
    const isLabel = /(?:metadata|template\.metadata)\.labels\.(?:release|app\\\.kubernetes\\\.io\/instance)$/;
    expect(changes.filter((change) => !isLabel.test(change))).toEqual([]);
  });

  it('names a release for each component and gateway, with its namespace and chart', async () => {
    const { releases } = await helmReleases(options({ spec: settings, set: ['revision=canary'] }));
    expect(releases.map(({ name, namespace, place }) => `${name} ${namespace} ${place}`)).toEqual([
      'base istio-system charts/base',
      'pilot-canary istio-system charts/istiod',
      'edge edge charts/gateways',
      'out istio-system charts/gateways',
      'cni istio-system charts/cni',
      'ztunnel kube-system charts/ztunnel',
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    [
      'an overlay',
      'overlays: [{ kind: Deployment, name: istiod, patches: [{ path: spec.paused, value: true }] }]',
      ['overlays[0]: no value of the chart says this'],
    ],
    ['what the chart has no value for', 'podDisruptionBudget: { selector: { matchLabels: { a: b } } }', []],
    ['what it has only where it does not autoscale', 'replicaCount: 3', ['replicaCount: no value']],
    ['what would change other components’ defaults', 'imagePullPolicy: Always', ['imagePullPolicy: no value']],
    ['a list that the chart adds to', 'tolerations: [{ key: x }]', ['tolerations: no value']],
    [
      'a value that does more',
      'hpaSpec: { minReplicas: 2 }',
      ['hpaSpec.minReplicas: as a value of the chart it also changes PodDisruptionBudget istio-system/istiod'],
    ],
  ])('warns of %s', async (_, k8s, expected) => {
    const { warnings } = await helmReleases(options({ spec: `{ components: { pilot: { k8s: { ${k8s} } } } }` }));
    expect(warnings).toHaveLength(expected.length);
    for (const [i, text] of expected.entries()) {
      expect(warnings[i]).toMatch(/^a\.yaml:3:\d+: spec\.components\.pilot\.k8s\./);
      expect(warnings[i]).toContain(text);
    }
  });

  it.each<[string, string, string]>([
    ['a name that is a path', '[{ name: ../../etc/x }]', 'ingressGateways[0].name: "../../etc/x" cannot be the name'],
    ['what is too long', `[{ name: ${'a'.repeat(54)} }]`, 'cannot be'],
    ['a gateway without a name', '[{ enabled: true }]', 'ingressGateways[0].name: is missing'],
    ['capitals', '[{ name: Edge }]', '"Edge" cannot be'],
    [
      'a namespace that is a path',
      '[{ name: a, namespace: /../../x }, { name: a }]',
      'ingressGateways[0].namespace: "/../../x" cannot be the name of a namespace',
    ],
    ['two of one name', '[{ name: a }, { name: a }]', 'ingressGateways[1].name: a second release a in namespace'],
  ])('refuses %s', async (_, list, message) => {
    const spec = `{ components: { ingressGateways: ${list} } }`;
    await expect(helmReleases(options({ spec, force: true }, async () => new FakePackage()))).rejects.toThrow(message);
  });

  it('refuses a namespace of all that is a path, once', async () => {
    const spec = '{ values: { global: { istioNamespace: ../x } }, components: { ingressGateways: [{ name: a }] } }';
    await expect(helmReleases(options({ spec, force: true }, async () => new FakePackage()))).rejects.toThrow(
      /^a\.yaml:3:\d+: spec\.values\.global\.istioNamespace: "\.\.\/x" cannot be the name of a namespace$/,
    );
  });

  it('takes a value from charts of others only where it does what the setting does', async () => {
    const deployment = (values: JsonObject) => ({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istiod', namespace: 'istio-system' } },
      spec: { template: { spec: { nodeSelector: (values.pilot as JsonObject).nodeSelector ?? {} } } },
    });
    const source: InstallPackage = new FakePackage({ istiod: (values) => [deployment(values)] });
    const spec = '{ components: { pilot: { k8s: { nodeSelector: { a: b }, priorityClassName: high } } } }';
    const { releases, warnings } = await helmReleases(options({ spec }, async () => source));
    expect(releases[0]?.values.pilot).toMatchObject({ nodeSelector: { a: 'b' } });
    expect(releases[0]?.values.pilot).not.toHaveProperty('priorityClassName');
    expect(warnings).toEqual([expect.stringContaining('priorityClassName: no value')]);
  });
});
