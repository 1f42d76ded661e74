import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { root, Sandbox } from '../support/run.ts';

const operator = (spec: string): string =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`;
const files = {
  'mesh.yaml': operator('{ tag: one, profile: minimal, meshConfig: { enableTracing: true } }'),
  'overlay.yaml': operator(
    '{ profile: minimal, components: { pilot: { k8s: { overlays: [{ kind: Deployment, name: istiod, patches: [{ path: spec.paused, value: true }] }] } } } }',
  ),
  'gateways.yaml': operator(
    '{ profile: minimal, components: { ingressGateways: [{ name: edge, namespace: a }, { name: edge, namespace: b }, { name: edge-b, namespace: c }] } }',
  ),
  'wrong.yaml': operator('{ components: { pilto: {} } }'),
};
const translate = (box: Sandbox, ...args: string[]) => box.run(['manifest', 'translate', ...args]);

describe('manifest translate', () => {
  it('prints values for each chart below the command that takes them', () => {
    const { status, stdout, stderr } = translate(new Sandbox(files), '-f', 'mesh.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const heads = stdout.split('\n').filter((line) => line.startsWith('#'));
    const command = (name: string, chart: string) =>
      `# helm upgrade --install ${name} ${join(root, 'charts', chart)} --namespace istio-system --create-namespace --values ${name}-values.yaml`;
    expect(heads).toEqual([
      '# base-values.yaml:',
      command('base', 'base'),
      '# pilot-values.yaml:',
      command('pilot', 'istiod'),
    ]);
    expect(readYaml(stdout).map(({ value }) => value)).toMatchObject([
      { global: { tag: 'one' } },
      { global: { tag: 'one' }, meshConfig: { enableTracing: true } },
    ]);
  });

  it('writes values, scripts and what to do with them into a folder', () => {
    const box = new Sandbox({ ...files, 'helm/cni-values.yaml': 'old', 'helm/notes.md': 'mine' });
    const { status, stdout, stderr } = translate(box, '-f', 'mesh.yaml', '-o', 'helm', '-r', 'canary');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readdirSync(join(box.folder, 'helm'))).toEqual([
      ...['README.md', 'base-values.yaml', 'cni-values.yaml', 'install-base.sh', 'install-pilot-canary.sh'],
      ...['notes.md', 'pilot-canary-values.yaml'],
    ]);
    expect(stderr).toContain('helm/cni-values.yaml is left of an earlier run');
    expect(stderr).toContain('see README.md there');
    const read = (name: string) => readFileSync(join(box.folder, 'helm', name), 'utf8');
    expect(readYaml(read('pilot-canary-values.yaml'))[0]?.value).toMatchObject({ revision: 'canary' });
    const script = read('install-pilot-canary.sh');
    expect(statSync(join(box.folder, 'helm/install-pilot-canary.sh')).mode & 0o111).toBe(0o111);
    expect(script).toContain('\nadopt Deployment.apps istiod-canary --namespace=istio-system\n');
    expect(script).toMatch(/^helm upgrade --install pilot-canary .*--values pilot-canary-values\.yaml$/m);
    expect(read('README.md')).toContain('1. `./install-base.sh`');
    expect(box.shell('for script in helm/*.sh; do bash -n $script; done').status).toBe(0);
  });

  it('has a script that marks objects which are there, and runs Helm', () => {
    const box = new Sandbox({
      ...files,
      'bin/kubectl':
        '#!/bin/sh\necho "kubectl $*" >> "$LOG"\n[ "$1" = get ] && [ "$2" = Deployment.apps ] && echo deployment.apps/istiod\nexit 0\n',
      'bin/helm': '#!/bin/sh\necho "helm $*" >> "$LOG"\n',
    });
    translate(box, '-f', 'mesh.yaml', '-o', 'out');
    const line = 'chmod +x bin/* && export LOG=$PWD/log PATH=$PWD/bin:$PATH && out/install-pilot.sh && cat log';
    const { status, stdout } = box.shell(line);
    expect(status).toBe(0);
    const lines = stdout.split('\n').filter((one) => !one.startsWith('kubectl get'));
    expect(lines.slice(0, 2)).toEqual([
      'kubectl annotate deployment.apps/istiod --namespace=istio-system --overwrite meta.helm.sh/release-name=pilot meta.helm.sh/release-namespace=istio-system',
      'kubectl label deployment.apps/istiod --namespace=istio-system --overwrite app.kubernetes.io/managed-by=Helm',
    ]);
    expect(lines[2]).toMatch(/^helm upgrade --install pilot \/.*\/charts\/istiod /);
  });

  it('names on standard error, and in the README, what no value says', () => {
    const box = new Sandbox(files);
    const warning = 'overlay.yaml:3:68: spec.components.pilot.k8s.overlays[0]: no value of the chart says this';
    const printed = translate(box, '-f', 'overlay.yaml');
    expect(printed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# base-values\.yaml/) });
    expect(printed.stderr).toContain(`warning: ${warning}`);
    translate(box, '-f', 'overlay.yaml', '-o', 'out');
    expect(readFileSync(join(box.folder, 'out/README.md'), 'utf8')).toContain(`- ${warning}`);
  });

  it('tells gateways of one name apart', () => {
    const { stdout } = translate(new Sandbox(files), '-f', 'gateways.yaml');
    expect(stdout).toContain('--namespace a --create-namespace --values edge_a-values.yaml');
    expect(stdout).toContain('--namespace b --create-namespace --values edge_b-values.yaml');
    expect(stdout).toContain('--namespace c --create-namespace --values edge-b-values.yaml');
  });

  it('uses the charts of another release, from where they are', () => {
    const chart = 'mine/manifests/charts/base';
    const box = new Sandbox({
      'mine/manifests/profiles/default.yaml': operator(
        '{ components: { pilot: { enabled: false }, ingressGateways: [] } }',
      ),
      [`${chart}/Chart.yaml`]: 'apiVersion: v2\nname: mine\nversion: 1.0.0\n',
      [`${chart}/templates/map.yaml`]: 'kind: ConfigMap\n',
    });
    const { status, stdout, stderr } = translate(box, '-d', 'mine');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`helm upgrade --install base ${join(box.folder, chart)} --namespace`);
    const packed = box.shell('tar czf p.tgz mine && meshwright manifest translate -d p.tgz');
    expect(packed).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^note: Helm cannot read .*p\.tgz.*unpack it/),
    });
  });

  it.each<[readonly string[], number, string]>([
    [['--set', 'components.pilto.enabled=true'], 64, 'spec.components.pilto: unknown field'],
    [['-f', 'wrong.yaml'], 65, 'spec.components.pilto: unknown field'],
    [['--set', 'profile=none'], 64, 'there is no profile "none"'],
    [['x'], 64, 'takes no arguments'],
  ])('refuses %j, and writes nothing', (args, status, message) => {
    const box = new Sandbox(files);
    const ended = translate(box, ...args, '-o', 'out');
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(readdirSync(box.folder)).not.toContain('out');
  });
});
