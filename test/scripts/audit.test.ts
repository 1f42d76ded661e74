import { spawn } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root, Sandbox } from '../support/run.ts';

const dependencies = { 'left-out': '1.0.0' };
const files = {
  'package.json': JSON.stringify({ name: 'mesh', version: '1.0.0', dependencies }),
  'package-lock.json': JSON.stringify({
    ...{ name: 'mesh', version: '1.0.0', lockfileVersion: 3, requires: true },
    packages: { '': { name: 'mesh', version: '1.0.0', dependencies }, 'node_modules/left-out': { version: '1.0.0' } },
  }),
};
const advisory = {
  ...{ id: 1, url: 'https://advisories.example/1', title: 'Leaves the door open', severity: 'high' },
  ...{ vulnerable_versions: '<2.0.0', cwe: [], cvss: { score: 7, vectorString: null } },
};
const packument = {
  name: 'left-out',
  'dist-tags': { latest: '2.0.0' },
  versions: { '1.0.0': { name: 'left-out', version: '1.0.0' }, '2.0.0': { name: 'left-out', version: '2.0.0' } },
};

/** Runs the audit against a registry that answers questions about advisories with `status` and `answer`. */
async function audited(status: number, answer: unknown) {
  const send = (response: ServerResponse, code: number, body: unknown) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') send(response, status, answer);
    else send(response, 200, packument);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { folder } = new Sandbox(files);
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const words = [join(root, 'scripts/audit.js'), '--registry', registry, '--fetch-retries=0'];
  const env = { PATH: process.env.PATH, HOME: folder };
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  return { exitCode, stdout };
}

describe('the audit of dependencies', () => {
  it('passes where no advisory is about one', async () => {
    expect(await audited(200, {})).toEqual({ exitCode: 0, stdout: 'no dependency has a known weakness\n' });
  });

  it('fails on an advisory, and says which', async () => {
    const { exitCode, stdout } = await audited(200, { 'left-out': [advisory] });
    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      'high: left-out 1.0.0: Leaves the door open (https://advisories.example/1)\nknown weaknesses: 1\n',
    );
  });

  it.each([404, 405, 501])('says that nothing was checked where the registry answers %i', async (status) => {
    const { exitCode, stdout } = await audited(status, {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`NOT CHECKED: this registry has no list of advisories (it answers ${status})`);
  });

  it('fails where the registry does', async () => {
    const { exitCode, stdout } = await audited(400, {});
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^npm audit failed: 400/);
  });
});
