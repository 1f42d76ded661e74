import { describe, expect, it } from 'vitest';
import { InputError, MeshwrightError, UsageError } from '../../src/base/errors.ts';
import { allObjects } from '../../src/install/generate.ts';
import type { ChartRequest } from '../../src/install/package.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { FakePackage, generateFrom, type Wanted } from '../support/install.ts';

/** What the charts are asked for. */
async function requests(wanted: Wanted): Promise<readonly ChartRequest[]> {
  const source = new FakePackage();
  await generateFrom(source, wanted);
  return source.requests;
}

/** The values that one chart is rendered with. */
async function valuesOf(folder: string, wanted: Wanted): Promise<JsonObject> {
  const found = (await requests(wanted)).find(({ folders }) => folders[0] === folder);
  expect(found).toBeDefined();
  return found!.values;
}

describe('components', () => {
  it.each<[string, Wanted, readonly string[]]>([
    ['those of the profile', {}, ['istiod istio-system']],
    ['none', { set: ['components.pilot.enabled=false'] }, []],
    ['base, when it is on', { set: ['components.base.enabled=true'] }, ['base istio-system', 'istiod istio-system']],
    ['the profile’s again, when null', { files: ['spec: { components: { pilot: null } }'] }, ['istiod istio-system']],
    [
      'ztunnel in a namespace of its own',
      { set: ['components.ztunnel.enabled=true', 'components.ztunnel.namespace=kube-system'] },
      ['istiod istio-system', 'ztunnel kube-system'],
    ],
    [
      'every gateway that is on',
      {
        files: [
          'spec: { components: { ingressGateways: [{ name: a }, { name: b, enabled: false }, { name: c, namespace: x }] } }',
        ],
      },
      ['istiod istio-system', 'gateways ingress istio-system', 'gateways ingress x'],
    ],
    [
      'a gateway that values turn on',
      { set: ['values.gateways.istio-egressgateway.enabled=true'] },
      ['istiod istio-system', 'gateways egress istio-system'],
    ],
    [
      'in the namespace that values name',
      { set: ['values.global.istioNamespace=mesh', 'components.cni.enabled=true'] },
      ['istiod mesh', 'cni mesh'],
    ],
  ])('%s', async (_, wanted, expected) => {
    const asked = await requests(wanted);
    const told = asked.map(({ folders, values, namespace }) =>
      [folders[0], values.direction, namespace].filter((word) => word !== undefined).join(' '),
    );
    expect(told).toEqual(expected);
  });
});

describe('values', () => {
  it('come from the profile, then files, then flags', async () => {
    const level = async (wanted: Wanted) =>
      ((await valuesOf('istiod', wanted)).global as { proxy: { logLevel: string } }).proxy.logLevel;
    const files = ['spec: { profile: demo }', 'spec: { values: { global: { proxy: { logLevel: info } } } }'];
    expect(await level({})).toBe('warning');
    expect(await level({ files: files.slice(0, 1) })).toBe('off');
    expect(await level({ files })).toBe('info');
    expect(await level({ files, set: ['values.global.proxy.logLevel=debug'] })).toBe('debug');
  });

  it('have the settings of spec, unless they say it themselves', async () => {
    const set = ['hub=a.example', 'tag=2', 'revision=blue', 'meshConfig.accessLogFile=/x', 'compatibilityVersion=1.28'];
    expect(await valuesOf('istiod', { set })).toMatchObject({
      global: { hub: 'a.example', tag: '2' },
      revision: 'blue',
      compatibilityVersion: '1.28',
      meshConfig: { accessLogFile: '/x' },
      pilot: { enabled: true, cni: { enabled: false } },
    });
    const own = ['values.global.hub=b.example', 'values.pilot.cni.enabled=true'];
    expect(await valuesOf('istiod', { set: [...set, ...own] })).toMatchObject({
      global: { hub: 'b.example', tag: '2' },
      pilot: { cni: { enabled: true } },
    });
  });

  it('have the mesh config of spec where values have one as well, and whether istiod is on from its component', async () => {
    const set = [
      'meshConfig.accessLogFile=/x',
      'values.meshConfig.accessLogFile=/y',
      'values.meshConfig.enableTracing=true',
    ];
    expect(await valuesOf('istiod', { set: [...set, 'values.pilot.enabled=false'] })).toMatchObject({
      meshConfig: { accessLogFile: '/x', enableTracing: true },
      pilot: { enabled: true },
    });
  });

  it('write a tag as text, whatever a file has it as', async () => {
    expect(await valuesOf('istiod', { files: ['spec: { tag: 1.25 }'] })).toMatchObject({ global: { tag: '1.25' } });
  });

  it('have a component’s own image', async () => {
    const set = ['components.pilot.hub=c.example', 'components.pilot.tag=3'];
    expect(await valuesOf('istiod', { set })).toMatchObject({ pilot: { hub: 'c.example', tag: 3 } });
  });

  it('have what nobody checks last of all', async () => {
    const set = ['values.pilot.env.A=x', 'unvalidatedValues.pilot.env.A=y', 'unvalidatedValues.other=z'];
    expect(await valuesOf('istiod', { set })).toMatchObject({ pilot: { env: { A: 'y' } }, other: 'z' });
  });

  it('are at the top for ztunnel, without those of others', async () => {
    const set = [
      'components.ztunnel.enabled=true',
      'components.ztunnel.tag=t',
      'values.revision=blue',
      'values.cni.chained=true',
    ];
    const values = await valuesOf('ztunnel', { set: [...set, 'values.ztunnel.logLevel=debug'] });
    expect(values).toMatchObject({ resourceName: 'ztunnel', logLevel: 'debug', tag: 't', revision: 'blue' });
    expect(Object.keys(values)).not.toContain('cni');
    expect(values.global).toMatchObject({ hub: 'example.com/istio' });
  });

  it('have name, labels and ports of a gateway, and not those of another', async () => {
    const gateways = `[{ name: a, label: { x: "1" }, k8s: { service: { ports: [{ name: p, port: 1100 }] } } }, { name: b }]`;
    const asked = await requests({ files: [`spec: { components: { ingressGateways: ${gateways} } }`] });
    expect(asked.slice(1).map(({ values }) => (values.gateways as JsonObject)['istio-ingressgateway'])).toEqual([
      { name: 'a', labels: { x: '1' }, ports: [{ name: 'p', port: 1100, targetPort: 0 }] },
      { name: 'b', labels: {} },
    ]);
  });
});

const deployment = (name: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { template: { spec: { containers: [{ name: 'discovery', args: ['a'] }] } } },
});
const istiod = () =>
  new FakePackage({
    istiod: ({ revision }) => [
      deployment(typeof revision === 'string' && revision !== '' ? `istiod-${revision}` : 'istiod'),
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'istiod' }, spec: { minAvailable: 1 } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'istiod' }, spec: { ports: [{ port: 1 }] } },
      null,
    ],
  });
const pilot = (k8s: string): Wanted => ({ files: [`spec:\n  components:\n    pilot:\n      k8s: ${k8s}\n`] });

describe('settings of k8s', () => {
  it.each<[string, string, JsonObject]>([
    [
      'the pods',
      '{ nodeSelector: { disk: fast } }',
      { spec: { template: { spec: { nodeSelector: { disk: 'fast' } } } } },
    ],
    [
      'the container',
      '{ env: [{ name: A, value: b }] }',
      {
        spec: {
          template: { spec: { containers: [{ name: 'discovery', args: ['a'], env: [{ name: 'A', value: 'b' }] }] } },
        },
      },
    ],
    ['the Deployment', '{ replicaCount: 3 }', { kind: 'Deployment', spec: { replicas: 3 } }],
    [
      'pods’ annotations',
      '{ podAnnotations: { a: b } }',
      { spec: { template: { metadata: { annotations: { a: 'b' } } } } },
    ],
    [
      'the Service',
      '{ service: { ports: [{ port: 1, name: x }] } }',
      { kind: 'Service', spec: { ports: [{ port: 1, name: 'x' }] } },
    ],
    [
      'a bound that excludes another',
      '{ podDisruptionBudget: { maxUnavailable: 1 } }',
      { kind: 'PodDisruptionBudget', spec: { maxUnavailable: 1 } },
    ],
  ])('change %s', async (_, k8s, expected) => {
    const { components, warnings } = await generateFrom(istiod(), pilot(k8s));
    const match = components[0]!.objects.filter((object) => {
      try {
        expect(object).toMatchObject(expected);
        return true;
      } catch {
        return false;
      }
    });
    expect(match).toHaveLength(1);
    expect(match[0]!.spec).not.toHaveProperty('minAvailable');
    expect(warnings).toEqual([]);
  });

  it('find what is named for a revision', async () => {
    const wanted = { ...pilot('{ replicaCount: 3 }'), set: ['revision=blue'] };
    const { components } = await generateFrom(istiod(), wanted);
    expect(components[0]!.objects[0]).toMatchObject({ metadata: { name: 'istiod-blue' }, spec: { replicas: 3 } });
  });

  it('that find nothing are told', async () => {
    const { warnings } = await generateFrom(istiod(), pilot('{ hpaSpec: { maxReplicas: 3 } }'));
    expect(warnings).toEqual([
      'a.yaml:6:14: spec.components.pilot.k8s.hpaSpec: has no effect: there is no HorizontalPodAutoscaler istiod among what is rendered',
    ]);
  });
});

it('a gateway without a name is told', async () => {
  const set = ['components.ingressGateways[0].k8s.service.type=NodePort'];
  const { warnings } = await generateFrom(istiod(), { set });
  expect(warnings[0]).toBe(
    `--set ${set[0]}: spec.components.ingressGateways[0].name: is missing, so that its objects have no name: ` +
      "the list replaces the profile's. Name each gateway in it, such as istio-ingressgateway",
  );
});

describe('overlays', () => {
  const overlay = (kind: string, path: string) =>
    pilot(`{ overlays: [{ kind: ${kind}, name: istiod, patches: [{ path: "${path}", value: b }] }] }`);

  it('change what they name', async () => {
    const { components } = await generateFrom(
      istiod(),
      overlay('Deployment', 'spec.template.spec.containers.[name:discovery].args.[a]'),
    );
    expect(JSON.stringify(components[0]!.objects[0])).toContain('"args":["b"]');
  });

  it('that lead nowhere are refused with their place', async () => {
    await expect(
      generateFrom(istiod(), overlay('Deployment', 'spec.template.spec.containers.[name:x].args')),
    ).rejects.toThrow(
      new MeshwrightError(
        'a.yaml:6:77: spec.components.pilot.k8s.overlays[0].patches[0].path: "spec.template.spec.containers.[name:x].args" in ' +
          'Deployment istiod: no item of spec.template.spec.containers is [name:x]',
      ),
    );
  });

  it('that lead nowhere are told where settings need not be valid', async () => {
    const wanted = { ...overlay('Deployment', 'spec.template.spec.containers.[name:x].args'), force: true };
    const { components, warnings } = await generateFrom(istiod(), wanted);
    expect(components[0]!.objects).toHaveLength(3);
    expect(warnings).toEqual([expect.stringContaining('no item of spec.template.spec.containers is [name:x]')]);
  });

  it('that take away what is not there are told', async () => {
    const patches = '[{ path: spec.none }, { path: spec.replicas, value: 2 }]';
    const wanted = pilot(`{ overlays: [{ kind: Deployment, name: istiod, patches: ${patches} }] }`);
    const { components, warnings } = await generateFrom(istiod(), wanted);
    expect(components[0]!.objects[0]).toMatchObject({ spec: { replicas: 2 } });
    expect(warnings).toEqual([expect.stringContaining('"spec.none" in Deployment istiod: there is no spec.none')]);
  });

  it('of no object are told', async () => {
    const { warnings } = await generateFrom(
      istiod(),
      pilot('{ overlays: [{ kind: Service, patches: [{ path: a }] }] }'),
    );
    expect(warnings).toEqual([
      'a.yaml:6:25: spec.components.pilot.k8s.overlays[0]: has no effect: it needs the kind and the name of an object',
    ]);
  });

  it('of an object that is not there are told', async () => {
    const { warnings } = await generateFrom(istiod(), overlay('ConfigMap', 'data.x'));
    expect(warnings).toEqual([
      'a.yaml:6:25: spec.components.pilot.k8s.overlays[0]: has no effect: there is no ConfigMap istiod among what is rendered',
    ]);
  });
});

describe('settings that are wrong', () => {
  it.each<[string, Wanted, MeshwrightError]>([
    [
      'in a file',
      { files: ['spec: { values: { globl: {} } }'] },
      new InputError('a.yaml:3:19: spec.values.globl: unknown field "globl". Did you mean "global"?'),
    ],
    [
      'by a flag',
      { set: ['values.globl.x=1'] },
      new UsageError('--set values.globl.x=1: spec.values.globl: unknown field "globl". Did you mean "global"?'),
    ],
    [
      'in both',
      { files: ['spec: { components: { pilot: { enabled: 1 } } }'], set: ['revision=A_b'] },
      new InputError(
        'these settings are not valid:\n  a.yaml:3:41: spec.components.pilot.enabled: must be true or false, not 1\n' +
          '  --set revision=A_b: spec.revision: must be letters, digits and inner hyphens, at most 63 of them, not "A_b"',
      ),
    ],
    [
      'of a profile that there is none of',
      { set: ['profile=dem'] },
      new UsageError(
        '--set profile=dem: spec.profile: there is no profile "dem" among default, demo, stable. Did you mean "demo"?',
      ),
    ],
  ])('%s', async (_, wanted, error) => {
    await expect(generateFrom(istiod(), wanted)).rejects.toThrow(error);
  });

  it('in a profile’s file have their place', async () => {
    await expect(generateFrom(istiod(), { set: ['profile=stable'] })).rejects.toThrow(InputError);
    await expect(generateFrom(istiod(), { set: ['profile=stable'] })).rejects.toThrow(/^stable:3:/);
  });

  it('are warnings where the user insists', async () => {
    const { components, warnings } = await generateFrom(istiod(), { set: ['values.globl.x=1'], force: true });
    expect(components).toHaveLength(1);
    expect(warnings).toEqual([
      '--set values.globl.x=1: spec.values.globl: unknown field "globl". Did you mean "global"?',
    ]);
  });
});

describe('output', () => {
  it('is the same whatever the order of rendering, with no document that is no object', async () => {
    const generated = await generateFrom(istiod());
    expect(allObjects(generated).map(({ kind }) => kind)).toEqual(['Deployment', 'PodDisruptionBudget', 'Service']);
  });
});

describe('a chart that cannot be rendered', () => {
  const source = new FakePackage({
    istiod: () => {
      throw new MeshwrightError('template: nil pointer');
    },
  });

  it.each<[string, Wanted, string]>([
    [
      'is told by the null that takes away what it goes by',
      { files: ['spec: { values: { pilot: { env: {} }, global: null } }'] },
      'a.yaml:3:47: spec.values.global: null takes away what the charts have there: leave it out, or say what is to hold\ntemplate: nil pointer',
    ],
    ['says why itself where there is none', {}, 'template: nil pointer'],
  ])('%s', async (_, wanted, message) => {
    await expect(generateFrom(source, wanted)).rejects.toThrow(new MeshwrightError(message));
  });
});
