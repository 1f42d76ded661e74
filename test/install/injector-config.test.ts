import { describe, expect, it } from 'vitest';
import { injectorConfig, injectorObjects } from '../../src/install/injector-config.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { FakePackage } from '../support/install.ts';

const configMap = (name: string, data: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const injector = configMap('istio-sidecar-injector', { config: 'templates: {}', values: '{}' });
const webhook = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration' };
const chart = (values: JsonObject): JsonObject[] => [
  injector,
  configMap('istio', { mesh: `tag: ${(values.global as JsonObject).tag}` }),
  configMap('values', { values: '{}' }),
  webhook,
];
const options = (source: FakePackage, set: readonly string[] = []) => ({
  files: [],
  flags: set.map((text) => parseSetFlag(text)),
  force: false,
  kubernetesVersion: '1.32.0',
  openPackage: async () => source,
});

describe('injectorConfig', () => {
  it('gives what istiod’s ConfigMaps would hold, and renders no more', async () => {
    const source = new FakePackage({ istiod: chart });
    expect(await injectorConfig(options(source, ['tag=2', 'revision=one', 'values.revisionTags[0]=prod']))).toEqual({
      config: 'templates: {}',
      values: '{}',
      mesh: 'tag: 2',
      revision: 'one',
      tags: ['prod'],
      warnings: [],
    });
    expect(source.requests.map(({ folders, only }) => [folders[0], only?.[0]])).toEqual([
      ['istiod', 'templates/checks.yaml'],
    ]);
  });

  it('renders all of another package’s chart, whose templates may need each other', async () => {
    const source = new FakePackage({ istiod: chart });
    expect((await injectorConfig(options(source, ['installPackagePath=release']))).mesh).toBe('tag: 1');
    expect(source.requests.map(({ only }) => only)).toEqual([undefined]);
  });

  it.each([
    ['without istiod', chart, ['components.pilot.enabled=false'], 'istiod is not part of it'],
    ['whose istiod has no injector', () => [configMap('istio', { mesh: '' })], [], 'gives no ConfigMap'],
  ])('refuses an installation %s', async (_, istiod, set, message) => {
    await expect(injectorConfig(options(new FakePackage({ istiod }), set))).rejects.toThrow(message);
  });
});

describe('injectorObjects', () => {
  it('gives webhooks and ConfigMaps', async () => {
    const objects = await injectorObjects(options(new FakePackage({ istiod: chart })));
    expect(objects.map(({ kind }) => kind)).toEqual([
      'ConfigMap',
      'ConfigMap',
      'ConfigMap',
      'MutatingWebhookConfiguration',
    ]);
  });
});
