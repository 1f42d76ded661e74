import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/run.ts';
import { type ApiServer, startApiServer } from './api-server.ts';

let servers: ApiServer[] = [];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-clusters-'));
  servers = await Promise.all([startApiServer(), startApiServer()]);
  for (const [i, server] of servers.entries()) {
    await server.applyYaml(cart(i === 0 ? '' : 'clusterIP: None'));
    writeFileSync(
      join(folder, `config-${i}`),
      server.kubeconfig().replaceAll('"test"', `"cluster-${i}"`).replaceAll('"admin"', `"admin-${i}"`),
    );
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(servers.map((server) => server.stop()));
});

const cart = (more: string): string => `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: default }
spec:
  selector: { app: cart }
  ports: [{ name: http, port: 80 }]
  ${more}
`;

function analyze(...args: readonly string[]) {
  const env = { PATH: process.env.PATH, KUBECONFIG: 'config-0:config-1' };
  const command = [join(root, 'bin/meshwright.js'), 'analyze', '-o', 'json', ...args];
  return spawnSync(process.execPath, command, { cwd: folder, env, encoding: 'utf8', timeout: 30_000 });
}

it('compares clusters that are analyzed together', () => {
  const { stdout } = analyze('--remote-contexts', 'cluster-1');
  const findings = JSON.parse(stdout) as { code: string; origin: string; cluster: string; message: string }[];
  const about = findings.filter(({ origin }) => origin === 'Service default/cart');
  expect(about).toMatchObject([
    { code: 'IST0170', cluster: expect.stringMatching(/^cluster-[01]$/), message: expect.stringContaining('cluster-') },
  ]);
});

it('takes the cluster of the context that is named', () => {
  expect(JSON.parse(analyze('--context', 'cluster-1').stdout)).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ code: 'IST0170' })]),
  );
  expect(analyze('--remote-contexts', 'cluster-7')).toMatchObject({
    status: 64,
    stdout: '',
    stderr: expect.stringContaining('has no context "cluster-7"'),
  });
});

it('says which cluster it is that does not answer', async () => {
  const server = await startApiServer();
  writeFileSync(join(folder, 'gone'), server.kubeconfig().replaceAll('"test"', '"gone"'));
  await server.stop();
  const ended = analyze('-c', 'gone');
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain(`cannot reach the API server ${server.url} (context "gone") to ask which kinds`);
});
