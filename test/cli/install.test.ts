import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

const operator = (spec: string): string =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`;
const files = {
  config: nobody,
  'mesh.yaml': operator('{ profile: minimal }'),
  'wrong.yaml': operator('{ components: { pilot: { enabeld: true } } }'),
};
const run = (args: readonly string[], env: Record<string, string> = {}, input = '') =>
  new Sandbox(files).run(args, { env, input });

describe('install', () => {
  it.each<[readonly string[], number, string]>([
    [[], 64, 'nobody can be asked: standard input is no terminal. -y goes on without asking'],
    [['-f', '-'], 64, 'nobody can be asked: standard input holds settings'],
    [
      ['-y', '--readiness-timeout', 'soon'],
      64,
      '--readiness-timeout takes a duration like 300ms, 30s or 1m30s, not "soon"',
    ],
    [['-y', '-o', 'yaml'], 64, '--output takes text or json, not "yaml"'],
    [['-y', '-f', 'absent.yaml'], 65, 'absent.yaml'],
    [['-y', '--set', 'profile'], 64, '--set'],
    [['-y', 'now'], 64, 'takes no arguments: what is "now" for?'],
    [['-y'], 1, 'there is no kubeconfig'],
    [['--dry-run'], 1, 'there is no kubeconfig'],
    [['--diff'], 1, 'there is no kubeconfig'],
  ])('%j without a cluster', (args, status, message) => {
    const ended = run(['install', ...args]);
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});

it.each([[['apply']], [['upgrade']], [['manifest', 'install']], [['manifest', 'apply']]])(
  '%j is much the same',
  (command) => {
    expect(run(command).stderr).toContain('nobody can be asked');
    expect(run([...command, '--dry-run']).stderr).toContain('there is no kubeconfig');
  },
);

describe.each<[readonly string[]]>([
  [['install', '-y']],
  [['install', '--diff', '-f', 'wrong.yaml']],
  [['upgrade', '-y', '-o', 'json']],
  [['manifest', 'install', '--dry-run']],
  [['uninstall', '--purge', '-y']],
  [['uninstall', '--revision', 'x', '--dry-run']],
  [['verify-install']],
  [['verify-install', '-f', 'mesh.yaml', '-o', 'junit']],
  [['manifest', 'generate', '--cluster-specific']],
])('%j', (args) => {
  it('says at once that there is no API server', () => {
    const ended = run([...args, '-c', 'config']);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('cannot reach the API server https://127.0.0.1:1 (context "test")');
    expect(ended.stderr).not.toContain('very-secret');
  });
});

it.each<[readonly string[], string]>([
  [[], 'say what is to go: --revision'],
  [['-y'], 'say what is to go: --revision'],
  [['--set', 'profile=demo', '-y'], 'say what is to go: --revision'],
  [['--purge', '--revision', 'a', '-y'], '--purge removes all revisions: name none'],
  [['--purge', '--set', 'revision=a', '-y'], '--purge removes all revisions: name none'],
  [['--purge', '-f', 'mesh.yaml', '-y'], '--purge removes all revisions: name none'],
  [['--purge'], 'nobody can be asked'],
  [['--revision', 'a'], 'nobody can be asked'],
  [['-f', '-', '--dry-run=false'], 'standard input holds settings'],
  [['-f', 'mesh.yaml,-'], 'standard input holds settings'],
  [['everything', '--purge', '-y'], 'takes no arguments'],
])('uninstall %j is refused', (args, message) => {
  const ended = run(['uninstall', ...args, '-c', 'config']);
  expect(ended).toMatchObject({ status: 64, stdout: '' });
  expect(ended.stderr).toContain(message);
});

it.each([
  ['-o', 'text'],
  ['-o', 'yaml'],
])('verify-install has no format %s %s', (...args) => {
  const ended = run(['verify-install', ...args]);
  expect(ended).toMatchObject({ status: 64, stdout: '' });
  expect(ended.stderr).toContain('--output takes table, json or junit');
});
