import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/inject/read-settings.ts';

const config = `policy: disabled
defaultTemplates: [sidecar, other]
aliases: { both: [sidecar, other] }
neverInjectSelector: [{ matchLabels: { a: b } }]
injectedAnnotations: { a: b }
template: "old"
templates:
  sidecar: "spec: {}"
  other: "spec: {}"
`;
const read = (
  texts: { config?: string; values?: string; mesh?: string; revision?: string } = {},
): ReturnType<typeof readSettings> => {
  const { values = '{}', mesh = '', revision } = texts;
  return readSettings({
    config: { name: 'config.yaml', text: texts.config ?? config },
    values: { name: 'values.json', text: values },
    mesh: { name: 'mesh.yaml', text: mesh },
    revision,
  });
};

describe('readSettings', () => {
  it('reads what istiod’s ConfigMaps hold', () => {
    const values = '{"revision": "canary", "pilot": {"env": {"ENABLE_NATIVE_SIDECARS": "true"}}}';
    expect(read({ values, mesh: 'trustDomain: example.com\n' })).toEqual({
      templates: { sidecar: 'spec: {}', other: 'spec: {}' },
      defaultTemplates: ['sidecar', 'other'],
      aliases: { both: ['sidecar', 'other'] },
      injectsByDefault: false,
      neverInjectSelector: [{ matchLabels: { a: 'b' } }],
      alwaysInjectSelector: [],
      injectedAnnotations: { a: 'b' },
      values: JSON.parse(values),
      meshConfig: { trustDomain: 'example.com' },
      revision: 'canary',
      nativeSidecars: true,
    });
  });

  it.each([
    [{ values: '{"revision": "canary"}' }, 'canary'],
    [{ values: '{"revision": "canary"}', revision: 'one' }, 'one'],
    [{ revision: 'default' }, ''],
    [{ values: '{"revision": "default"}' }, ''],
    [{}, ''],
  ])('of %j is for revision "%s"', (texts, revision) => {
    expect(read(texts).revision).toBe(revision);
  });

  it.each([
    ['a template', 'spec:\n  containers: []\n'],
    ['a template that is no YAML', '{{- if true }}\nspec: [\n{{ end }}\n'],
    ['a configuration without templates', 'policy: enabled\ntemplates: {}\n'],
  ])('takes %s alone for the sidecar’s', (_, text) => {
    const { templates, defaultTemplates, injectsByDefault } = read({ config: text });
    expect({ templates, defaultTemplates, injectsByDefault }).toEqual({
      templates: { sidecar: text },
      defaultTemplates: ['sidecar'],
      injectsByDefault: true,
    });
  });

  it('takes whole ConfigMaps', () => {
    const map = (key: string, text: string) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data: { [key]: text } });
    const settings = read({
      config: map('config', config),
      values: map('values', '{"a": 1}'),
      mesh: map('mesh', 'a: 2'),
    });
    expect(settings).toMatchObject({ defaultTemplates: ['sidecar', 'other'], values: { a: 1 }, meshConfig: { a: 2 } });
    expect(() => read({ mesh: map('values', '{}') })).toThrow('mesh.yaml: this ConfigMap has no data.mesh');
  });

  it.each([
    ['mesh', 'mesh.yaml: must hold mesh config, not this IstioOperator: --operatorFileName takes it'],
    ['values', 'values.json: must hold values, not this IstioOperator: --operatorFileName takes it'],
    ['config', 'config.yaml: must hold injection config, not this IstioOperator: --operatorFileName takes it'],
  ])('takes no IstioOperator for %s', (what, message) => {
    const operator = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: { meshConfig: {} }\n';
    expect(() => read({ [what]: operator })).toThrow(message);
  });

  it('takes no other resource', () => {
    expect(() => read({ mesh: 'apiVersion: v1\nkind: Secret\n' })).toThrow(
      'mesh.yaml: must hold mesh config, not this Secret: give the bare YAML, as Istio’s ConfigMap holds it in its data',
    );
    expect(read({ config: 'apiVersion: v1\nkind: Pod\nspec: {}\n' }).templates).toHaveProperty('sidecar');
  });

  it.each([
    [{ config: `${config}policy: perhaps\n` }, 'config.yaml: policy: must be enabled or disabled, not "perhaps"'],
    [{ config: 'templates: { a: 1 }\n' }, 'config.yaml: templates: must be a map of texts'],
    [
      { config: 'templates: { a: b }\ndefaultTemplates: a\n' },
      'config.yaml: defaultTemplates: must be a list of texts',
    ],
    [{ config: 'templates: { a: b }\naliases: { a: b }\n' }, 'config.yaml: aliases: must be a map of lists of texts'],
    [
      { config: 'templates: { a: b }\nalwaysInjectSelector: { a: b }\n' },
      'config.yaml: alwaysInjectSelector: must be a list of label selectors',
    ],
    [{ values: '[]' }, 'values.json: values must be one YAML map'],
    [{ mesh: 'defaultConfig: { drainDuration: soon }\n' }, 'mesh.yaml: defaultConfig.drainDuration: '],
    [{ mesh: 'a: 1\n---\nb: 2\n' }, 'mesh.yaml: mesh config must be one YAML map'],
    [{ values: '{"a": ' }, /^values\.json:1:\d+: /],
  ])('refuses %j', (texts, message) => {
    expect(() => read(texts)).toThrow(message);
  });
});
