import { expect, it } from 'vitest';
import { type PackageFiles, packageOf } from '../../src/install/files-package.ts';

const files: Readonly<Record<string, string>> = {
  'charts/base/Chart.yaml': 'apiVersion: v2\nname: base\nversion: 1.0.0\n',
  'charts/base/values.schema.json': '{"properties": {"replicas": {"type": "integer"}}}',
  'charts/base/templates/a.yaml': 'kind: ConfigMap\nmetadata: {name: a}\ndata: {count: "{{ .Values.replicas }}"}\n',
};
const source: PackageFiles = {
  origin: 'release',
  has: (path) => Object.hasOwn(files, path),
  below: async (folder) =>
    Object.entries(files)
      .filter(([path]) => path.startsWith(`${folder}/`))
      .map(([path, text]) => ({ path: path.slice(folder.length + 1), bytes: Buffer.from(text) })),
};
const render = async (replicas: number | string) =>
  (await packageOf(source)).renderChart({
    folders: ['base'],
    release: 'istio',
    namespace: 'istio-system',
    values: { replicas },
    kubernetesVersion: '1.32.0',
    includesCrds: true,
  });

it("a package's charts are rendered with values that fit their schemas", async () => {
  expect((await render(2)).objects).toEqual([{ kind: 'ConfigMap', metadata: { name: 'a' }, data: { count: '2' } }]);
});

it("a package's charts refuse values that do not", async () => {
  await expect(render('many')).rejects.toThrow('replicas: must be an integer, not a string');
});
