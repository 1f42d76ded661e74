import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { fine } from '../support/shop.ts';
import { nobody } from '../support/unreachable.ts';

const note = 'note: only the files are analyzed: -k analyzes them together with the cluster';
const unreachable =
  'cannot reach the API server https://127.0.0.1:1 (context "test") to ask which kinds of objects there are';

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  new Sandbox({ 'a.yaml': fine, config: nobody, empty: '', 'home/.kube/config': nobody }).run(args, { env });

it.each<[readonly string[], Record<string, string>, number, string]>([
  [['analyze', '-k'], { KUBECONFIG: 'config' }, 1, unreachable],
  [['analyze', '-k', 'a.yaml'], { KUBECONFIG: 'config' }, 1, unreachable],
  [['analyze'], { KUBECONFIG: 'absent:config' }, 1, unreachable],
  [['analyze'], { HOME: 'home', KUBECONFIG: '' }, 1, unreachable],
  [['analyze', '-c', 'config'], {}, 1, unreachable],
  [['analyze', '-k'], {}, 1, 'there is no kubeconfig, so no cluster to ask: name one by --kubeconfig or KUBECONFIG'],
  [['analyze'], {}, 64, 'nothing to analyze: name files, folders or -'],
  [['analyze', '-k', '-c', 'absent'], {}, 65, 'absent does not exist'],
  [
    ['analyze', '-k', '-c', 'config', '--context', 'tst'],
    {},
    64,
    'has no context "tst": it has test. Did you mean "test"?',
  ],
  [['analyze', '-k', '-c', 'config', '--as-group', 'g'], {}, 64, '--as-group and --as-uid need --as'],
  [
    ['analyze', '--remote-contexts', 'b', 'a.yaml'],
    {},
    64,
    '--remote-contexts names further clusters: it needs --use-kube',
  ],
  [['analyze', '-k', '--kubeclient-timeout', 'soon'], {}, 64, '--kubeclient-timeout takes a duration'],
  [['version', '--remote', '-c', 'config'], {}, 1, unreachable],
])('%j with %j is told why not', (args, env, status, message) => {
  const ended = run(args, env);
  expect(ended).toMatchObject({ status, stdout: '' });
  expect(ended.stderr).toContain(message);
  expect(ended.stderr).not.toContain('very-secret');
});

it.each<[readonly string[], Record<string, string>]>([
  [['a.yaml'], { KUBECONFIG: 'config' }],
  [['a.yaml'], { KUBECONFIG: 'absent:config' }],
  [['a.yaml'], { KUBECONFIG: '', HOME: 'home' }],
  [['a.yaml', '-c', 'config'], {}],
])('notes that %j with %j is about files alone', (args, env) => {
  const ended = run(['analyze', ...args], env);
  expect(ended.status).toBe(0);
  expect(ended.stderr).toContain(note);
});

it.each<[readonly string[], Record<string, string>]>([
  [['a.yaml'], {}],
  [['a.yaml', '--use-kube=false'], { KUBECONFIG: 'config' }],
  [['a.yaml'], { KUBECONFIG: 'empty' }],
])('has nothing to note about %j with %j', (args, env) => {
  const ended = run(['analyze', ...args], env);
  expect(ended.status).toBe(0);
  expect(ended.stderr).not.toContain('cluster');
});

it('gives the version of the client where the cluster does not answer', () => {
  const ended = run(['version'], { KUBECONFIG: 'config' });
  expect(ended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^client version: [\d.]+\n$/) });
  expect(ended.stderr).toContain('warning: only the client: cannot reach the API server https://127.0.0.1:1');
});
