import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

const run = (...args: string[]) =>
  new Sandbox({ config: nobody }).run(['check', ...args], { env: { KUBECONFIG: 'config' } });

it('says which check fails where there is no API server, and that the rest is unknown', () => {
  const { status, stdout, stderr } = run('-o', 'json');
  expect({ status, stderr }).toEqual({ status: 79, stderr: '' });
  const { summary, checks } = JSON.parse(stdout);
  expect(summary).toMatchObject({ errors: 1, warnings: 0 });
  expect(summary.unknown).toBeGreaterThan(15);
  expect(checks[0]).toMatchObject({
    id: 'MWH101',
    status: 'problem',
    page: 'docs/checks/MWH101.md',
    problems: [{ level: 'Error', message: expect.stringContaining('cannot reach the API server https://127.0.0.1:1') }],
  });
});

it('checks something else before an installation', () => {
  const { status, stdout } = run('--pre');
  expect(status).toBe(79);
  expect(stdout).toContain('Before an installation\n');
  expect(stdout).not.toContain('Control plane\n');
});

it.each([
  [['-o', 'yaml'], 'takes text, json or junit'],
  [['--failure-threshold', 'grave'], 'takes Error, Warning or Info'],
  [['shop'], 'takes no arguments'],
])('refuses %j', (args, why) => {
  const ended = run(...args);
  expect(ended).toMatchObject({ status: 64, stdout: '' });
  expect(ended.stderr).toContain(why);
});

it('needs a kubeconfig', () => {
  const ended = new Sandbox().run(['check']);
  expect(ended.stdout).toBe('');
  expect(ended.status).not.toBe(0);
  expect(ended.stderr).toContain('kubeconfig');
});
