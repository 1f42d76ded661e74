import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { type Ended, Sandbox } from '../support/run.ts';

const operator = (spec: string): string =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`;

/** A package of a user's own, with one small chart: its ConfigMap says what reached it. */
const ownPackage = {
  'mine/manifests/profiles/default.yaml': operator(
    '{ hub: h, tag: t, components: { base: { enabled: true }, pilot: { enabled: false }, ingressGateways: [] }, values: {} }',
  ),
  'mine/manifests/charts/base/Chart.yaml': 'apiVersion: v2\nname: mine\nversion: 1.0.0\n',
  'mine/manifests/charts/base/values.yaml': 'greeting: hello\n',
  'mine/manifests/charts/base/templates/map.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
data:
  said: "{{ .Values.greeting }} {{ .Values.global.tag }} {{ .Capabilities.KubeVersion.Version }}"
---
# nothing
`,
  'mine/manifests/charts/base/templates/NOTES.txt': 'Well done.\nWARNING: {{ .Values.greeting }} is old\n',
};
const own = ['--manifests', 'mine'];
const ownMap = (said: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  said: ${said}
`;

const files = {
  'mesh.yaml': operator('{ tag: one, profile: minimal }'),
  'more.yaml': operator('{ tag: two }'),
  'wrong.yaml': operator('{ components: { pilot: { enabeld: true } } }'),
  'two.yaml': `${operator('{}')}---\n${operator('{}')}`,
  'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n',
  'broken.yaml': 'a: [',
};
const sandbox = (more: Readonly<Record<string, string>> = {}) => new Sandbox({ ...files, ...more });
const generate = (args: readonly string[], input = '', more = {}): Ended =>
  sandbox(more).run(['manifest', 'generate', ...args], { input });
/** `Kind namespace/name` of each object in the output. */
const objectsIn = (text: string): string[] =>
  readYaml(text).map(({ value }) => {
    const { kind, metadata } = value as { kind: string; metadata: { name: string; namespace?: string } };
    return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
  });
const imageIn = ({ stdout }: Ended): string | undefined => /image: .*\/(pilot:\S+)$/m.exec(stdout)?.[1];

describe('manifest generate', () => {
  it('prints the objects of the default profile in the order of application, the same each time', () => {
    const { status, stdout, stderr } = generate([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const objects = objectsIn(stdout);
    const kinds = [...new Set(objects.map((one) => one.split(' ')[0]))];
    expect(kinds.slice(0, 3)).toEqual(['CustomResourceDefinition', 'ServiceAccount', 'ClusterRole']);
    expect(kinds.at(-1)).toBe('Service');
    expect(objects).toContain('Deployment istio-system/istiod');
    expect(objects).toContain('Deployment istio-system/istio-ingressgateway');
    expect(generate([]).stdout).toBe(stdout);
  });

  it.each<[string, readonly string[], string, string | undefined]>([
    ['the release', ['--set', 'profile=minimal'], '', 'pilot:1.30.3'],
    ['a file', ['-f', 'mesh.yaml'], '', 'pilot:one'],
    ['the later file', ['-f', 'mesh.yaml', '-f', 'more.yaml'], '', 'pilot:two'],
    ['the later file of one flag', ['-f', 'more.yaml,mesh.yaml'], '', 'pilot:one'],
    ['standard input', ['-f', 'mesh.yaml', '-f', '-'], operator('{ tag: three }'), 'pilot:three'],
    ['a flag', ['--set', 'tag=four', '-f', 'mesh.yaml'], '', 'pilot:four'],
    ['the later flag', ['-f', 'mesh.yaml', '-s', 'tag=4', '-s', 'tag=1.20'], '', 'pilot:1.20'],
    ['nothing', ['--set', 'profile=empty'], '', undefined],
  ])('takes an image of %s', (_, args, input, image) => {
    const ended = generate(args, input);
    expect(ended.status).toBe(0);
    expect(imageIn(ended)).toBe(image);
  });

  it('names objects for a revision, but for the default one', () => {
    const args = ['-f', 'mesh.yaml', '--set', 'revision=green'];
    expect(objectsIn(generate([...args, '-r', 'blue']).stdout)).toContain('Deployment istio-system/istiod-blue');
    expect(objectsIn(generate([...args, '--revision=default']).stdout)).toContain(
      'Deployment istio-system/istiod-green',
    );
  });

  it.each<[string, readonly string[], number, string]>([
    ['a file that is not there', ['-f', 'none.yaml'], 65, 'none.yaml'],
    ['a file that cannot be read', ['-f', 'broken.yaml'], 65, 'broken.yaml:1:'],
    ['two in one file', ['-f', 'two.yaml'], 65, 'two.yaml:5:1: a second IstioOperator'],
    ['another kind', ['-f', 'pod.yaml'], 65, 'pod.yaml:1:1: an IstioOperator'],
    ['standard input twice', ['-f', '-', '-f', '-'], 64, '--filename names - twice'],
    [
      'a setting that there is none of',
      ['-f', 'wrong.yaml'],
      65,
      'wrong.yaml:3:41: spec.components.pilot.enabeld: unknown',
    ],
    [
      'one of a flag',
      ['--set', 'values.pilto.tag=1'],
      64,
      '--set values.pilto.tag=1: spec.values.pilto: unknown field "pilto"',
    ],
    ['no profile', ['--set', 'profile=dmo'], 64, 'Did you mean "demo"?'],
    ['no path', ['--set', 'profile'], 64, 'write it as path=value'],
    ['no package', ['--manifests', 'none'], 65, 'none does not exist'],
    ['what is no package', ['--manifests', '.'], 65, 'holds neither charts/ nor manifests/charts/'],
    ['what is no archive', ['--manifests', 'mesh.yaml'], 1, 'mesh.yaml: is not a gzipped archive'],
    ['an argument', ['mesh.yaml'], 64, 'takes no arguments'],
  ])('refuses %s, and prints nothing', (_, args, status, message) => {
    const ended = generate(args);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('goes on where the user insists', () => {
    const { status, stdout, stderr } = generate(['-f', 'wrong.yaml,mesh.yaml', '--force']);
    expect(status).toBe(0);
    expect(objectsIn(stdout)).toContain('Deployment istio-system/istiod');
    expect(stderr).toContain('warning: wrong.yaml:3:41: spec.components.pilot.enabeld: unknown');
  });

  it('says which flag it has no use for', () => {
    const { status, stderr } = generate(['--set', 'profile=empty', '-i', 'mesh']);
    expect(status).toBe(0);
    expect(stderr).toContain('values.global.istioNamespace');
  });
});

describe('--manifests', () => {
  it.each([['mine'], ['mine/manifests'], ['mine/']])('renders what %s holds', (path) => {
    const { status, stdout, stderr } = generate(['--manifests', path], '', ownPackage);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: ownMap('hello t v1.32.0'),
      stderr: 'warning: hello is old\n',
    });
  });

  it('takes values, and counts as a setting', () => {
    const said = ['--set', 'unvalidatedValues.greeting=bye', '--set', 'installPackagePath=mine'];
    expect(generate(said, '', ownPackage).stdout).toBe(ownMap('bye t v1.32.0'));
  });

  it.each(['mine', '-C mine manifests'])('reads an archive of %s', (what) => {
    const line = `tar czf p.tgz ${what} && meshwright manifest generate -d p.tgz`;
    const { status, stdout } = sandbox(ownPackage).shell(line);
    expect({ status, stdout }).toEqual({ status: 0, stdout: ownMap('hello t v1.32.0') });
  });

  it.each<[string, string, string]>([
    ['a template that fails', '{{ fail "no" }}', 'map.yaml:1:'],
    ['a template that cannot be read', '{{ if }}', 'map.yaml:1'],
    ['what is no YAML', 'a: [', 'mine/templates/map.yaml: what it renders is no YAML: line 1'],
  ])('refuses %s, and prints nothing', (_, text, message) => {
    const more = { ...ownPackage, 'mine/manifests/charts/base/templates/map.yaml': text };
    const { status, stdout, stderr } = generate(own, '', more);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('names a chart that is not there', () => {
    const { status, stderr } = generate([...own, '--set', 'components.cni.enabled=true'], '', ownPackage);
    expect(status).toBe(1);
    expect(stderr).toContain('there is no chart mine/manifests/charts/cni or mine/manifests/charts/istio-cni');
  });
});

describe('--output', () => {
  const run = (box: Sandbox, ...args: string[]) => box.run(['manifest', 'generate', ...args]);
  const read = (box: Sandbox, name: string) => readFileSync(join(box.folder, name), 'utf8');

  it('writes one file', () => {
    const box = sandbox(ownPackage);
    expect(run(box, ...own, '-o', 'all.yaml')).toMatchObject({ status: 0, stdout: '' });
    expect(read(box, 'all.yaml')).toBe(ownMap('hello t v1.32.0'));
  });

  it('prints a list of objects as JSON, and writes no file of that name', () => {
    const box = sandbox(ownPackage);
    const { status, stdout } = run(box, ...own, '-o', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      apiVersion: 'v1',
      kind: 'List',
      items: [expect.objectContaining({ kind: 'ConfigMap' })],
    });
    expect(run(box, ...own, '-o', 'yaml').stdout).toBe(ownMap('hello t v1.32.0'));
    expect(readdirSync(box.folder)).not.toContain('json');
    expect(readdirSync(box.folder)).not.toContain('yaml');
  });

  it('writes all files of a folder, or none', () => {
    const box = new Sandbox({ 'out/base.yaml': 'before', 'out/pilot.yaml/file': '' });
    const ended = run(box, '-o', 'out');
    expect(ended).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'Error: cannot write out/pilot.yaml: it is a folder\n',
    });
    expect(read(box, 'out/base.yaml')).toBe('before');
    expect(readdirSync(join(box.folder, 'out'))).toEqual(['base.yaml', 'pilot.yaml']);
  });

  it('writes a file of each component into a folder, and tells of those that are left', () => {
    const box = sandbox({ 'out/cni.yaml': 'old', 'out/notes.md': 'mine' });
    const { status, stdout, stderr } = run(box, '-f', 'mesh.yaml', '-o', 'out');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readdirSync(join(box.folder, 'out'))).toEqual(['base.yaml', 'cni.yaml', 'notes.md', 'pilot.yaml']);
    expect(objectsIn(read(box, 'out/pilot.yaml'))).toContain('Deployment istio-system/istiod');
    expect(stderr).toContain('out/cni.yaml is left of an earlier run');
    expect(run(box, '-f', 'mesh.yaml', '-o', 'new/folder/').status).toBe(0);
    expect(read(box, 'new/folder/base.yaml')).toBe(read(box, 'out/base.yaml'));
  });

  it('leaves everything as it was when something is wrong', () => {
    const box = sandbox({ 'all.yaml': 'before' });
    expect(run(box, '-f', 'wrong.yaml', '-o', 'all.yaml').status).toBe(65);
    expect(read(box, 'all.yaml')).toBe('before');
    expect(run(box, '-f', 'wrong.yaml', '-o', 'new/').status).toBe(65);
    expect(existsSync(join(box.folder, 'new'))).toBe(false);
    expect(run(box, '-f', 'mesh.yaml', '-o', 'all.yaml/')).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('the family', () => {
  it('lists its commands where none is named', () => {
    const { status, stdout } = sandbox().run(['manifest']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: meshwright manifest /);
    expect(stdout).toMatch(/^ {2}generate /m);
    for (const args of [
      ['manifest', '--help'],
      ['help', 'manifest'],
    ])
      expect(sandbox().run(args).stdout).toBe(stdout);
  });

  it.each<[readonly string[], string]>([
    [['manifest', 'generat'], 'there is no command "manifest generat". Did you mean "manifest generate"?'],
    [['manifest', '--dry-run'], 'no command is given: "meshwright help manifest" lists them'],
    [['generate'], 'there is no command "generate"'],
  ])('%j', (args, message) => {
    const { status, stderr } = sandbox().run(args);
    expect(status).toBe(64);
    expect(stderr).toContain(message);
  });
});
