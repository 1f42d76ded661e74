import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findConnection } from '../../src/kube/connection.ts';
import { mayHaveCluster } from '../../src/kube/kubeconfig-files.ts';

const config = (current: string, ...names: readonly string[]): string =>
  JSON.stringify({
    clusters: names.map((name) => ({
      name,
      cluster: { server: `https://${name}:6443`, 'certificate-authority': 'ca.crt' },
    })),
    users: names.map((name) => ({ name, user: { tokenFile: 'token', exec: { command: `./bin/${name}` } } })),
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name, namespace: `ns-${name}` } })),
    'current-context': current,
  });

const one = (name: string, cluster: object, context: object = {}): string =>
  JSON.stringify({
    clusters: [{ name, cluster }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name, ...context } }],
    'current-context': name,
  });

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-kubeconfig-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

it('takes the file named, else those of KUBECONFIG, else that of the home folder', () => {
  const cwd = folderWith({ a: config('a', 'a'), b: config('b', 'b'), 'home/.kube/config': config('c', 'c') });
  const env = { HOME: join(cwd, 'home') };
  const KUBECONFIG = ['absent', 'b', 'a'].join(delimiter);
  expect(findConnection({ cwd, env: { ...env, KUBECONFIG } }, { kubeconfig: 'a' }).context).toBe('a');
  expect(findConnection({ cwd, env: { ...env, KUBECONFIG } }, {}).context).toBe('b');
  expect(findConnection({ cwd, env }, {}).context).toBe('c');
  expect(mayHaveCluster({ cwd, env }, undefined)).toBe(true);
  expect(mayHaveCluster({ cwd, env: { ...env, KUBECONFIG: 'absent' } }, undefined)).toBe(false);
});

it('joins files: the first of a name counts, and paths start from their own file', () => {
  const first = JSON.stringify({
    contexts: [{ name: 'x', context: { cluster: 'b', user: 'b' } }],
    'current-context': 'x',
  });
  const cwd = folderWith({ first, 'more/second': config('b', 'b', 'x') });
  const KUBECONFIG = ['first', 'more/second'].join(delimiter);
  expect(findConnection({ cwd, env: { KUBECONFIG } }, {})).toMatchObject({
    context: 'x',
    namespace: 'default',
    cluster: { server: 'https://b:6443', 'certificate-authority': join(cwd, 'more/ca.crt') },
    user: { tokenFile: join(cwd, 'more/token'), exec: { command: join(cwd, 'more/bin/b') } },
  });
  expect(findConnection({ cwd, env: { KUBECONFIG } }, { context: 'b' }).namespace).toBe('ns-b');
});

it.each<[string, string | undefined, string | undefined, string]>([
  ['no file', undefined, undefined, 'there is no kubeconfig, so no cluster to ask'],
  [
    'an unknown context',
    config('a', 'prod', 'test'),
    'prd',
    'has no context "prd": it has prod, test. Did you mean "prod"?',
  ],
  [
    'no current context',
    config('', 'prod'),
    undefined,
    'does not say which context is the current one: name one by --context (it has prod)',
  ],
  ['no context at all', '{}', undefined, '(it has none)'],
  ['a current context that is gone', config('old', 'prod'), undefined, 'has no context "old": it has prod.'],
  [
    'a missing cluster',
    one('a', { server: 'https://a' }, { cluster: 'b' }),
    undefined,
    'is about cluster "b", which is not in it',
  ],
  ['a missing user', one('a', { server: 'https://a' }, { user: 'b' }), undefined, 'is for user "b", who is not in it'],
  ['a cluster without server', one('a', {}), undefined, 'is about cluster "a", which has no server'],
  [
    'a server that is no URL',
    one('a', { server: 'a:6443' }),
    undefined,
    'the server of cluster "a" is no https:// address',
  ],
  ['what is no YAML', 'users: [token: "secret', undefined, ':1:'],
  ['what is no map', '- secret', undefined, 'is no kubeconfig: it holds no YAML map'],
])('refuses %s', (_, text, context, message) => {
  const cwd = folderWith(text === undefined ? {} : { config: text });
  const find = () => findConnection({ cwd, env: { KUBECONFIG: 'config' } }, { context });
  expect(find).toThrow(message);
  expect(find).not.toThrow('secret');
});

it('refuses a file that is named and does not exist', () => {
  const cwd = folderWith({});
  expect(() => findConnection({ cwd, env: {} }, { kubeconfig: 'nowhere' })).toThrow(
    `the kubeconfig file ${join(cwd, 'nowhere')} does not exist`,
  );
});
