import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { root, Sandbox } from '../support/run.ts';

const operator = (spec: string): string =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`;
const files = {
  'mesh.yaml': operator('{ tag: "1.20", profile: demo, meshConfig: { enableTracing: true } }'),
  'wrong.yaml': operator('{ components: { pilto: {} } }'),
  'mine/charts/x': '',
  'mine/profiles/default.yaml': operator('{ hub: mine }'),
  'mine/profiles/own.yaml': operator('{ tag: own }'),
};
const profile = (...args: string[]) => new Sandbox(files).run(['profile', ...args]);
const yaml = (text: string) => readYaml(text)[0]?.value;

describe('profile list', () => {
  it('lists every profile with what it is for', () => {
    const { status, stdout } = profile('list');
    expect(status).toBe(0);
    const [, ...rows] = stdout.trimEnd().split('\n');
    const names = readdirSync(join(root, 'profiles')).filter((name) => name.endsWith('.yaml'));
    expect(rows.map((row) => row.split(' ')[0])).toEqual(names.map((name) => name.replace('.yaml', '')).sort());
    for (const row of rows) expect(row).toMatch(/^\S+ {2,}\S/);
  });

  it('writes json and yaml, and knows other packages', () => {
    const expected = [
      { name: 'default', summary: expect.any(String) },
      { name: 'own', summary: '' },
    ];
    expect(JSON.parse(profile('list', '-d', 'mine', '-o', 'json').stdout)).toEqual(expected);
    expect(yaml(profile('list', '--manifests', 'mine', '-o', 'yaml').stdout)).toEqual(expected);
  });
});

describe('profile dump', () => {
  it('prints the default profile, or another laid on it', () => {
    expect(yaml(profile('dump').stdout)).toMatchObject({
      kind: 'IstioOperator',
      spec: { components: { pilot: { enabled: true }, egressGateways: [{ enabled: false }] } },
    });
    expect(yaml(profile('dump', 'demo').stdout)).toMatchObject({
      spec: { hub: 'docker.io/istio', profile: 'demo', components: { egressGateways: [{ enabled: true }] } },
    });
  });

  it('takes files and flags; the argument wins over their profile', () => {
    const { stdout } = profile('dump', 'minimal', '-f', 'mesh.yaml', '--set', 'hub=h', '-r', 'canary');
    expect(yaml(stdout)).toMatchObject({
      spec: {
        profile: 'minimal',
        hub: 'h',
        tag: '1.20',
        revision: 'canary',
        components: { ingressGateways: [{ enabled: false }] },
      },
    });
  });

  it('prints what differs from the default profile, and that gives the same', () => {
    const box = new Sandbox(files);
    const run = (...args: string[]) => box.run(['profile', 'dump', ...args]).stdout;
    const delta = run('-f', 'mesh.yaml', '--delta');
    expect(yaml(delta)).toEqual({
      apiVersion: 'install.istio.io/v1alpha1',
      kind: 'IstioOperator',
      spec: {
        profile: 'demo',
        tag: '1.20',
        meshConfig: { enableTracing: true },
        values: { profile: 'demo' },
        components: { egressGateways: [{ name: 'istio-egressgateway', enabled: true }] },
      },
    });
    expect(box.run(['profile', 'dump', '-f', '-'], { input: delta }).stdout).toBe(run('-f', 'mesh.yaml'));
    expect(yaml(run('--delta'))).toEqual({ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', spec: {} });
  });

  it('prints flags that give the same', () => {
    const box = new Sandbox(files);
    const run = (line: string) => box.shell(line).stdout;
    const flags = run('meshwright profile dump -f mesh.yaml -o flags');
    expect(flags).toContain('\ntag=1.20\n');
    expect(flags.split('\n')).toContain("'components.egressGateways[0].enabled=true'");
    const again = run(
      'eval "meshwright profile dump $(meshwright profile dump -f mesh.yaml -o flags | sed "s/^/--set /" | tr "\\n" " ") -o flags"',
    );
    expect(again).toBe(flags);
  });

  it('prints a part, in each format', () => {
    expect(profile('dump', 'demo', '-p', 'components.egressGateways[0]').stdout).toBe(
      'enabled: true\nname: istio-egressgateway\n',
    );
    expect(profile('dump', '--config-path', 'hub').stdout).toBe('docker.io/istio\n');
    expect(profile('dump', '-p', 'components.base', '-o', 'flags').stdout).toBe('enabled=true\n');
    expect(JSON.parse(profile('dump', '-p', 'components.base', '-o', 'json').stdout)).toEqual({ enabled: true });
  });

  it.each<[readonly string[], number, string]>([
    [['demoo'], 64, 'there is no profile "demoo"'],
    [['a', 'b'], 64, 'takes one profile, not 2'],
    [['-f', 'wrong.yaml'], 65, 'wrong.yaml:3:23: spec.components.pilto: unknown field'],
    [['-p', 'component'], 64, 'there is no component. Did you mean "components"?'],
    [['-p', 'hub', '-o', 'flags'], 64, '--config-path hub is no map'],
    [['-o', 'text'], 64, '--output takes yaml, json or flags'],
  ])('refuses %j, and prints nothing', (args, status, message) => {
    const ended = profile('dump', ...args);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});

describe('profile diff', () => {
  it('compares profiles by field', () => {
    const { status, stdout, stderr } = profile('diff', 'default', 'ambient');
    expect(status).toBe(79);
    expect(stdout).toBe(`~ components.ingressGateways[name:istio-ingressgateway].enabled: true -> false
+ components.cni:
+   enabled: true
+ components.ztunnel:
+   enabled: true
+ values.profile: "ambient"
`);
    expect(stderr).toMatch(/^note: values\.profile chooses further values/);
  });

  it('compares a file with its profile', () => {
    const { status, stdout, stderr } = profile('diff', 'demo', 'mesh.yaml');
    expect({ status, stderr }).toEqual({ status: 79, stderr: '' });
    expect(stdout).toBe('~ tag: "1.30.3" -> "1.20"\n+ meshConfig:\n+   enableTracing: true\n');
  });

  it('writes json, and knows other packages', () => {
    const { status, stdout } = profile('diff', 'default', 'own', '-d', 'mine', '-o', 'json');
    expect(status).toBe(79);
    expect(JSON.parse(stdout)).toEqual({
      before: 'default',
      after: 'own',
      changes: [{ path: 'tag', type: 'added', new: 'own' }],
    });
  });

  it('exits with 0 where nothing differs', () => {
    expect(profile('diff', 'demo', 'demo')).toMatchObject({ status: 0, stdout: 'No difference.\n', stderr: '' });
  });

  it.each<[readonly string[], number, string]>([
    [['default'], 64, 'name profiles or files, not 1'],
    [['default', 'dmo'], 64, 'there is no profile "dmo"'],
    [['default', 'none.yaml'], 65, 'none.yaml'],
    [['-', '-'], 64, '- stands for one file'],
    [['default', 'wrong.yaml'], 65, 'spec.components.pilto: unknown field'],
  ])('refuses %j, and prints nothing', (args, status, message) => {
    const ended = profile('diff', ...args);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});
