import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/package.ts';
import { type IstiodCluster, startIstiodCluster } from './istiod-pods.ts';
import { runCommand } from './run-command.ts';

const proxy = (name: string, istio: string, type = 'sidecar') => ({
  ...{ cluster_id: 'east', proxy: name, proxy_type: type, istio_version: istio },
});
const scopes = (level: string) => [
  { name: 'ads', description: 'ads debugging', output_level: level, stack_trace_level: 'none' },
  { name: 'ca', description: 'CA', output_level: 'info', stack_trace_level: 'none' },
];

let cluster: IstiodCluster;
const asked: Record<string, readonly string[]> = {};

beforeAll(async () => {
  cluster = await startIstiodCluster(['nobody']);
  asked.a = await cluster.addIstiod('istiod-a', {
    '/version': '1.30.3-abcdef1-Clean',
    '/debug/syncz': [proxy('cart-1.shop', '1.30.3'), proxy('edge-1.shop', '1.29.0', 'router')],
    '/debug/clusterz': [{ id: 'east', secretName: '', syncStatus: 'synced' }],
    '/debug/list': ['syncz', 'mesh', 'config_dump', 'adsz?push=true'],
    '/debug/mesh': { trustDomain: 'a' },
    '/debug/config_dump': 'You must provide a proxyID in the query string\n',
    '/debug/networkz': 'plain \u001b[31m text\n',
    '/scopej/': scopes('info'),
    '/scopej/ads': '',
    '/scopej/ca': '',
  });
  asked.b = await cluster.addIstiod(
    'istiod-b',
    {
      '/debug/syncz': [proxy('web-1.shop', '1.30.3')],
      '/debug/clusterz': [{ id: 'west', secretName: 'istio-system/west', syncStatus: 'timeout' }],
      '/debug/mesh': { trustDomain: 'b' },
      '/scopej/': scopes('debug'),
      '/scopej/ads': '',
      '/scopej/ca': '',
    },
    { revision: 'canary' },
  );
  await cluster.allRun();
});
afterAll(() => cluster?.stop());

const run = (...args: string[]) => runCommand(cluster.server, args);
const cells = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('version', () => {
  it('tells of istiods and proxies, by the image where an istiod does not say', async () => {
    const { status, stdout, stderr } = await run('version');
    expect([status, stdout]).toEqual([
      0,
      `client version: ${version}\ncontrol plane version: 1.30.3 (revision default)\ncontrol plane version: 1.29.1 (revision canary)\ndata plane version: 1.29.0 (1 proxy), 1.30.3 (2 proxies)\n`,
    ]);
    expect(stderr).toContain(
      'warning: 1 istiod could not be asked, so the version is the image’s: istiod istiod-b answers /version',
    );
  });

  it('tells of one revision', async () => {
    expect((await run('version', '--revision', 'default')).stdout).toBe(
      `client version: ${version}\ncontrol plane version: 1.30.3\ndata plane version: 1.29.0 (1 proxy), 1.30.3 (1 proxy)\n`,
    );
  });

  it('is a record for programs', async () => {
    const { stdout } = await run('x', 'version', '-r', 'default', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      clientVersion: { version },
      meshVersion: [
        { Component: 'pilot', Revision: 'default', Info: { version: '1.30.3', revision: 'abcdef1', status: 'Clean' } },
      ],
      dataPlaneVersion: [
        { ID: 'cart-1.shop', IstioVersion: '1.30.3', Type: 'sidecar' },
        { ID: 'edge-1.shop', IstioVersion: '1.29.0', Type: 'gateway' },
      ],
    });
  });
});

describe('remote-clusters', () => {
  it('lists what each istiod reads, and what it cannot', async () => {
    const { status, stdout, stderr } = await run('remote-clusters');
    expect([status, ...cells(stdout)]).toEqual([
      0,
      ['NAME', 'SECRET', 'STATUS', 'ISTIOD'],
      ['east', 'synced', 'istiod-a'],
      ['west', 'istio-system/west', 'timeout', 'istiod-b'],
    ]);
    expect(stderr).toBe('warning: cluster west is timeout for istiod istiod-b: what it holds may be missing\n');
  });
});

describe('internal-debug', () => {
  it('gives one istiod’s answer, or all by name', async () => {
    expect((await run('x', 'internal-debug', 'mesh')).stdout).toBe('{\n  "trustDomain": "a"\n}\n');
    expect(JSON.parse((await run('x', 'internal-debug', '/debug/mesh', '--all')).stdout)).toEqual({
      'istiod-a': { trustDomain: 'a' },
      'istiod-b': { trustDomain: 'b' },
    });
    expect(JSON.parse((await run('x', 'internal-debug', '--list')).stdout)).toHaveLength(4);
  });

  it('asks no second istiod where the first has answered', async () => {
    const before = asked.b!.length;
    await run('x', 'internal-debug', 'mesh');
    expect(asked.b!.length).toBe(before);
  });

  it('gives text as text in which nothing is hidden', async () => {
    expect((await run('x', 'internal-debug', 'networkz', '-r', 'default')).stdout).toBe('plain \\x1b[31m text\n');
  });

  it.each([
    ['mesch', 'istiod cannot be asked for "mesch". Did you mean "mesh"?'],
    ['config_dump', 'config_dump is about a proxy: name it behind'],
  ])('%s: a clear error', async (question, message) => {
    const { status, stdout, stderr } = await run('x', 'internal-debug', question, '-r', 'default');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});

describe('admin log', () => {
  it('shows what istiods log, and where they differ', async () => {
    expect(cells((await run('admin', 'log', '-r', 'canary')).stdout)).toEqual([
      ['ACTIVE SCOPE', 'DESCRIPTION', 'LOG LEVEL', 'STACK TRACE LEVEL'],
      ['ads', 'ads debugging', 'debug', 'none'],
      ['ca', 'CA', 'info', 'none'],
    ]);
    expect(cells((await run('istiod', 'l')).stdout)).toEqual([
      ['ACTIVE SCOPE', 'DESCRIPTION', 'LOG LEVEL', 'STACK TRACE LEVEL', 'ISTIOD'],
      ['ads', 'ads debugging', 'info', 'none', 'istiod-a'],
      ['ads', 'ads debugging', 'debug', 'none', 'istiod-b'],
      ['ca', 'CA', 'info', 'none', 'istiod-a,istiod-b'],
    ]);
  });

  it('sets levels in all of them, or in one', async () => {
    const count = (name: string) => asked[name]!.filter((path) => path.startsWith('PUT')).length;
    const { status, stdout } = await run('admin', 'log', '--level', 'ads:debug', '-o', 'json');
    expect([status, JSON.parse(stdout).map((one: { scope_name: string }) => one.scope_name)]).toEqual([
      0,
      ['ads', 'ads'],
    ]);
    expect([count('a'), count('b')]).toEqual([1, 1]);
    await run('admin', 'log', 'istiod-b', '--reset');
    expect([count('a'), count('b')]).toEqual([1, 3]);
  });

  it.each([
    [['--level', 'adz:debug'], 64, 'istiod istiod-a has no scope "adz". Did you mean "ads"?'],
    [['--level', 'ads:debug', '--reset'], 64, '--level and --stack-trace-level do not go with resets'],
    [['istiod-c'], 1, 'no istiod runs in Pod istio-system/istiod-c: there is istiod-a, istiod-b'],
    [['--ctrlz_port', '1'], 1, 'nothing listens on port 1 of Pod istio-system/istiod-'],
    [['-l', 'app=other'], 1, 'no istiod runs with labels app=other in namespace istio-system'],
  ])('%j: a clear error, and nothing set', async (args, expected, message) => {
    const puts = () => [...asked.a!, ...asked.b!].filter((path) => path.startsWith('PUT')).length;
    const before = puts();
    const { status, stdout, stderr } = await run('admin', 'log', ...args);
    expect([status, stdout, puts()]).toEqual([expected, '', before]);
    expect(stderr).toContain(message);
  });
});

describe('a user who may not', () => {
  it.each([
    ['proxy-status'],
    ['remote-clusters'],
    ['experimental internal-debug syncz'],
    ['admin log'],
    ['version --remote'],
  ])('%s names the rule that is missing', async (command) => {
    const { status, stdout, stderr } = await runCommand(cluster.server, command.split(' '), { user: 'nobody' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('resources: ["pods"]');
  });
});
