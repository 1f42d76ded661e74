import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { fine } from '../support/shop.ts';

const notYet = 'reading a live cluster is not there yet';
const kubeconfig = 'apiVersion: v1\nkind: Config\nclusters: []\n';
const refusal = `Error: ${notYet}: use --use-kube=false and name files\n`;
const note = `note: ${notYet}: only the files are analyzed (--use-kube=false silences this)\n`;

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  new Sandbox({ 'a.yaml': fine, config: kubeconfig, empty: '', 'home/.kube/config': kubeconfig }).run(
    ['analyze', ...args],
    { env },
  );

it('refuses what only a cluster could answer', () => {
  expect(run(['--use-kube', 'a.yaml'])).toMatchObject({ status: 1, stdout: '', stderr: refusal });
  expect(run(['--use-kube'])).toMatchObject({ status: 1, stdout: '', stderr: refusal });
  expect(run(['-k=false', '--remote-contexts', 'b', 'a.yaml'])).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: `Error: ${notYet}: --remote-contexts has nothing to read\n`,
  });
  expect(run([], { KUBECONFIG: 'config' })).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: `Error: ${notYet}: name files, folders or - to analyze\n`,
  });
});

it.each([
  [['a.yaml'], { KUBECONFIG: 'config' }],
  [['a.yaml'], { KUBECONFIG: 'absent:config' }],
  [['a.yaml'], { KUBECONFIG: '', HOME: 'home' }],
  [['a.yaml', '-c', 'config'], {}],
] as const)('notes that %j with %j is about files alone', (args, env) => {
  const ended = run(args, env);
  expect(ended.status).toBe(0);
  expect(ended.stderr).toContain(note);
});

it.each([
  [['a.yaml'], {}],
  [['a.yaml', '--use-kube=false'], { KUBECONFIG: 'config' }],
  [['a.yaml', '-c', 'empty'], { KUBECONFIG: 'config' }],
  [['a.yaml', '-c', 'absent'], { HOME: 'home' }],
] as const)('has nothing to note about %j with %j', (args, env) => {
  const ended = run(args, env);
  expect(ended.status).toBe(0);
  expect(ended.stderr).not.toContain('cluster');
});
