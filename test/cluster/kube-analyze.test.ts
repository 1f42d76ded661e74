import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { root } from '../support/run.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { flawedMesh } from './flawed-mesh.ts';
import { installCrds } from './install-crds.ts';

let server: ApiServer;
let folder: string;

beforeAll(async () => {
  server = await startApiServer({ users: ['jane', 'shopkeeper'] });
  folder = mkdtempSync(join(tmpdir(), 'meshwright-live-'));
  await installCrds(server, await customResourceDefinitions());
  await server.applyYaml(flawedMesh);
  await server.grant('jane', allButSecrets);
  await server.grant('shopkeeper', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], 'shop');
  for (const user of ['admin', 'jane', 'shopkeeper']) write(user, server.kubeconfig(user));
  write('mesh.yaml', flawedMesh);
  write('mesh-config.yaml', 'ingressControllerMode: "OFF"\n');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server?.stop();
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const istio = ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io'];
/** What analysis reads, but for Secrets. */
const allButSecrets = [
  {
    apiGroups: [...istio, 'apps', 'admissionregistration.k8s.io', 'apiextensions.k8s.io'],
    resources: ['*'],
    verbs: ['list'],
  },
  { apiGroups: [''], resources: ['configmaps', 'namespaces', 'nodes', 'pods', 'services'], verbs: ['list'] },
];

interface Record {
  readonly code: string;
  readonly level: string;
  readonly message: string;
  readonly origin: string;
  readonly path: string;
  readonly file: string;
}

function run(kubeconfig: string | undefined, ...args: readonly string[]) {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ...(kubeconfig !== undefined && { KUBECONFIG: join(folder, kubeconfig) }),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/meshwright.js'), ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

function findings(kubeconfig: string | undefined, ...args: readonly string[]): Record[] {
  const { stdout, stderr } = run(kubeconfig, 'analyze', '-o', 'json', ...args);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Record[];
}

/** What findings say, wherever they say it of. */
const told = (records: readonly Record[]) =>
  records.map(({ code, level, message, origin, path }) => [code, level, origin, path, message].join(' ')).sort();

describe('analyze of a cluster', () => {
  it('finds what it finds in the files that the cluster was made of', () => {
    const files = findings(undefined, '--closed-world', '--meshConfigFile', 'mesh-config.yaml', 'mesh.yaml');
    expect(new Set(files.map(({ code }) => code)).size).toBeGreaterThan(8);
    const live = findings('admin');
    expect(told(live)).toEqual(told(files));
    expect(live.every(({ file }) => file === '')).toBe(true);
  });

  it('shows the field in the object as kubectl would print it', () => {
    const { status, stdout } = run(
      'admin',
      'analyze',
      '-n',
      'shop',
      '--analyzer',
      'virtualservice.DestinationHostAnalyzer',
    );
    expect(status).toBe(79);
    expect(stdout).toContain('Error IST0101 VirtualService shop/catalog');
    expect(stdout).toContain('  cluster spec.http[0].route[0].destination.host\n');
    expect(stdout).toMatch(/\d+ \| +host: nowhere\n +\| +\^+\n/);
  });

  it('reports what concerns a namespace', () => {
    const origins = findings('admin', '-n', 'tools').map(({ origin }) => origin);
    expect(origins.length).toBeGreaterThan(0);
    expect(origins.filter((origin) => / shop\//.test(origin))).toEqual([]);
  });

  it('puts files in place of what the cluster holds', () => {
    write('fixed.yaml', `${catalog('cart')}---\n${catalog('elsewhere').replace('name: catalog', 'name: new')}`);
    const about = (records: readonly Record[]) =>
      records
        .filter(({ code, origin }) => code === 'IST0101' && /VirtualService shop\/(catalog|new)/.test(origin))
        .map(({ origin, file }) => `${origin} ${file}`);
    expect(about(findings('admin'))).toEqual(['VirtualService shop/catalog ']);
    expect(about(findings('admin', '-k', 'fixed.yaml'))).toEqual(['VirtualService shop/new fixed.yaml']);
  });

  it('leaves the cluster alone where files are named', () => {
    const { stderr } = run('admin', 'analyze', 'mesh.yaml');
    expect(stderr).toContain('note: only the files are analyzed: -k analyzes them together with the cluster');
    expect(run('admin', 'analyze', '-k=false', 'mesh.yaml').stderr).not.toContain('-k analyzes');
  });

  it('reports what may not be read, and takes it for nothing', () => {
    const all = findings('admin');
    const some = findings('jane');
    const missing = some.filter(({ code }) => code === 'IST0141');
    expect(missing).toMatchObject([
      {
        origin: 'APIResource secrets',
        message: expect.stringContaining(
          'this user may not list secrets in all namespaces (it takes a rule with apiGroups [""], resources ["secrets"] and verbs ["list"])',
        ),
      },
    ]);
    expect(all.map(({ origin, code }) => `${code} ${origin}`)).toContain('IST0101 Gateway shop/front');
    expect(some.map(({ origin, code }) => `${code} ${origin}`)).not.toContain('IST0101 Gateway shop/front');
    expect(told(some.filter(({ code }) => code !== 'IST0141'))).toEqual(
      told(all.filter(({ code, origin }) => !(code === 'IST0101' && origin === 'Gateway shop/front'))),
    );
  });

  it('makes do with a namespace where that is all the user may read', () => {
    const some = findings('shopkeeper', '-n', 'shop');
    expect(some.filter(({ code }) => code === 'IST0141').length).toBeGreaterThan(10);
    const others = some.filter(({ code }) => code !== 'IST0141');
    expect(others.map(({ code }) => code)).toContain('IST0106');
    expect(others.every(({ origin }) => / shop\//.test(origin))).toBe(true);
  });
});

describe('version', () => {
  it('takes the version of the control plane from its image where it does not answer', async () => {
    await server.applyYaml(istiod);
    const status = { phase: 'Running', podIP: '192.0.2.1', podIPs: [{ ip: '192.0.2.1' }] };
    const path = '/api/v1/namespaces/istio-system/pods/istiod-1/status';
    await server.request('PATCH', path, { status }, { 'content-type': 'application/merge-patch+json' });
    const ended = run('admin', 'version');
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringContaining('\ncontrol plane version: 1.30.3\n') });
    expect(ended.stderr).toContain('warning: 1 istiod could not be asked, so the version is the image');
    expect(JSON.parse(run('admin', 'version', '-o', 'json').stdout).meshVersion).toMatchObject([
      { Component: 'pilot', Revision: 'canary', Info: { version: '1.30.3' } },
    ]);
    expect(run('admin', 'version', '--revision', 'other')).toMatchObject({ status: 1, stdout: '' });
    // Whoever asks for it by name gets it, or an error.
    expect(run('jane', 'version', '--remote', '-i', 'shop')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no istiod runs in namespace shop'),
    });
    expect(run('jane', 'version', '-i', 'shop')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('no istiod runs in namespace shop'),
    });
  });
});

const istiod = `apiVersion: v1
kind: Pod
metadata:
  name: istiod-1
  namespace: istio-system
  labels: { app: istiod, istio: pilot, istio.io/rev: canary }
spec:
  containers:
    - { name: discovery, image: 'docker.io/istio/pilot:1.30.3-distroless' }
`;

const catalog = (host: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: catalog
  namespace: shop
spec:
  hosts: [catalog]
  http:
    - route:
        - destination:
            host: ${host}
`;
