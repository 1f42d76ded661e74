import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { Sandbox } from '../support/run.ts';

const deployment = (name: string, rest = ''): string => `# ${name}
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata:
      labels: { app: ${name} } # its label
    spec:
      containers:
        - name: ${name}
          image: "example.com/${name}:1"
${rest}`;
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: cart }\nspec: {ports:   [{port: 80}]}\n';
const node =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\nspec:\n  hostNetwork: true\n  containers: [{name: a}]\n';
const broken = deployment('broken', '          ports: 80\n');

const files = {
  'k8s/cart.yaml': `${deployment('cart')}---\n${service}`,
  'k8s/web.yaml': deployment('web'),
  'k8s/map.json': '{"apiVersion": "v1", "kind": "ConfigMap"}',
  'node.yaml': node,
  'broken.yaml': broken,
  'mesh.yaml':
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: { hub: example.com/istio, values: { global: { proxy: { logLevel: trace } } } }\n',
};
const sandbox = (more: Readonly<Record<string, string>> = {}) => new Sandbox({ ...files, ...more });
const inject = (args: readonly string[], input?: string, more = {}) =>
  sandbox(more).run(['kube-inject', ...args], input === undefined ? {} : { input });
const proxiesIn = (text: string): number => text.split('name: istio-proxy\n').length - 1;
const read = (box: Sandbox, name: string): string => readFileSync(join(box.folder, name), 'utf8');

describe('kube-inject', () => {
  it('says which flags of istioctl mean nothing', () => {
    const { status, stderr } = inject(['-f', 'k8s/cart.yaml', '--plaintext']);
    expect(status).toBe(0);
    expect(stderr).toBe('warning: --xds-port and --plaintext are about xDS, which injection does not use\n');
  });

  it('injects, keeps what it does not inject, and is quiet about it', () => {
    const { status, stdout, stderr } = inject(['-f', 'k8s/cart.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(proxiesIn(stdout)).toBe(1);
    for (const kept of ['# cart\n', 'image: "example.com/cart:1"\n', '# its label\n']) expect(stdout).toContain(kept);
    expect(stdout.endsWith(`---\n${service}`)).toBe(true);
  });

  it('joins files to one stream', () => {
    const { stdout } = inject(['-f', 'k8s']);
    const documents = readYaml(stdout);
    expect(documents.map(({ problem }) => problem)).toEqual(documents.map(() => undefined));
    const kinds = documents.map(({ value }) => (value as { kind: string }).kind);
    expect(kinds).toEqual(['Deployment', 'Service', 'ConfigMap', 'Deployment']);
  });

  it.each<[string, readonly string[], string]>([
    ['the default profile', [], 'image: docker.io/istio/proxyv2:1.30.3\n'],
    ['flags', ['--set', 'tag=two'], 'image: docker.io/istio/proxyv2:two\n'],
    ['a file', ['--operatorFileName', 'mesh.yaml'], '- --proxyLogLevel=trace\n'],
    ['a revision', ['--revision', 'canary'], 'istio.io/rev: canary\n'],
  ])('takes settings from %s', (_, args, expected) => {
    expect(inject(['-f', 'k8s/web.yaml', ...args]).stdout).toContain(expected);
  });

  it('takes settings from captured files, and renders nothing when it has them all', () => {
    const captured = {
      'inject.yaml':
        'templates:\n  sidecar: |\n    spec: { containers: [{ name: istio-proxy, image: "{{ .Values.global.hub }}/{{ .MeshConfig.TrustDomain }}" }] }\n',
      'values.json': '{"global": {"hub": "mine"}}',
      'trust.yaml': 'trustDomain: example.org\n',
    };
    const flags = [
      '--injectConfigFile',
      'inject.yaml',
      '--valuesFile',
      'values.json',
      '--meshConfigFile',
      'trust.yaml',
    ];
    expect(inject(['-f', 'k8s/web.yaml', ...flags, '--set', 'profile=no'], undefined, captured).stdout).toContain(
      'image: mine/example.org\n',
    );
    expect(inject(['-f', 'k8s/web.yaml', '--injectConfigFile', 'inject.yaml'], undefined, captured).stdout).toContain(
      'image: docker.io/istio/cluster.local\n',
    );
  });

  it('says with --verbose what it leaves alone, and why', () => {
    const { status, stdout, stderr } = inject(['-f', 'node.yaml', '-f', 'k8s/web.yaml', '-v']);
    expect(status).toBe(0);
    expect(stdout.startsWith(`${node}---\n`)).toBe(true);
    expect(stderr).toBe(
      'node.yaml:1:1: Pod agent: left alone: hostNetwork: its traffic is the node’s\n1 workload injected, 0 as they were, 1 left alone\n',
    );
  });

  it('goes by the namespaces in the input', () => {
    const namespaces = (label: string) => ({
      'ns.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${label} } }\n`,
    });
    const run = (label: string, args: readonly string[] = []) =>
      inject(['-f', 'k8s/web.yaml', '-f', 'ns.yaml', ...args], undefined, namespaces(label));
    expect(proxiesIn(run('istio-injection: enabled').stdout)).toBe(1);
    expect(proxiesIn(run('istio-injection: disabled').stdout)).toBe(0);
    const other = run('istio.io/rev: prod');
    expect(proxiesIn(other.stdout)).toBe(0);
    expect(other.stderr).toBe(
      'note: 1 workload left alone, for another revision: Deployment shop/web. If that is a tag of this revision, name it: --tag\n',
    );
    expect(proxiesIn(run('istio.io/rev: prod', ['--tag', 'prod']).stdout)).toBe(1);
  });

  it('says so where there are no workloads', () => {
    expect(inject(['-f', '-'], service)).toMatchObject({
      status: 0,
      stdout: service,
      stderr: 'note: the input holds no workloads\n',
    });
  });

  describe('where it fails', () => {
    it('names all that fail, and writes nothing', () => {
      const box = sandbox({ 'k8s/bad.yaml': broken });
      const before = statSync(join(box.folder, 'k8s/cart.yaml')).mtimeMs;
      for (const to of [[], ['-o', 'out.yaml'], ['--in-place'], ['--check'], ['--patch', 'json']]) {
        const { status, stdout, stderr } = box.run(['kube-inject', '-f', 'broken.yaml', '-f', 'k8s', ...to]);
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
        expect(stderr).toBe(
          [
            'Error: nothing was written:',
            '  broken.yaml:13:18: Deployment shop/broken: spec.containers[0].ports: must be a list, not 80',
            '  k8s/bad.yaml:13:18: Deployment shop/broken: spec.containers[0].ports: must be a list, not 80\n',
          ].join('\n'),
        );
      }
      expect(readdirSync(box.folder).sort()).toEqual(['broken.yaml', 'k8s', 'mesh.yaml', 'node.yaml']);
      expect(readdirSync(join(box.folder, 'k8s')).sort()).toEqual(['bad.yaml', 'cart.yaml', 'map.json', 'web.yaml']);
      expect(statSync(join(box.folder, 'k8s/cart.yaml')).mtimeMs).toBe(before);
    });

    it('tells of a screen of failures at most', () => {
      const { stderr } = inject(['-f', '-'], Array.from({ length: 30 }, () => broken).join('---\n'));
      expect(stderr.trimEnd().split('\n')).toHaveLength(22);
      expect(stderr).toContain('… and 10 more failures');
    });

    it.each<[string, readonly string[], number, string]>([
      ['no input', [], 64, 'there is nothing to read'],
      [
        'two destinations',
        ['-f', 'node.yaml', '--in-place', '--check'],
        64,
        '--in-place and --check do not go together',
      ],
      ['a file and in place', ['-f', 'node.yaml', '-o', 'x', '--in-place'], 64, '--output and --in-place'],
      ['standard input in place', ['-f', '-', '--in-place'], 64, '--in-place cannot rewrite standard input'],
      ['an unknown patch', ['-f', 'node.yaml', '--patch', 'xml'], 64, '--patch takes json or kustomize, not "xml"'],
      [
        'a wrong path',
        ['-f', 'node.yaml', '--pod-template-path', 'x'],
        64,
        '--pod-template-path takes KIND.GROUP=path',
      ],
      ['no such file', ['-f', 'nothing.yaml'], 65, 'nothing.yaml does not exist'],
      ['no YAML', ['-f', '-'], 65, 'stdin:1:8: '],
      ['a profile that is not there', ['-f', 'node.yaml', '--set', 'profile=no'], 64, 'profile'],
      ['an installation without istiod', ['-f', 'node.yaml', '--set', 'profile=empty'], 1, 'has no injector'],
      ['a flag for a cluster', ['-f', 'node.yaml', '--webhookConfig', 'x'], 1, 'there is no kubeconfig'],
      ['another', ['-f', 'node.yaml', '--xds-address', 'x'], 1, 'there is no kubeconfig'],
      [
        'a wish for a cluster, and settings',
        ['-f', 'node.yaml', '-k', '--set', 'hub=x'],
        64,
        'describe an installation',
      ],
      [
        'a folder that is not there',
        ['-f', 'node.yaml', '-o', 'no/x'],
        1,
        'cannot write no/x: its folder does not exist',
      ],
    ])('says what is wrong: %s', (_, args, status, message) => {
      const ended = inject(args, 'kind: [');
      expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
      expect(ended.stderr).toContain(message);
    });
  });

  describe('writes', () => {
    it('a file, in the same folder or another, over what is there', () => {
      const box = sandbox({ 'out.yaml': 'old' });
      const { stdout } = box.run(['kube-inject', '-f', 'k8s/web.yaml']);
      expect(box.run(['kube-inject', '-f', 'k8s/web.yaml', '-o', 'out.yaml'])).toMatchObject({ status: 0, stdout: '' });
      expect(read(box, 'out.yaml')).toBe(stdout);
      expect(box.run(['kube-inject', '-f', 'k8s/web.yaml', '-o', '-']).stdout).toBe(stdout);
    });

    it('files in place: only those that change, links and marks as they are; and back', () => {
      const box = sandbox({ 'k8s/mark.yaml': `\uFEFF${deployment('mark')}` });
      symlinkSync('../node.yaml', join(box.folder, 'k8s/link.yaml'));
      const names = ['cart.yaml', 'map.json', 'mark.yaml', 'web.yaml'];
      const before = names.map((name) => read(box, `k8s/${name}`));
      const untouched = statSync(join(box.folder, 'k8s/map.json')).mtimeMs;
      expect(box.run(['kube-inject', '-f', 'k8s', '--in-place'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
      expect(names.map((name) => proxiesIn(read(box, `k8s/${name}`)))).toEqual([1, 0, 1, 1]);
      expect(read(box, 'k8s/mark.yaml').startsWith('\uFEFF# mark')).toBe(true);
      expect(statSync(join(box.folder, 'k8s/map.json')).mtimeMs).toBe(untouched);
      expect(box.run(['kube-uninject', '-f', 'k8s', '--in-place'])).toMatchObject({ status: 0, stdout: '' });
      expect(names.map((name) => read(box, `k8s/${name}`))).toEqual(before);
    });

    it.skipIf(process.platform === 'win32')('rewrites more files than may be open at once', () => {
      const names = Array.from({ length: 150 }, (_, i) => `many/${i}.yaml`);
      const box = new Sandbox(Object.fromEntries(names.map((name) => [name, deployment('cart')])));
      expect(box.shell('ulimit -n 100; meshwright kube-inject -f many --in-place')).toMatchObject({
        status: 0,
        stderr: '',
      });
      expect(names.map((name) => proxiesIn(read(box, name)))).toEqual(names.map(() => 1));
    });

    it('with --check what is not as it would be made', () => {
      const box = sandbox();
      const first = box.run(['kube-inject', '-f', 'k8s', '--check']);
      expect(first).toMatchObject({
        status: 79,
        stdout:
          'k8s/cart.yaml:2:1: Deployment shop/cart: it would be injected\nk8s/web.yaml:2:1: Deployment shop/web: it would be injected\n',
      });
      box.run(['kube-inject', '-f', 'k8s', '--in-place']);
      expect(box.run(['kube-inject', '-f', 'k8s', '--check'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
      expect(box.run(['kube-inject', '-f', 'k8s', '--check', '--set', 'tag=2']).status).toBe(79);
      expect(box.run(['kube-uninject', '-f', 'k8s', '--check']).status).toBe(79);
    });

    it('with --patch json the change alone', () => {
      const [patch, ...more] = JSON.parse(inject(['-f', 'k8s', '--patch', 'json']).stdout);
      expect(more).toHaveLength(1);
      expect(patch.target).toEqual({
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        name: 'cart',
        namespace: 'shop',
      });
      const added = patch.patch.map(({ op, path }: { op: string; path: string }) => `${op} ${path}`);
      expect(added).toContain('add /spec/template/spec/containers/1');
      expect(added).toContain('add /spec/template/metadata/annotations');
      expect(added.every((one: string) => one.startsWith('add /spec/template/'))).toBe(true);
    });

    it('with --patch kustomize a component', () => {
      const { stdout } = inject(['-f', 'k8s/web.yaml', '--patch', 'kustomize']);
      const component = readYaml(stdout)[0]!.value as { kind: string; patches: { target: object; patch: string }[] };
      expect(component).toMatchObject({ apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' });
      expect(component.patches).toMatchObject([{ target: { group: 'apps', kind: 'Deployment', name: 'web' } }]);
      expect(readYaml(component.patches[0]!.patch)[0]!.value).toContainEqual(
        expect.objectContaining({ op: 'add', path: '/spec/template/spec/containers/1' }),
      );
    });
  });

  describe('with --stream', () => {
    it('gives the same', () => {
      const text = `${deployment('a')}---\n${service}---\n${deployment('b')}`;
      expect(inject(['-f', '-', '--stream'], text).stdout).toBe(inject(['-f', '-'], text).stdout);
      expect(inject(['-f', 'k8s', '--stream']).stdout).toBe(inject(['-f', 'k8s']).stdout);
    });

    it('writes a document before the next has come', async () => {
      let answered = '';
      const ended = await sandbox().start(['kube-inject', '-f', '-', '--stream'], (child) => {
        child.stdin!.write(`${deployment('a')}---\nkind: `);
        child.stdout!.once('data', (data) => {
          answered = String(data);
          child.stdin!.end('Service\n');
        });
      });
      expect(ended.status).toBe(0);
      expect(proxiesIn(answered)).toBe(1);
      expect(ended.stdout.endsWith('---\nkind: Service\n')).toBe(true);
    });

    it('stops where it fails, and says what is written already', () => {
      const { status, stdout, stderr } = inject(['-f', '-', '--stream'], `${deployment('a')}---\n${broken}`);
      expect(status).toBe(1);
      expect(proxiesIn(stdout)).toBe(1);
      expect(stdout).not.toContain('broken');
      expect(stderr).toMatch(/note: .*written already \(1 workload/);
      expect(stderr).toContain('stdin:26:18: Deployment shop/broken: spec.containers[0].ports');
    });
  });

  it('finds other kinds where it is told to', () => {
    const text = deployment('ray').replace('apps/v1', 'ray.io/v1').replace('Deployment', 'RayService');
    expect(proxiesIn(inject(['-f', '-'], text).stdout)).toBe(0);
    const flag = ['--pod-template-path', 'RayService.ray.io=spec.template'];
    expect(proxiesIn(inject(['-f', '-', ...flag], text).stdout)).toBe(1);
  });
});

describe('kube-uninject', () => {
  it('gives the input back', () => {
    const box = sandbox();
    const { stdout } = box.run(['kube-inject', '-f', 'k8s/cart.yaml']);
    expect(box.run(['kube-uninject', '-f', '-'], { input: stdout })).toMatchObject({
      status: 0,
      stdout: files['k8s/cart.yaml'],
      stderr: '',
    });
  });

  it('says what was changed since', () => {
    const box = sandbox();
    const changed = box.run(['kube-inject', '-f', 'k8s/web.yaml']).stdout.replace('web:1', 'web:2');
    writeFileSync(join(box.folder, 'changed.yaml'), changed);
    const { status, stdout, stderr } = box.run(['kube-uninject', '-f', 'changed.yaml']);
    expect(status).toBe(0);
    expect(stdout).not.toContain('istio');
    expect(stdout).toContain('image: "example.com/web:2"');
    expect(stderr).toBe('note: changed.yaml:2:1: Deployment shop/web: it was changed after the injection\n');
  });
});
