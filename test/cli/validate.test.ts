import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { type Ended, Sandbox } from '../support/run.ts';
import { badPortName, broken, fine } from '../support/shop.ts';

const virtualService = (spec: string, name = 'cart'): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
spec:
  hosts: [cart.example.com]
${spec}`;
const valid = virtualService('  http: [{ route: [{ destination: { host: cart } }] }]\n');
const misspelt = virtualService('  http: [{ timout: 5s, route: [{ destination: { host: cart } }] }]\n');
const wrong = virtualService('  http: [{ timeout: 1us, route: [{ destination: { host: cart } }] }]\n');
const rollout = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec: { replicas: 1 }\n';
const envoyFilter = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: a }
spec: { configPatches: [{ applyTo: CLUSTER, patch: { operation: REMOVE } }] }
`;

const files = {
  'valid.yaml': valid,
  'misspelt.yaml': misspelt,
  'wrong.yaml': wrong,
  'broken.yaml': broken,
  'rollout.yaml': rollout,
};
const validate = (args: readonly string[], more: Readonly<Record<string, string>> = {}, input = ''): Ended =>
  new Sandbox({ ...files, ...more }).run(['validate', ...args], { input });

/** `code file:line:column path`, of a report in SARIF, which tells all of these. */
const placesIn = ({ stdout }: Ended): string[] =>
  JSON.parse(stdout).runs[0].results.map(
    (result: {
      ruleId: string;
      locations: [
        { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number; startColumn: number } } },
      ];
    }) => {
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      return `${result.ruleId} ${artifactLocation.uri}:${region.startLine}:${region.startColumn}`;
    },
  );

describe('exit codes', () => {
  it.each<[string, string[], number]>([
    ['valid', ['-f', 'valid.yaml'], 0],
    ['what an API server refuses', ['-f', 'misspelt.yaml'], 79],
    ['what Istio refuses', ['-f', 'wrong.yaml'], 79],
    ['a warning', ['-f', 'filter.yaml'], 0],
    ['a kind that nothing is known of', ['-f', 'rollout.yaml'], 79],
    ['the same, let by', ['-f', 'rollout.yaml', '--ignore-unknown'], 0],
    ['what cannot be read', ['-f', 'broken.yaml'], 65],
    ['the same, let by', ['-f', 'broken.yaml', '--ignore-unknown'], 0],
    ['what cannot be read beside what is invalid', ['-f', 'broken.yaml,wrong.yaml'], 65],
    ['the same, let by', ['-f', 'broken.yaml,wrong.yaml', '--ignore-unknown'], 79],
    ['a file that is not there', ['-f', 'nothing.yaml'], 65],
    ['no file', [], 64],
    ['a format that there is none of', ['-f', 'valid.yaml', '-o', 'xml'], 64],
    ['a flag that there is none of', ['-f', 'valid.yaml', '--strict'], 64],
  ])('%s', (_, args, status) => {
    for (const format of status === 64 ? [] : ['text', 'json', 'yaml', 'sarif', 'junit', 'github']) {
      expect(validate([...args, '-o', format], { 'filter.yaml': envoyFilter }).status).toBe(status);
    }
    expect(validate(args, { 'filter.yaml': envoyFilter }).status).toBe(status);
  });
});

describe('input', () => {
  const places = (args: readonly string[], more = {}, input = '') =>
    placesIn(validate([...args, '-o', 'sarif'], more, input));

  it('is files by flag, several at once, or arguments', () => {
    const both = ['MW0004 misspelt.yaml:7:20', 'IST0106 wrong.yaml:7:21'];
    expect(places(['-f', 'misspelt.yaml', '-f', 'wrong.yaml'])).toEqual(both);
    expect(places(['-f', 'misspelt.yaml,wrong.yaml'])).toEqual(both);
    expect(places(['misspelt.yaml', 'wrong.yaml'])).toEqual(both);
    expect(places(['wrong.yaml', '-f', 'misspelt.yaml'])).toEqual(both);
  });

  it('is folders', () => {
    expect(places(['-f', 'k8s'], { 'k8s/a/b.yaml': wrong, 'k8s/c.yml': misspelt, 'k8s/d.txt': broken })).toEqual([
      'IST0106 k8s/a/b.yaml:7:21',
      'MW0004 k8s/c.yml:7:20',
    ]);
  });

  it('is standard input', () => {
    const ended = validate(['-f', '-'], {}, wrong);
    expect(ended.status).toBe(79);
    expect(ended.stdout).toContain('  stdin:7:21 spec.http[0].timeout\n');
    expect(JSON.parse(validate(['-f', '-', '-o', 'json'], {}, wrong).stdout)).toMatchObject([{ file: '-', line: 1 }]);
  });

  it('is Lists, too', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${[valid, misspelt, wrong].map((one) => `- ${one.replaceAll('\n', '\n  ').trimEnd()}\n`).join('')}`;
    const ended = validate(['list.yaml', '-o', 'json'], { 'list.yaml': list });
    expect(JSON.parse(ended.stdout)).toMatchObject([
      { line: 4, valid: true },
      { line: 11, valid: false, errors: [{ path: 'spec.http[0].timout', line: 17, column: 22 }] },
      { line: 18, valid: false, errors: [{ path: 'spec.http[0].timeout', line: 24, column: 23 }] },
    ]);
  });

  it.each([
    ['an empty file', ''],
    ['comments', '# a\n---\n# b\n'],
  ])('%s: is said to be nothing', (_, text) => {
    expect(validate(['a.yaml'], { 'a.yaml': text })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'note: the input holds no resources\n',
    });
  });

  it.each([
    ['lines that end with CR LF', misspelt.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${misspelt}`],
  ])('may have %s', (_, text) => {
    expect(places(['a.yaml'], { 'a.yaml': text })).toEqual(['MW0004 a.yaml:7:20']);
  });

  it('is in the namespace default, or the one given', () => {
    const origin = (...args: string[]) => JSON.parse(validate(['valid.yaml', '-o', 'json', ...args]).stdout)[0].origin;
    expect(origin()).toBe('VirtualService default/cart');
    expect(origin('-n', 'shop')).toBe('VirtualService shop/cart');
  });
});

describe('formats', () => {
  const more = { 'all.yaml': [valid, misspelt, 'a: 1\n', envoyFilter, fine].join('---\n') };

  it('text shows errors on stdout, and the rest on stderr', () => {
    const { stdout, stderr } = validate(['all.yaml'], more);
    expect(stdout).toBe(`Error MW0004 VirtualService default/cart
  all.yaml:15:20 spec.http[0].timout
  unknown field "timout". Did you mean "timeout"?
  15 |   http: [{ timout: 5s, route: [{ destination: { host: cart } }] }]
     |                    ^^

1 error in 1 file
`);
    expect(stderr).toBe(`Error: all.yaml:17:1: this is not a Kubernetes object: apiVersion is missing or not a string
The rest was validated. --ignore-unknown passes over what cannot be read.
warning: all.yaml:22:1: EnvoyFilter default/a spec: ties the mesh to Envoy's own configuration, which no release keeps as it is: use another API if you can
`);
  });

  it('text says that all is well', () => {
    expect(validate(['valid.yaml'])).toEqual({
      status: 0,
      signal: null,
      stdout: '',
      stderr: '✔ 1 resource in 1 file valid.\n',
    });
    expect(
      validate(['valid.yaml', 'f.yaml'], { 'f.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' })
        .stderr,
    ).toBe('✔ 1 resource in 2 files valid.\nnote: not checked, Istio having no demands on them: 1 ConfigMap\n');
  });

  const records = [
    { origin: 'VirtualService default/cart', file: 'all.yaml', line: 1, valid: true, errors: [], warnings: [] },
    {
      origin: 'VirtualService default/cart',
      file: 'all.yaml',
      line: 9,
      valid: false,
      errors: [
        {
          source: 'schema',
          path: 'spec.http[0].timout',
          message: 'unknown field "timout". Did you mean "timeout"?',
          line: 15,
          column: 20,
        },
      ],
      warnings: [],
    },
    {
      origin: '',
      file: 'all.yaml',
      line: 17,
      valid: false,
      errors: [
        {
          source: 'syntax',
          path: '',
          message: expect.stringContaining('not a Kubernetes object'),
          line: 17,
          column: 1,
        },
      ],
      warnings: [],
    },
    {
      origin: 'EnvoyFilter default/a',
      valid: true,
      errors: [],
      warnings: [{ source: 'semantic', path: 'spec', line: 22, column: 1 }],
    },
    { origin: 'Service shop/cart', valid: true, errors: [], warnings: [] },
  ];

  it('json shows every document', () => {
    expect(JSON.parse(validate(['all.yaml', '-o', 'json'], more).stdout)).toMatchObject(records);
  });

  it('yaml shows the same', () => {
    const [document] = readYaml(validate(['all.yaml', '-o', 'yaml'], more).stdout);
    expect(document!.value).toMatchObject(records);
  });

  it('sarif shows errors and warnings', () => {
    const ended = validate(['all.yaml', '-o', 'sarif'], more);
    expect(placesIn(ended)).toEqual(['MW0004 all.yaml:15:20', 'IST0133 all.yaml:22:1']);
  });

  it('junit has a test that fails for each error; warnings fail nothing, and are told', () => {
    const { stdout, stderr } = validate(['all.yaml', '-o', 'junit'], more);
    expect(stdout).toMatch(/<testsuites? [^>]*failures="1"/);
    expect(stdout).toContain('MW0004');
    expect(stderr).toMatch(/^warning: all\.yaml:22:/m);
    expect(validate(['valid.yaml', '-o', 'junit']).stdout).toMatch(/<testsuites? [^>]*failures="0"/);
  });

  it('github annotates lines', () => {
    expect(validate(['all.yaml', '-o', 'github'], more).stdout).toBe(
      '::error file=all.yaml,line=15,endLine=15,col=20,endColumn=22,title=MW0004 VirtualService default/cart::spec.http[0].timout: unknown field "timout". Did you mean "timeout"?\n' +
        "::warning file=all.yaml,line=22,endLine=22,col=1,endColumn=5,title=IST0133 EnvoyFilter default/a::spec: ties the mesh to Envoy's own configuration, which no release keeps as it is: use another API if you can\n",
    );
  });
});

describe('what is checked', () => {
  const errors = (text: string, ...args: string[]): string[] =>
    JSON.parse(validate(['a.yaml', '-o', 'json', ...args], { 'a.yaml': text }).stdout).flatMap(
      (record: { errors: { path: string; message: string }[] }) =>
        record.errors.map(({ path, message }) => `${path}: ${message}`),
    );

  it('is that no key stands twice', () => {
    expect(errors(`${valid}  hosts: [a.b]\n`)).toEqual(['spec.hosts: stands twice: also on line 6']);
    expect(
      errors(
        '{"apiVersion": "networking.istio.io/v1", "kind": "Sidecar", "metadata": {"name": "a", "name": "b"}, "spec": {"egress": [{"hosts": ["./*"]}]}}',
      ),
    ).toEqual(['metadata.name: stands twice: also on line 1']);
  });

  it('is not what null stands for', () => {
    expect(errors(valid.replace('route:', 'timeout: null, match: ~, route:'))).toEqual([]);
  });

  it('are Services but those of the control plane', () => {
    expect(errors(badPortName())).toEqual([
      expect.stringMatching(/^spec\.ports\[0\]\.name: "frontdoor" does not start/),
    ]);
    expect(errors(badPortName('istio-system'))).toEqual([]);
    expect(errors(badPortName('mesh'), '-i', 'mesh')).toEqual([]);
    expect(errors(badPortName('istio-system'), '-i', 'mesh')).toHaveLength(1);
  });

  it('are Deployments, with warnings', () => {
    const { status, stdout, stderr } = validate(['a.yaml'], {
      'a.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: {}\n',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(
      /^warning: a\.yaml:4:1: Deployment default\/a spec\.template\.metadata\.labels: Istio's telemetry has no name /,
    );
    expect(stderr).toContain('✔ 1 resource in 1 file valid.\n');
  });

  it('says which kinds it does not know', () => {
    expect(errors(rollout)).toEqual([
      'kind: there is no schema for "Rollout" of the group "argoproj.io". Give its CustomResourceDefinition with --crd, or let it by with --ignore-unknown',
    ]);
    const ended = validate(['rollout.yaml', '--ignore-unknown']);
    expect(ended).toMatchObject({ status: 0, stdout: '', stderr: 'note: there is no schema for 1 Rollout\n' });
  });
});

it('says how kinds of the Gateway API are checked', () => {
  const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\nspec: {}\n';
  expect(validate(['route.yaml'], { 'route.yaml': route }).stderr).toBe(
    'note: not checked, Istio having no demands on them: 1 HTTPRoute (the Gateway API’s definitions, given with --crd, check its kinds)\n',
  );
});

describe('--crd', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: rollouts.argoproj.io }
spec:
  group: argoproj.io
  names: { kind: Rollout, plural: rollouts }
  scope: Namespaced
  versions:
    - name: v1alpha1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { replicas: { type: integer, minimum: 0 } } }
`;
  const bad = rollout.replace('replicas: 1', 'replicas: -1, replica: 1');
  const told = ['spec.replica', 'spec.replicas'];
  const paths = ({ stdout }: Ended): string[] =>
    JSON.parse(stdout)
      .flatMap(({ errors }: { errors: { path: string }[] }) => errors.map(({ path }) => path))
      .sort();

  it('names files and folders of definitions', () => {
    expect(validate(['rollout.yaml', '--crd', 'crds'], { 'crds/rollout.yaml': crd })).toMatchObject({
      status: 0,
      stderr: '✔ 1 resource in 1 file valid.\n',
    });
    const ended = validate(['bad.yaml', '--crd', 'crd.yaml', '-o', 'json'], { 'bad.yaml': bad, 'crd.yaml': crd });
    expect(ended.status).toBe(79);
    expect(paths(ended)).toEqual(told);
  });

  it('is not needed for definitions in the input', () => {
    expect(paths(validate(['bad.yaml', '-o', 'json'], { 'bad.yaml': `${bad}---\n${crd}` }))).toEqual(told);
  });

  it.each([
    ['that is not there', ['--crd', 'nothing.yaml'], 65, 'Error: nothing.yaml does not exist'],
    ['that cannot be read', ['--crd', 'broken.yaml'], 65, 'Error: broken.yaml:4:1: '],
  ])('%s', (_, args, status, message) => {
    const ended = validate(['valid.yaml', ...args]);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(message);
  });

  it('says what is wrong with a definition', () => {
    const flawed = crd.replace('scope: Namespaced', 'scope: Everywhere');
    const ended = validate(['rollout.yaml', '--crd', 'crd.yaml', '-o', 'json'], { 'crd.yaml': flawed });
    expect(ended.status).toBe(79);
    expect(paths(ended)).toContain('spec.scope');
  });
});

describe('output is bounded', () => {
  it('for one resource with very many errors', () => {
    const text = `${valid}${Array.from({ length: 50_000 }, (_, i) => `  f${i}: 1\n`).join('')}`;
    const { status, stdout, stderr } = validate(['a.yaml'], { 'a.yaml': text });
    expect(status).toBe(79);
    expect(stdout.length).toBeLessThan(60_000);
    expect(stdout).toContain('\n100 errors in 1 file\n');
    expect(stderr).toBe('… and 101 more errors (-o json lists them all)\n');
  });

  it('for very many resources with errors', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => wrong.replace('cart', `cart-${i}`)).join('---\n');
    const { status, stdout, stderr } = validate(['a.yaml'], { 'a.yaml': text });
    expect(status).toBe(79);
    expect(stdout.length).toBeLessThan(60_000);
    expect(stderr).toBe('… and 19900 more errors (-o json lists them all)\n');
  });

  it('for very many warnings, documents that cannot be read, and kinds', () => {
    const text = [
      ...Array.from({ length: 500 }, () => envoyFilter),
      ...Array.from({ length: 500 }, () => 'a: 1\n'),
      ...Array.from({ length: 500 }, (_, i) => `apiVersion: v1\nkind: K${i}\nmetadata: { name: a }\n`),
    ].join('---\n');
    const { stderr } = validate(['a.yaml'], { 'a.yaml': text });
    expect(stderr.split('\n').length).toBeLessThan(60);
    expect(stderr).toContain('… and 480 more warnings (-o json lists them all)\n');
    expect(stderr).toContain('… and 480 more documents that cannot be read\n');
    expect(stderr).toContain('1 K19 and 480 more\n');
  });

  it('for a value of a megabyte', () => {
    const text = JSON.stringify({
      apiVersion: 'networking.istio.io/v1',
      kind: 'K'.repeat(1e6),
      metadata: { name: 'n'.repeat(1e6), ['x'.repeat(1e6)]: 1 },
    });
    const { stdout, stderr } = validate(['a.json'], { 'a.json': text });
    expect(stdout.length + stderr.length).toBeLessThan(20_000);
  });
});

it('lets nothing reach the terminal that acts on it', () => {
  const esc = (more: string) => `"\\e[31m\\u202e${more}"`;
  const text = [
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: ${esc('a')}, namespace: ${esc('b')}, labels: { ${esc('c')}: ${esc('d')} } }\nspec: { hosts: [${esc('e')}], ${esc('f')}: 1, exportTo: [${esc('g')}] }\n${esc('h')}: 1\n`,
    `apiVersion: ${esc('a.b/v1')}\nkind: ${esc('K')}\nmetadata: { name: a }\n`,
    `apiVersion: v1\nkind: ${esc('L')}\nmetadata: { name: a }\n`,
    `apiVersion: v1\nkind: ${esc('M')}\n`,
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${esc('a')} }\nspec: {}\n`,
  ].join('---\n');
  for (const format of ['text', 'json', 'yaml', 'sarif', 'junit', 'github']) {
    const { stdout, stderr } = validate(['a.yaml', '-o', format], { 'a.yaml': text });
    expect(stdout).not.toBe('');
    expect(['\u001b', '\u202e'].filter((character) => (stdout + stderr).includes(character))).toEqual([]);
  }
});

describe('analyze', () => {
  it('finds the same, with line and column', () => {
    const box = new Sandbox({
      'a.yaml': [misspelt, wrong.replace('name: cart', 'name: other'), envoyFilter].join('---\n'),
    });
    const { status, stdout } = box.run(['analyze', '--use-kube=false', '-ojson', 'a.yaml']);
    expect(status).toBe(79);
    const found = JSON.parse(stdout) as {
      code: string;
      line: number;
      column: number;
      path: string;
      analyzer: string;
    }[];
    expect(found.filter(({ analyzer }) => analyzer === 'schema.ValidationAnalyzer')).toMatchObject([
      { code: 'MW0004', line: 7, column: 20, path: 'spec.http[0].timout' },
      { code: 'IST0106', line: 15, column: 21, path: 'spec.http[0].timeout' },
      { code: 'IST0133', line: 20, column: 1, path: 'spec' },
    ]);
  });
});
