import { expect, it } from 'vitest';
import { runCommand } from '../cluster/run-command.ts';
import { nobody } from '../support/unreachable.ts';

/** Nothing listens where the kubeconfig points: what fails before is a mistake on the command line. */
const run = (line: string) => runCommand({ kubeconfig: () => nobody }, line.split(' '));

it.each([
  ['ps a b', 'name one proxy: what is "b" for?'],
  ['ps --file x.json', '--file is compared with one proxy: name it'],
  ['ps -o wide', '--output takes table, json or yaml, not "wide"'],
  ['ps -v much', '--verbosity takes a number, not "much"'],
  ['ps --xds-address istiod:15012 --xds-label a=b', '--xds-address names an istiod, and --xds-label looks for some'],
  ['ps --xds-address istiod:15012 -r canary', '--revision chooses among those of a cluster'],
  ['ps --xds-address a:b', '--xds-address takes host:port, as istiod.example.com:15012, not "a:b"'],
  ['ps --xds-address https://istiod:15012', '--xds-address takes host:port'],
  ['ps --plaintext --cert-dir .', '--plaintext uses no certificates'],
  ['ps --timeout soon', '--timeout takes a duration like 300ms, 30s or 1m30s, not "soon"'],
  ['x internal-debug', 'say what to ask: --list lists what can be asked'],
  ['x internal-debug syncz --list', '--list asks nothing else: what is "syncz" for?'],
  ['x internal-debug edsz a b', 'what is "b" for?'],
  ['admin log a b', 'name one Pod: what is "b" for?'],
  ['admin log --level ads', '--level takes scope:level'],
  [
    'admin log --stack-trace-level ads:loud',
    '--stack-trace-level: ads takes none, error, warn, info, debug, not "loud"',
  ],
  ['admin log --level ads:debug --log-reset', 'do not go with resets'],
  ['admin log --ctrlz_port x', '--ctrlz_port takes a port, not "x"'],
  ['remote-clusters -o short', '--output takes table, json or yaml, not "short"'],
  ['x describe svc', 'name one Service, as name[.namespace]'],
  ['version -o short', '--output takes json or yaml, not "short"'],
])('%s: usage', async (line, message) => {
  const { status, stdout, stderr } = await run(line);
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toContain(message);
});

it.each([
  ['ps'],
  ['ps cart.shop'],
  ['x ps --xds-port 15012'],
  ['x internal-debug mesh --all'],
  ['remote-clusters'],
  ['admin log'],
  ['x describe pod cart.shop'],
  ['x version --revision canary'],
  ['x version --xds-address 127.0.0.1:1'],
])('%s: an error where there is no API server', async (line) => {
  const { status, stdout, stderr } = await run(line);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('Error: cannot reach the API server https://127.0.0.1:1');
});

it('reads certificates for xDS, and needs no cluster then', async () => {
  const { status, stderr } = await run('ps --xds-address 127.0.0.1:1 --cert-dir nowhere');
  expect(status).toBe(65);
  expect(stderr).toContain('nowhere/cert-chain.pem does not exist');
});

it('asks by xDS without a cluster', async () => {
  const { status, stderr } = await run('ps --xds-address 127.0.0.1:1 --plaintext');
  const expected = [1, 'Error: cannot ask istiod at 127.0.0.1:1: nothing listens there\n'];
  expect([status, stderr]).toEqual(expected);
  const other = await run('ps --xds-address 127.0.0.1 --xds-port 1 --plaintext');
  expect([other.status, other.stderr]).toEqual(expected);
});

it('tells of the client alone where the cluster does not answer', async () => {
  const { status, stdout, stderr } = await run('version');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^client version: .*\n$/)]);
  expect(stderr).toContain('warning: only the client: cannot reach the API server');
});
