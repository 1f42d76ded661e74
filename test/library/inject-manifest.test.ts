import { describe, expect, it } from 'vitest';
import { InputError, inject, MeshwrightError, UsageError, uninject } from '../../src/index.ts';

const pod = (name: string, spec = 'containers: [{ name: app, image: a }]'): string =>
  `# ${name}\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }\n`;
const manifest = `${pod('one')}---\n${pod('two', 'hostNetwork: true, containers: [{ name: app }]')}`;

describe('inject', () => {
  it('gives the text, what was injected, and what was not', async () => {
    const { text, injected, skipped } = await inject(manifest);
    expect(text).toContain('name: istio-proxy');
    expect(injected).toEqual(['Pod shop/one']);
    expect(skipped).toEqual([{ workload: 'Pod shop/two', reason: 'hostNetwork: its traffic is the node’s' }]);
    expect(await inject(text)).toEqual({ text, injected: [], skipped });
    expect(await uninject(text)).toBe(manifest);
  });

  it('takes settings as generateManifest does, and texts of ConfigMaps', async () => {
    const settings = { profile: 'minimal', set: ['tag=two'], revision: 'canary' };
    expect((await inject(pod('a'), settings)).text).toMatch(/istio\.io\/rev: canary[\s\S]*proxyv2:two/);
    const injectConfig = 'spec: { containers: [{ name: istio-proxy, image: "{{ .Values.global.hub }}" }] }';
    const values = '{"global": {"hub": "mine"}}';
    const { text } = await inject(pod('a'), { injectConfig, values, meshConfig: '', tags: ['prod'] });
    expect(text).toMatch(/image: "?mine/);
  });

  it('finds other kinds where it is told to', async () => {
    const text = 'apiVersion: x.io/v1\nkind: Farm\nspec: { pods: { spec: { containers: [{ name: a }] } } }\n';
    expect((await inject(text)).text).toBe(text);
    expect((await inject(text, { podTemplatePaths: ['Farm.x.io=spec.pods'] })).injected).toEqual(['Farm']);
  });

  it.each<[string, Parameters<typeof inject>, new () => Error, string]>([
    ['a Pod without containers', [pod('a', '')], MeshwrightError, 'manifest:5:1: Pod shop/a: spec.containers'],
    ['several', [`${pod('a', '')}---\n${pod('b', '')}`, { name: 'x' }], MeshwrightError, 'x:11:1: Pod shop/b'],
    ['no YAML', ['kind: ['], InputError, 'manifest:1:'],
    ['settings that are none', ['', { values: '[]', injectConfig: '', meshConfig: '' }], InputError, 'values must be'],
    ['a profile that there is none of', ['', { profile: 'dmo' }], UsageError, 'Did you mean "demo"?'],
  ])('refuses %s', async (_, args, type, message) => {
    const failed = inject(...args);
    await expect(failed).rejects.toThrow(type);
    await expect(failed).rejects.toThrow(message);
  });
});
