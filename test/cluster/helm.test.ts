import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/install/generate.ts';
import type { ChartRequest, InstallPackage } from '../../src/install/package.ts';
import { openPackageAt } from '../../src/install/package-folder.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { builtPrograms } from './built-programs.ts';

/** The project's charts, rendered by Helm itself and by this program's engine, give equal objects. */
const root = join(import.meta.dirname, '../..');
const own: InstallPackage = await openPackageAt({ cwd: root }, '.');

/** What `manifest generate` has charts rendered with, for a profile and settings. */
async function requestsOf(profile: string, ...settings: readonly string[]): Promise<ChartRequest[]> {
  const requests: ChartRequest[] = [];
  await generate({
    files: [],
    flags: [`profile=${profile}`, ...settings].map((text) => parseSetFlag(text)),
    force: false,
    kubernetesVersion: '1.32.0',
    openPackage: async () => ({
      ...own,
      renderChart: async (request) => {
        requests.push(request);
        return { place: '', objects: [], warnings: [] };
      },
    }),
  });
  return requests;
}

const request = (folder: string, values: JsonObject, namespace = 'istio-system', version = '1.34.2'): ChartRequest => ({
  folders: [folder],
  release: 'istio',
  namespace,
  values,
  kubernetesVersion: version,
  includesCrds: true,
});

/** Settings that reach what profiles leave alone, by chart. */
const settings: Readonly<Record<string, readonly JsonObject[]>> = {
  base: [
    {},
    { base: { excludedCRDs: ['wasmplugins.extensions.istio.io'] } },
    { defaultRevision: 'canary', global: { istioNamespace: 'mesh' } },
    { defaultRevision: '', experimental: { stableValidationPolicy: true } },
  ],
  istiod: [
    {},
    { profile: 'ambient' },
    { profile: 'demo', revision: 'canary' },
    { profile: 'remote', global: { remotePilotAddress: '10.0.0.1', network: 'n', multiCluster: { clusterName: 'c' } } },
    { platform: 'gke', global: { platform: 'gke' } },
    { platform: 'openshift', compatibilityVersion: '1.26' },
    { compatibilityVersion: '1.28', profile: 'stable' },
    {
      pilot: {
        autoscaleEnabled: false,
        replicaCount: 2,
        env: { A: 'x"y\\z', B: '' },
        tolerations: [{ operator: 'Exists' }],
      },
      meshConfig: { accessLogFile: '/dev/stdout', defaultConfig: { tracing: { sampling: 50.5 } } },
      global: { logAsJson: true, imagePullSecrets: ['a', 'b'], proxy: { excludeIPRanges: '10.0.0.0/8,::1/128' } },
    },
    {
      autoscaleMin: 3,
      cpu: { targetAverageUtilization: 50 },
      memory: {},
      podLabels: { n: 'yes' },
      ipFamilyPolicy: 'PreferDualStack',
    },
    {
      sidecarInjectorWebhook: {
        enableNamespacesByDefault: true,
        neverInjectSelector: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
      },
    },
    { revisionTags: ['a', 'b'], revision: 'x', telemetry: { enabled: false }, global: { configCluster: true } },
  ],
  gateways: [
    { direction: 'ingress', gateways: { 'istio-ingressgateway': { name: 'in', labels: { app: 'in', n: '1' } } } },
    { direction: 'egress', gateways: { 'istio-egressgateway': { name: 'out', autoscaleEnabled: false } } },
    {
      direction: 'ingress',
      gateways: {
        'istio-ingressgateway': {
          serviceAnnotations: { a: '1' },
          loadBalancerIP: '10.0.0.1',
          runAsRoot: true,
          injectionTemplate: 'gateway',
          env: { ISTIO_META_ROUTER_MODE: 'sni-dnat' },
          secretVolumes: [{ name: 's', secretName: 't', mountPath: '/x' }],
        },
      },
    },
  ],
  gateway: [
    {},
    {
      name: 'custom',
      revision: 'canary',
      service: { type: 'ClusterIP', ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    },
    {
      kind: 'DaemonSet',
      networkGateway: 'n',
      global: { imagePullSecrets: ['a'] },
      podDisruptionBudget: { minAvailable: 1 },
    },
    {
      platform: 'openshift',
      resources: { limits: null, requests: { cpu: 1 } },
      env: { A: '1' },
      podAnnotations: { 'a/b': 'true' },
    },
    { autoscaling: { enabled: true, maxReplicas: 3, targetMemoryUtilizationPercentage: 70 }, nodeSelector: { a: 'b' } },
  ],
  cni: [
    {},
    { profile: 'ambient', platform: 'openshift' },
    { global: { platform: 'k3s' }, cni: { cniBinDir: '/opt', excludeNamespaces: ['a'], repair: { deletePods: true } } },
    { ambient: { enabled: true, dnsCapture: false, ipv6: false }, resourceQuotas: { enabled: true }, chained: false },
  ],
  ztunnel: [
    {},
    { resourceName: 'z', revision: 'r', env: { A: 'b' }, network: 'n', multiCluster: { clusterName: 'c' } },
    {
      global: { hub: 'example.com', tag: 1.2, variant: 'distroless' },
      annotations: { a: 'b' },
      logLevel: 'debug',
      logAsJson: true,
    },
  ],
};

/** Values that a chart's schema refuses. */
const refused: readonly ChartRequest[] = [
  request('gateway', { service: { ports: [{ port: 'http' }] } }),
  request('gateway', { servcie: {} }),
  request('gateway', { kind: 'ReplicaSet' }),
];

/** Values that a template fails with. */
const failing: readonly ChartRequest[] = [
  request('istiod', { global: null }),
  request('istiod', { profile: 'no-such' }),
  request('gateways', { direction: 'ingress', gateways: { 'istio-ingressgateway': 'x' } }),
];

const nameOf = ({ folders, namespace, values }: ChartRequest): string =>
  `${folders[0]} in ${namespace}: ${JSON.stringify(values).slice(0, 100)}`;
const byName = (requests: readonly ChartRequest[]) => requests.map((one) => [nameOf(one), one] as const);

const folder = mkdtempSync(join(tmpdir(), 'meshwright-helm-'));
afterAll(() => rmSync(folder, { recursive: true }));

const keyOf = (object: Json): string => {
  const { apiVersion, kind, metadata } = object as { apiVersion: string; kind: string; metadata: JsonObject };
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
};
/** Helm installs by kind, and this program in an order of its own. */
const sorted = (objects: readonly Json[]): Json[] =>
  [...objects].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));

/** Helm 4 writes each step of a message on a line of its own. */
const plain = (message: string): string => message.replaceAll('template: ', '').replace(/[:\s]+/g, ' ');

describe.each(['helm3', 'helm4'])('%s', (name) => {
  let program: string;
  beforeAll(() => {
    [program = ''] = builtPrograms(name);
  });

  function template({ folders, release, namespace, values, kubernetesVersion }: ChartRequest): Json[] {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    const chart = join(root, 'charts', folders[0]!);
    const flags = ['--namespace', namespace, '--values', file, '--kube-version', kubernetesVersion, '--include-crds'];
    const text = execFileSync(program, ['template', release, chart, ...flags], {
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Neither a cluster nor a user's settings have a say.
      env: { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'none') },
    });
    return readYaml(text).flatMap(({ value }) => (isObject(value) ? [value] : []));
  }

  const check = async (one: ChartRequest): Promise<void> => {
    const { objects } = await own.renderChart(one);
    expect(sorted(objects)).toEqual(sorted(template(one)));
  };

  it.each(own.profiles)('renders what manifest generate has rendered for profile %s', async (profile) => {
    const plain = await requestsOf(profile);
    const revised = await requestsOf(
      profile,
      'revision=canary',
      'values.global.logAsJson=true',
      'tag=1.20',
      'hub=example.com',
    );
    for (const one of [...plain, ...revised]) await check(one);
  });

  describe.each(Object.entries(settings))('renders %s', (chart, list) => {
    it.each(byName(list.map((values) => request(chart, values))))('%s', (_, one) => check(one));
    it('in another namespace, for an old cluster', () => check(request(chart, list[0]!, 'elsewhere', '1.28.0')));
  });

  it.each(byName(refused))('refuses %s', async (_, one) => {
    expect(() => template(one)).toThrow(/schema/);
    await expect(own.renderChart(one)).rejects.toThrow('do not fit its values.schema.json');
  });

  it.each(byName(failing))('fails as this program does on %s', async (_, one) => {
    const failure = (run: () => unknown): Promise<string> =>
      Promise.resolve()
        .then(run)
        .then(
          () => 'nothing',
          ({ message }: Error) => plain(message),
        );
    expect(await failure(() => template(one))).toContain(await failure(() => own.renderChart(one)));
  });
});
