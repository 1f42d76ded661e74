import { describe, expect, it } from 'vitest';
import { withOwner } from '../../../src/install/apply/owner.ts';
import { assumedKubernetes, generate } from '../../../src/install/generate.ts';
import { openPackage } from '../../../src/install/open-package.ts';
import { readOperator } from '../../../src/install/operator-files.ts';
import { parseSetFlag } from '../../../src/install/settings/set-flag.ts';
import { installedSettings, settingsOf } from '../../../src/install/verify/installed-settings.ts';
import type { KubeApi } from '../../../src/kube/api.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const owner = { name: '', namespace: 'istio-system', revision: 'default' };
const render = (options: { set?: readonly string[]; operator?: JsonObject }) =>
  generate({
    files: options.operator ? [readOperator({ name: 'kept', text: JSON.stringify(options.operator) })] : [],
    flags: (options.set ?? []).map((text) => parseSetFlag(text)),
    ...{ force: false, kubernetesVersion: assumedKubernetes, openPackage: (path) => openPackage({ cwd: '/' }, path) },
  });

describe('the settings that an installation has kept', () => {
  it.each<[string, readonly string[]]>([
    ['the default profile', []],
    ['demo', ['profile=demo']],
    ['ambient', ['profile=ambient']],
    [
      'values of all kinds',
      ['profile=minimal', 'values.pilot.env.A=1', 'meshConfig.accessLogFile=/dev/stdout', 'tag=x'],
    ],
    ['another name of a gateway', ['components.ingressGateways[0].name=edge']],
  ])('give the same objects again: %s', async (_, set) => {
    const { components } = await render({ set });
    const objects = components.flatMap(({ key, objects }) => objects.map((one) => withOwner(one, owner, key)));
    const values = objects.find(
      ({ kind, metadata }) => kind === 'ConfigMap' && (metadata as JsonObject).name === 'values',
    );
    const api = { get: async ({ name }: { name: string }) => (name === 'values' ? values : undefined) };
    const kept = await installedSettings(api as unknown as KubeApi, owner, objects);
    expect((await render({ operator: kept! })).components).toEqual(components);
  });

  it.each<[string, JsonObject | undefined]>([
    ['there is no ConfigMap', undefined],
    ['it holds no values', { kind: 'ConfigMap', data: {} }],
    ['its values are cut off', { kind: 'ConfigMap', data: { 'original-values': '{"a":' } }],
    ['they are no map', { kind: 'ConfigMap', data: { 'original-values': '[]' } }],
  ])('are not known where %s', async (_, found) => {
    const api = { get: async () => found } as unknown as KubeApi;
    expect(await installedSettings(api, owner, [])).toBeUndefined();
  });

  it.each([
    ['mine', 'mine'],
    ['unknown', undefined],
  ])('have the name of the IstioOperator that was installed: %s', async (label, expected) => {
    const found = {
      metadata: { labels: { 'install.operator.istio.io/owning-resource': label } },
      data: { 'original-values': '{}' },
    };
    const api = { get: async () => found } as unknown as KubeApi;
    const { metadata } = (await installedSettings(api, owner, []))!;
    expect((metadata as JsonObject).name).toBe(expected);
  });

  it('are those of their revision', () => {
    expect(settingsOf({ name: '', namespace: 'mesh', revision: 'canary' }, {}, [])).toMatchObject({
      metadata: { namespace: 'mesh' },
      spec: { profile: 'empty', revision: 'canary', components: { pilot: { enabled: false } } },
    });
  });
});
