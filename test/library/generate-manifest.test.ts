import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateManifest, InputError, UsageError } from '../../src/index.ts';
import { root } from '../support/run.ts';

const operator = (spec: string, name = 'mesh.yaml') => ({
  name,
  text: `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`,
});
/** `Kind name` of each object. */
const names = async (options: Parameters<typeof generateManifest>[0]): Promise<string[]> =>
  (await generateManifest(options)).objects.map(
    ({ kind, metadata }) => `${kind} ${(metadata as { name: string }).name}`,
  );

describe('generateManifest', () => {
  it('gives the objects of the default profile', async () => {
    const { objects, warnings } = await generateManifest();
    expect(warnings).toEqual([]);
    expect(objects[0]).toMatchObject({ kind: 'CustomResourceDefinition', spec: { group: expect.any(String) } });
    expect(objects.map(({ kind }) => kind)).toContain('Deployment');
  });

  it('takes files, settings, revision and profile, each over those before it', async () => {
    const options = {
      files: [operator('{ profile: ambient, revision: a, tag: one }'), operator('{ revision: b }')],
      set: ['revision=c', 'tag=two'],
    };
    expect(await names(options)).toEqual(expect.arrayContaining(['DaemonSet ztunnel', 'Deployment istiod-c']));
    const found = await names({ ...options, revision: 'd', profile: 'minimal' });
    expect(found).toContain('Deployment istiod-d');
    expect(found).not.toContain('DaemonSet ztunnel');
    expect(await generateManifest({ revision: 'default' })).toEqual(await generateManifest());
    const { objects } = await generateManifest(options);
    expect(JSON.stringify(objects)).toContain('docker.io/istio/pilot:two');
  });

  it.each<[string, Parameters<typeof generateManifest>[0], new () => Error, string]>([
    ['a profile that there is none of', { profile: 'dmo' }, UsageError, 'Did you mean "demo"?'],
    ['a setting without a value', { set: ['profile'] }, UsageError, 'set profile: write it as path=value'],
    ['a setting that there is none of', { set: ['values.pilto=1'] }, UsageError, 'spec.values.pilto'],
    [
      'one of a file',
      { files: [operator('{ values: { pilto: 1 } }')] },
      InputError,
      'mesh.yaml:3:26: spec.values.pilto',
    ],
    ['a file that is none', { files: [operator('[', 'x.yaml')] }, InputError, 'x.yaml:'],
    ['a package that is not there', { manifests: 'nowhere' }, InputError, 'nowhere does not exist'],
  ])('refuses %s', async (_, options, type, message) => {
    const failed = generateManifest(options);
    await expect(failed).rejects.toThrow(type);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ name: type.prototype.name });
  });

  it('tells what is wrong as warnings where it is to go on', async () => {
    const { objects, warnings } = await generateManifest({ set: ['values.pilto=1'], force: true });
    expect(objects.length).toBeGreaterThan(10);
    expect(warnings).toEqual([expect.stringContaining('spec.values.pilto: unknown field')]);
  });

  it('is loaded when it is first called', () => {
    const script = `
      const { generateManifest } = require(${JSON.stringify(join(root, 'dist/index.js'))});
      const loaded = () => Object.keys(require.cache).length;
      const before = loaded();
      generateManifest({ profile: 'empty' }).then(() => console.log(before, loaded()));`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    const [before, after] = stdout.split(' ').map(Number);
    expect(after).toBeGreaterThan(before! + 3);
  });
});
