import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from './api-server.ts';
import { runCommand } from './run-command.ts';

// What is asked needs no controllers.
let server: ApiServer;

beforeAll(async () => {
  server = await startApiServer({ users: ['guest'] });
});
afterAll(() => server?.stop());

const precheck = (args: readonly string[] = [], user?: string) =>
  runCommand(server, ['experimental', 'precheck', ...args], user === undefined ? {} : { user });

it('finds nothing in a new cluster', async () => {
  const ended = await precheck();
  expect(ended).toMatchObject({ status: 0, stdout: '' });
  expect(ended.stderr).toContain('✔ Nothing speaks against');
  expect((await precheck(['-o', 'json'])).stdout).toBe('[]\n');
});

it('tells a user what may not be created, and what may not be read', async () => {
  const { status, stdout } = await precheck(['-o', 'json'], 'guest');
  expect(status).toBe(79);
  const found = JSON.parse(stdout) as { code: string; origin: string; message: string }[];
  const of = (origin: string) => found.filter((one) => one.origin === origin).map(({ message }) => message);
  expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['IST0141']));
  expect(of('APIResource deployments.apps').join('\n')).toMatch(
    /create deployments\.apps in namespace istio-system \(it takes a rule with apiGroups \["apps"\]/,
  );
  expect(of('APIResource pods').join('\n')).toContain('may not list pods in all namespaces');
});

it('finds what changed since the release that is upgraded from', async () => {
  await server.applyYaml(`
apiVersion: v1
kind: Namespace
metadata: { name: istio-system }
---
apiVersion: v1
kind: Service
metadata: { name: zipkin, namespace: istio-system }
spec: { ports: [{ port: 9411 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod-old, namespace: istio-system, labels: { app: istiod, istio.io/rev: old } }
spec:
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod } }
    spec: { containers: [{ name: discovery, image: 'istio/pilot:1.21.4' }] }
`);
  const codes = async (...args: string[]) => {
    const { status, stdout } = await precheck(['-o', 'json', ...args]);
    return [status, ...(JSON.parse(stdout) as { code: string }[]).map(({ code }) => code)];
  };
  expect(await codes('--from-version', '1.21')).toEqual([79, 'IST0169']);
  expect(await codes('--revision', 'old', '--skip-controlplane')).toEqual([79, 'IST0169']);
  expect(await codes('--from-version', '1.28', '--revision', 'old')).toEqual([0]);
  const hidden = await precheck(['--from-version', '1.21', '--output-threshold', 'Error']);
  expect(hidden).toMatchObject({ status: 79, stdout: '' });
  expect(hidden.stderr).toContain('nothing to show: 1 finding is below --output-threshold Error');
  const ended = await precheck(['--revision', 'gone']);
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('has no istiod of revision "gone"');
});
