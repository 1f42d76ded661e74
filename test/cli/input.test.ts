import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { badPortName, broken, fine, shop } from '../support/shop.ts';

describe('what cannot be read', () => {
  const files = {
    'a.yaml': badPortName(),
    'broken.yaml': broken,
    'mixed.yaml': `${fine.replace('cart', 'mixed')}---\nkind: Pod\n---\n- a list\n`,
    'latin.yaml': 'kind: caf\u00e9\n',
  };
  const expected = [
    'broken.yaml:4:1: a { or [ is never closed: add the missing } or ]',
    'mixed.yaml:11:1: this is not a Kubernetes object: apiVersion is missing or not a string',
    'mixed.yaml:13:1: a Kubernetes object was expected here: a map with apiVersion, kind and metadata',
  ];

  it('is named with its place, and the rest is analyzed', () => {
    const { status, stdout, stderr } = new Sandbox(files).run([
      'analyze',
      '-ojson',
      'a.yaml',
      'broken.yaml',
      'mixed.yaml',
    ]);
    expect(status).toBe(65);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'IST0118', file: 'a.yaml' }]);
    for (const line of expected) expect(stderr).toContain(`Error: ${line}\n`);
    expect(stderr).toContain('The rest was analyzed. --ignore-unknown passes over what cannot be read.\n');
  });

  it('leaves no word of success behind', () => {
    const { stderr } = new Sandbox({ 'fine.yaml': fine, 'broken.yaml': broken }).run(['analyze', '.']);
    expect(stderr).toContain('note: no problems were found in what could be read: ');
    expect(stderr).not.toContain('✔');
  });

  it('is passed over with --ignore-unknown', () => {
    const { status, stdout, stderr } = new Sandbox(files).run(['analyze', '-ojson', '--ignore-unknown', '.']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'IST0118' }]);
    for (const line of expected) expect(stderr).toContain(`ignored: ${line}\n`);
    expect(stderr).not.toContain('Error');
  });

  it('is one screen of notes, however much it is', () => {
    const many = new Sandbox({ 'many.yaml': 'kind: Pod\n---\n'.repeat(500) }).run(['analyze', '.']);
    expect(many.status).toBe(65);
    expect(many.stderr.split('\n').length).toBeLessThan(30);
    expect(many.stderr).toContain('… and 480 more documents that cannot be read\n');
    expect(many.stderr).not.toContain('No problems found');
  });

  it.each([
    '{{- if .Values.on }}\nkind: Pod\n{{- end }}\n',
    'kind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n',
    'kind: Pod\nmetadata:\n  labels:\n    {{- include "shop.labels" . | nindent 4 }}\n',
  ])('is called a template where it is one: %j', (text) => {
    const { status, stderr } = new Sandbox({ 'a.yaml': text }).run(['analyze', 'a.yaml']);
    expect(status).toBe(65);
    expect(stderr).toContain('this is a template, such as of a Helm chart, and no manifest yet: render it');
  });

  it('is called a template once for a file', () => {
    const text = '{{- if .Values.on }}\nkind: Pod\n{{- end }}\n---\n'.repeat(3);
    const { status, stderr } = new Sandbox({ 'a.yaml': text, 'b.yaml': text }).run(['analyze', '.']);
    expect(status).toBe(65);
    expect(stderr.split('\n').map((line) => line.split(': ')[1])).toEqual([
      'a.yaml:1:3',
      'b.yaml:1:3',
      undefined,
      undefined,
    ]);
  });

  it('in many files comes with a way to leave out what is none of them', () => {
    const others = Array.from({ length: 25 }, (_, i) => [`compose/${i}.yaml`, 'services: {}\n']);
    const box = new Sandbox({ 'k8s/fine.yaml': fine, ...Object.fromEntries(others) });
    expect(box.run(['analyze', '.']).stderr).toContain(
      '5 more documents that cannot be read ("!FOLDER" among the paths',
    );
    expect(box.run(['analyze', '.', '!compose'])).toMatchObject({ status: 0, stdout: '' });
  });

  it('is an error of its own when it does not exist', () => {
    const ended = new Sandbox({ 'gateway.yaml': fine }).run(['analyze', 'gatway.yaml']);
    expect(ended).toMatchObject({ status: 65, stdout: '' });
    expect(ended.stderr).toBe('Error: gatway.yaml does not exist. Did you mean "gateway.yaml"?\n');
    expect(new Sandbox({}).run(['analyze', 'k8s/']).stderr).toBe('Error: k8s/ does not exist.\n');
  });
});

describe('a path that is empty', () => {
  it.each([
    [['analyze', '']],
    [['validate', '-f', '']],
    [['validate', '-f', 'a.yaml,']],
    [['validate', '-f', 'a.yaml', '--crd', '']],
    [['manifest', 'generate', '-f', '']],
    [['kube-inject', '-f', 'a.yaml,,a.yaml']],
    [['mtls', '-f', '']],
    [['mtls', '-f', 'a.yaml,']],
    [['mtls', 'a.yaml', '--proxy-dumps', '']],
    [['experimental', 'describe', 'service', 'cart.shop', '-f', '']],
    [['experimental', 'injector', 'list', '-f', '']],
  ])('is refused: %j', (args) => {
    const { status, stdout, stderr } = new Sandbox({ 'a.yaml': fine }).run(args);
    expect([64, 65]).toContain(status);
    expect(stdout).toBe('');
    expect(stderr).toContain('Error: a path is empty: is a variable on the command line unset?\n');
  });
});

describe('folders', () => {
  it('are read whole, but for charts and kustomizations', () => {
    const { status, stdout, stderr } = new Sandbox({
      'k8s/a.yaml': badPortName(),
      'k8s/kustomization.yaml': 'resources: [a.yaml]\n',
      'k8s/cart/Chart.yaml': 'name: cart\n',
      'k8s/cart/templates/a.yaml': '{{ if true }}\n',
    }).run(['analyze', '-ojson', 'k8s']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ reference: 'k8s/a.yaml:9' }]);
    expect(stderr).toContain(
      'note: k8s/cart is a Helm chart: passed over. Render it, and pass that on: helm template k8s/cart | meshwright … -\n',
    );
  });

  it.each(['analyze', 'validate', 'kube-inject', 'mtls'])(
    'are named by %s without what a terminal acts on',
    (command) => {
      const { stderr } = new Sandbox({ 'k8s/a.yaml': fine, 'k8s/\u001b[2J/Chart.yaml': 'name: cart\n' }).run([
        command,
        'k8s',
      ]);
      expect(stderr).toContain('k8s/\\x1b[2J is a Helm chart');
      expect(stderr).not.toContain('\u001b');
    },
  );

  it('that hold nothing are said to, and not to be without problems', () => {
    const box = new Sandbox({ 'k8s/readme.md': '', 'empty.yaml': '# later\n' });
    const ended = box.run(['analyze', 'k8s']);
    expect(ended).toMatchObject({ status: 0, stdout: '' });
    expect(ended.stderr).toContain('note: k8s: nothing to read');
    expect(ended.stderr).not.toContain('No problems');
    expect(box.run(['analyze', 'empty.yaml']).stderr).toContain('note: the input holds no resources\n');
  });
});

it('says that nothing matches a bracket alone', () => {
  const ended = new Sandbox().run(['analyze', '[']);
  expect(ended).toMatchObject({ status: 65, stdout: '' });
  expect(ended.stderr).toContain('Error: no file matches [');
});

describe('standard input', () => {
  it('is analyzed as -, with nothing else or among files', () => {
    const box = new Sandbox({ 'a.yaml': fine.replace('cart', 'other') });
    const { status, stdout } = box.run(['analyze', '-ojson', '-'], { input: badPortName() });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'IST0118', file: '-', line: 9 }]);
    expect(box.run(['analyze', '-ojson', 'a.yaml', '-'], { input: shop['shop/catalog.yaml']! }).status).toBe(79);
  });

  it('is called stdin where it cannot be read', () => {
    const ended = new Sandbox().run(['analyze', '-'], { input: broken });
    expect(ended.status).toBe(65);
    expect(ended.stderr).toContain('Error: stdin:4:1: a { or [ is never closed');
  });
});

it('is waited for as long as --timeout says, be it for longer than a timer takes', () => {
  const box = new Sandbox({ 'a.yaml': fine });
  for (const args of [
    ['analyze', '-', '--timeout', '1000h'],
    ['mtls', '-', '--timeout', '2540400h'],
  ])
    expect(box.run(args, { input: fine })).toMatchObject({ status: 0, stderr: expect.not.stringContaining('Timeout') });
});

describe('--meshConfigFile and --meshNetworksFile', () => {
  const telemetry = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: default, namespace: istio-system }
spec:
  accessLogging: [{ filter: { expression: "true" } }]
`;
  const codes = (...args: string[]) => {
    const box = new Sandbox({
      'k8s/telemetry.yaml': telemetry,
      'mesh.yaml': 'defaultProviders: { accessLogging: [envoy] }\n',
      'networks.yaml': 'networks:\n  one:\n    endpoints: [{ fromRegistry: nowhere }]\n    gateways: []\n',
      'broken.yaml': broken,
    });
    const ended = box.run(['analyze', '--closed-world', '-ojson', 'k8s', ...args]);
    return { ...ended, codes: ended.stdout && JSON.parse(ended.stdout).map((one: { code: string }) => one.code) };
  };

  it('change what is found', () => {
    expect(codes().codes).toEqual(['IST0157']);
    expect(codes('--meshConfigFile', 'mesh.yaml').codes).toEqual([]);
    expect(codes('--meshConfigFile', 'mesh.yaml', '--meshNetworksFile', 'networks.yaml').codes).toEqual(['IST0126']);
  });

  it.each(['--meshConfigFile', '--meshNetworksFile'])('%s has to be one file that can be read', (flag) => {
    expect(codes(flag, 'broken.yaml')).toMatchObject({
      status: 65,
      stdout: '',
      stderr: expect.stringContaining('Error: broken.yaml:4:1: '),
    });
    expect(codes(flag, 'absent')).toMatchObject({ status: 65, stdout: '', stderr: 'Error: absent does not exist.\n' });
    expect(codes(flag, '.')).toMatchObject({ status: 65, stdout: '', stderr: 'Error: . is not one file\n' });
  });
});

describe('the world', () => {
  const routes = { 'a.yaml': shop['shop/catalog.yaml']!.replace(/[\s\S]*---\n(?=.*\nkind: VirtualService)/, '') };

  const analyze = (...args: string[]) => {
    const { stdout, stderr } = new Sandbox(routes).run(['analyze', '-ojson', ...args, '.']);
    return { analyzers: JSON.parse(stdout).map((one: { analyzer: string }) => one.analyzer), stderr };
  };

  it('is open: what lacks evidence is left out and named', () => {
    const { analyzers, stderr } = analyze();
    expect(analyzers).not.toContain('virtualservice.DestinationHostAnalyzer');
    expect(stderr).toMatch(/^note: the input holds no .*Service.*DestinationHostAnalyzer.* \(--closed-world .*\)$/m);
  });

  it('is closed with --closed-world', () => {
    const { analyzers, stderr } = analyze('--closed-world', '-v');
    expect(analyzers).toContain('virtualservice.DestinationHostAnalyzer');
    expect(stderr).not.toContain('--closed-world');
    expect(stderr).not.toContain('Skipped');
  });
});
