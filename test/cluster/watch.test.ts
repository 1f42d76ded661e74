import { afterAll, beforeAll, expect, it } from 'vitest';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { installCrds } from './install-crds.ts';
import { runCommand } from './run-command.ts';

let server: ApiServer;

beforeAll(async () => {
  server = await startApiServer({ users: ['lister'] });
  await installCrds(server, await customResourceDefinitions());
  await server.applyYaml(route('nowhere'));
  await server.grant('lister', [{ apiGroups: ['*'], resources: ['*'], verbs: ['list'] }]);
});
afterAll(() => server?.stop());

const route = (host: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: default }
spec: { hosts: [web], http: [{ route: [{ destination: { host: ${host} } }] }] }
`;

interface Change {
  readonly change: string;
  readonly code: string;
  readonly origin: string;
}

/** Watches, and does one thing after the other as soon as what has been said since the last holds a text. */
async function watch(steps: readonly (readonly [string, () => Promise<unknown>])[], user?: string) {
  const interruption = new AbortController();
  let heard = '';
  let next = 0;
  const ended = await runCommand(
    server,
    ['analyze', '--watch', '-o', 'json', '--analyzer', 'virtualservice.DestinationHostAnalyzer'],
    {
      ...(user !== undefined && { user }),
      interruption: interruption.signal,
      hear: (text) => {
        heard += text;
        if (!heard.includes(steps[next]![0])) return;
        heard = '';
        steps[next++]![1]().catch((error) => interruption.abort(error));
        if (next === steps.length) interruption.abort();
      },
    },
  );
  const changes = ended.stdout.split('\n').filter((line) => line !== '');
  return { ...ended, changes: changes.map((line) => JSON.parse(line) as Change) };
}

it('analyzes a cluster again when something in it changes', async () => {
  const nothing = async () => {};
  const { status, changes } = await watch([
    ['Waiting for changes', () => server.applyYaml(route('kubernetes'))],
    ['"gone"', () => server.applyYaml(route('elsewhere').replace('name: web', 'name: other'))],
    ['"new"', () => server.request('DELETE', '/apis/networking.istio.io/v1/namespaces/default/virtualservices/other')],
    ['"gone"', nothing],
  ]);
  expect(status).toBe(0);
  expect(changes.map(({ change, code, origin }) => [change, code, origin].join(' '))).toEqual([
    'new IST0101 VirtualService default/web',
    'gone IST0101 VirtualService default/web',
    'new IST0101 VirtualService default/other',
    'gone IST0101 VirtualService default/other',
  ]);
});

it('goes on for who may list and not watch, and ends at once when it is interrupted', async () => {
  const { status, changes } = await watch([['Waiting for changes', async () => {}]], 'lister');
  expect({ status, changes }).toEqual({ status: 0, changes: [] });
});

it('goes on when the API server was away', async () => {
  const { status, changes } = await watch([
    [
      'Waiting for changes',
      async () => {
        await server.killApiServer();
        await server.restartApiServer();
        await server.applyYaml(route('nowhere'));
      },
    ],
    ['"new"', async () => {}],
  ]);
  expect(status).toBe(79);
  expect(changes.map(({ change, origin }) => `${change} ${origin}`)).toEqual(['new VirtualService default/web']);
});
