import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

const run = (...args: string[]) =>
  new Sandbox({ config: nobody }).run(['create-remote-secret', ...args], { env: { KUBECONFIG: 'config' } });

it.each([
  [['--name', 'East'], '--name takes lower-case letters'],
  [['--server', '10.0.0.1'], '--server takes a URL'],
  [['--type', 'other'], '--type takes remote or config'],
  [['--auth-type', 'basic'], '--auth-type takes bearer-token or plugin'],
  [['--auth-type', 'plugin'], 'needs --auth-plugin-name'],
  [['--auth-plugin-name', 'gcp'], 'need --auth-type plugin'],
  [['--auth-type', 'plugin', '--auth-plugin-name', 'gcp', '--auth-plugin-config', 'a'], 'takes key=value, not "a"'],
  [['--rotate', '--secret-name', 'a'], '--secret-name uses a token that is there'],
  [['--token-duration', '5m'], 'ten minutes'],
  [['east'], 'takes no arguments'],
])('refuses %j', (args, why) => {
  const ended = run(...args);
  expect(ended).toMatchObject({ status: 64, stdout: '' });
  expect(ended.stderr).toContain(why);
});

it('fails at once where there is no API server', () => {
  const ended = run('--name', 'east');
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('cannot reach the API server');
});
