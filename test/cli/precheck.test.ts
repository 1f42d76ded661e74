import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

const run = (...args: string[]) =>
  new Sandbox({ config: nobody }).run(['x', 'precheck', ...args], { env: { KUBECONFIG: 'config' } });

it('fails at once, and clearly, where there is no API server', () => {
  const ended = run();
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('cannot reach the API server https://127.0.0.1:1');
});

it.each([
  [['--from-version', 'newest'], '--from-version takes a release of Istio as 1.21, not "newest"'],
  [['--from-version', '2.0'], '--from-version takes a release'],
  [['-o', 'table'], 'there is no output format "table"'],
  [['--output-threshold', 'grave'], '--output-threshold takes Error, Warning or Info'],
])('refuses %j', (args, why) => {
  const ended = run(...args);
  expect(ended).toMatchObject({ status: 64, stdout: '' });
  expect(ended.stderr).toContain(why);
});
