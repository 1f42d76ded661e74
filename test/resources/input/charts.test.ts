import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InputOptions, readInput } from '../../../src/resources/input/read-input.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'meshwright-charts-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), 'kind: Pod\n');
  }
}
async function read(paths: string[], options?: InputOptions) {
  const input = await readInput(paths, { cwd, readStdin: async () => Buffer.alloc(0) }, options);
  expect(input.problems).toEqual([]);
  return { names: input.files.map(({ name }) => name), notes: input.notes };
}
const note = (chart: string, typed = chart) =>
  `${chart} is a Helm chart: passed over. Render it, and pass that on: helm template ${typed} | meshwright … -`;

describe('a Helm chart', () => {
  beforeEach(() => {
    write('k8s/a.yaml', 'k8s/cart/Chart.yaml', 'k8s/cart/values.yaml', 'k8s/cart/templates/cart.yaml');
    write('k8s/cart/charts/redis/Chart.yaml', 'k8s/cart/charts/redis/templates/redis.yaml', 'k8s/z/z.yaml');
  });

  it('is passed over in a folder, with one note for it and its parts', async () => {
    expect(await read(['k8s'])).toEqual({ names: ['k8s/a.yaml', 'k8s/z/z.yaml'], notes: [note('k8s/cart')] });
  });

  it('is passed over where it is the folder named', async () => {
    expect(await read(['k8s/cart'])).toEqual({ names: [], notes: [note('k8s/cart')] });
    expect(await read(['./k8s/cart/'])).toEqual({ names: [], notes: [note('./k8s/cart/')] });
  });

  it('is passed over in a pattern, and named only where the pattern reaches into it', async () => {
    expect(await read(['k8s/**/*.yaml'])).toEqual({ names: ['k8s/a.yaml', 'k8s/z/z.yaml'], notes: [note('k8s/cart')] });
    expect(await read(['k8s/*.yaml'])).toEqual({ names: ['k8s/a.yaml'], notes: [] });
    await expect(read(['k8s/cart/*.yaml'])).rejects.toThrow(`no file matches k8s/cart/*.yaml: ${note('k8s/cart')}`);
  });

  it('is not named when it is excluded', async () => {
    expect(await read(['k8s'], { exclude: ['cart'] })).toEqual({ names: ['k8s/a.yaml', 'k8s/z/z.yaml'], notes: [] });
  });

  it('gives the files of it that are named, and the folders within it', async () => {
    const names = ['k8s/cart/Chart.yaml', 'k8s/cart/values.yaml', 'k8s/cart/templates/cart.yaml'];
    expect(await read(names)).toEqual({ names, notes: [] });
    expect(await read(['k8s/cart/templates'])).toEqual({ names: ['k8s/cart/templates/cart.yaml'], notes: [] });
  });

  it('may be one by a link, and have a name that a shell takes apart', async () => {
    write('my chart/values.yaml');
    symlinkSync('../k8s/cart/Chart.yaml', join(cwd, 'my chart/Chart.yaml'));
    expect((await read(['my chart'])).notes).toEqual([note('my chart', "'my chart'")]);
  });

  it('leaves out also what cannot be read in it', async () => {
    symlinkSync('nowhere', join(cwd, 'k8s/cart/templates/broken.yaml'));
    expect((await read(['k8s'])).notes).toEqual([note('k8s/cart')]);
  });
});

describe('a kustomization', () => {
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  beforeEach(() => write('k8s/a.yaml', ...names.map((name) => `k8s/${name}`)));

  it.each(['k8s/*', 'k8s/*.yaml', 'k8*', '**/a.yaml'])('is passed over silently in %s', async (path) => {
    expect(await read([path])).toEqual({ names: ['k8s/a.yaml'], notes: [] });
  });

  const note = (folders: string, typed: string) =>
    `${folders}: patches and settings are not applied to the files. Build it, and pass that on: kubectl kustomize ${typed} | meshwright … -`;

  it('is told of where its folder is read, with one note for all of them', async () => {
    expect(await read(['k8s'])).toEqual({ names: ['k8s/a.yaml'], notes: [note('k8s is a kustomization', 'k8s')] });
    write('all/base/kustomization.yaml', 'all/base/a.yaml', 'all/over lay/kustomization.yaml');
    expect(await read(['all'])).toEqual({
      names: ['all/base/a.yaml'],
      notes: [note('all/base, all/over lay are kustomizations', "'all/over lay'")],
    });
    expect((await read(['all/over lay'])).notes).toEqual([note('all/over lay is a kustomization', "'all/over lay'")]);
    expect((await read(['all'], { exclude: ['kustomization.yaml'] })).notes).toEqual([]);
  });

  it('has files that are no manifests: patches, what generators read, settings', async () => {
    writeFileSync(
      join(cwd, 'k8s/kustomization.yaml'),
      `resources: [a.yaml, ../up.yaml]
patches: [{ path: patch.yaml }, { patch: '[]' }]
patchesStrategicMerge: [./sub/merge.yaml, "apiVersion: v1\nkind: Service\n"]
patchesJson6902: [{ path: json.json, target: { kind: Service } }]
configMapGenerator: [{ name: a, files: [key=data.yaml, plain.yaml], envs: [env.yaml] }]
replacements: [{ path: replacement.yaml }]
configurations: [names.yaml]
crds: [crd.json]
openapi: { path: openapi.json }
helmCharts: [{ name: c, valuesFile: values.yaml, additionalValuesFiles: [more.yaml] }]
`,
    );
    const inputs = ['patch', 'sub/merge', 'data', 'plain', 'env', 'replacement', 'names', 'values', 'more'];
    write(...inputs.map((name) => `k8s/${name}.yaml`), 'k8s/json.json', 'k8s/crd.json', 'k8s/openapi.json');
    expect(await read(['k8s'])).toEqual({
      names: ['k8s/a.yaml'],
      notes: [
        note('k8s is a kustomization', 'k8s').replace(
          'not applied to the files',
          'passed over (12 files), and not applied to the others',
        ),
      ],
    });
    expect((await read(['k8s/**/*.yaml'])).names).toEqual(['k8s/a.yaml']);
    expect((await read(['k8s/patch*.yaml'])).names).toEqual(['k8s/patch.yaml']);
    expect((await read(['k8s/patch.yaml'])).names).toEqual(['k8s/patch.yaml']);
  });

  it.each(['', '[', '5', 'patches: 5', 'patches: [5, { path: 5 }]\nhelmCharts: {}', 'patches: [{ path: ../../.. }]'])(
    'that holds %j names nothing',
    async (text) => {
      writeFileSync(join(cwd, 'k8s/kustomization.yaml'), text);
      expect((await read(['k8s'])).names).toEqual(['k8s/a.yaml']);
    },
  );

  it('is read when it is named, also in any folder', async () => {
    const files = names.map((name) => `k8s/${name}`);
    expect(await read(files)).toEqual({ names: files, notes: [] });
    expect(await read(['**/kustomization.yaml'])).toEqual({ names: ['k8s/kustomization.yaml'], notes: [] });
  });
});
