import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

const dump = {
  workloads: [
    {
      uid: 'u',
      name: 'cart-1',
      namespace: 'shop',
      workloadIps: ['10.0.0.1'],
      node: 'n',
      protocol: 'HBONE',
      status: 'Healthy',
    },
  ],
  services: [
    {
      name: 'cart',
      namespace: 'shop',
      hostname: 'cart.shop',
      vips: ['/10.1.0.1'],
      endpoints: { e: { workloadUid: 'u' } },
    },
  ],
  policies: [{ name: 'p', namespace: 'shop', action: 'Allow', scope: 'Namespace', rules: [] }],
  certificates: [{ identity: 'i', state: 'Initializing', certChain: [] }],
  workloadState: {
    u: {
      state: 'Up',
      info: { name: 'cart-1', namespace: 'shop' },
      connections: { inbound: [{ src: '10.9.9.9:1', actualDst: '10.0.0.1:80', originalDst: 'x', protocol: 'HBONE' }] },
    },
  },
};
const zc = (...args: string[]) => new Sandbox({ 'dump.json': JSON.stringify(dump) }).run(['ztunnel-config', ...args]);

describe('tables', () => {
  it.each([
    [
      ['workload'],
      'NAMESPACE POD NAME ADDRESS  NODE WAYPOINT PROTOCOL\nshop      cart-1   10.0.0.1 n    None     HBONE\n',
    ],
    [
      ['service'],
      'NAMESPACE SERVICE NAME SERVICE VIP WAYPOINT ENDPOINTS\nshop      cart         10.1.0.1    None     1/1\n',
    ],
    [['policy'], 'NAMESPACE POLICY NAME ACTION SCOPE\nshop      p           Allow  Namespace\n'],
    [
      ['connections'],
      'WORKLOAD    DIRECTION LOCAL          REMOTE     REMOTE TARGET PROTOCOL\ncart-1.shop Inbound   cart-1.shop:80 10.9.9.9:1 x             HBONE\n',
    ],
    [['connections', '--direction', 'outbound'], 'WORKLOAD DIRECTION LOCAL REMOTE REMOTE TARGET PROTOCOL\n'],
    [['workload', '--workload-namespace', 'x'], 'NAMESPACE POD NAME ADDRESS NODE WAYPOINT PROTOCOL\n'],
  ])('%j', (args, stdout) => {
    expect(zc(...args, '-f', 'dump.json')).toMatchObject({ status: 0, stdout, stderr: '' });
  });

  it('tell of certificates', () => {
    expect(zc('certs', '-f', 'dump.json').stdout).toMatch(/\ni +NA +Initializing +false +NA +NA +NA\n$/);
  });

  it('tell of everything', () => {
    expect(zc('all', '--with-headers', '-f', 'dump.json').stdout.match(/^------ \w+/gm)).toHaveLength(5);
  });
});

it.each([
  ['workload', [{ uid: 'u', hostname: '', capacity: 0 }]],
  ['service', [{ name: 'cart', ports: {} }]],
  ['policy', [{ name: 'p', rules: [] }]],
  ['certificate', [{ identity: 'i', certChain: [] }]],
  ['connections', [{ state: 'Up', info: { trustDomain: '' } }]],
  ['all', dump],
])('%s is JSON and YAML', (command, expected) => {
  expect(JSON.parse(zc(command, '-o', 'json', '-f', 'dump.json').stdout)).toMatchObject(expected);
  expect(zc(command, '-o', 'yaml', '-f', 'dump.json').stdout).toMatch(/^(?:- |\w+:)/);
});

it.each([
  [['workload', '-f', 'dump.json', '-o', 'table'], 64, '--output takes'],
  [['connections', '-f', 'dump.json', '--direction', 'up'], 64, '--direction takes inbound or outbound'],
  [['workload'], 1, 'there is no kubeconfig'],
  [['log', '--node', 'n'], 1, 'there is no kubeconfig'],
  [['workload', '--node', 'n', '-f', 'dump.json'], 64, 'name a ztunnel in one way, not by --file and --node'],
  [['certs', 'ztunnel-1', '-l', 'app=ztunnel'], 64, 'not by --selector and a pod'],
  [['certs', 'ztunnel-1', 'ztunnel-2'], 64, 'name one pod, not 2'],
  [['log', '-f', 'dump.json'], 64, '--file: a dump holds no log levels'],
  [['log', '--level', 'access:loud'], 64, '--level takes trace, debug'],
  [['log', '--level', 'info', '--reset'], 64, '--reset sets all levels'],
])('%j fails', (args, status, message) => {
  const ended = zc(...args);
  expect(ended).toMatchObject({ status, stdout: '' });
  expect(ended.stderr).toContain(message);
});

it('says what is no dump', () => {
  expect(new Sandbox().run(['zc', 'w', '-f', '-'], { input: '{"configs": []}' })).toMatchObject({
    status: 65,
    stdout: '',
  });
});
