import { expect, it } from 'vitest';
import { istioVersion, version as packageVersion } from '../../src/package.ts';
import { Sandbox } from '../support/run.ts';

const version = (...args: string[]) => new Sandbox().run(args);
const json = { clientVersion: { version: packageVersion, istioVersion } };

it.each([
  [['--version']],
  [['version', '--remote=false']],
  [['version', '--remote=false', '-s']],
  [['version', '--no-remote', '--short=true']],
])('%j is short', (args) => {
  expect(version(...args)).toMatchObject({ status: 0, stdout: `client version: ${packageVersion}\n`, stderr: '' });
});

it('is longer with --short=false', () => {
  const { stdout } = version('version', '--remote=false', '--short=false');
  expect(stdout).toBe(`client version: ${packageVersion} (follows Istio ${istioVersion})\n`);
});

it('is JSON and YAML', () => {
  expect(JSON.parse(version('version', '--remote=false', '-o', 'json').stdout)).toEqual(json);
  expect(version('version', '--remote=false', '-oyaml').stdout).toBe(
    `clientVersion:\n  version: ${packageVersion}\n  istioVersion: ${istioVersion}\n`,
  );
});

it('says that there is no control plane to ask', () => {
  const ended = version('version');
  expect(ended).toMatchObject({ status: 0, stdout: `client version: ${packageVersion}\n` });
  expect(ended.stderr).toContain('there is no kubeconfig, so this is only the client');
});

it.each([['--remote'], ['--remote=true'], ['--revision=canary']])('needs a kubeconfig for %s', (flag) => {
  expect(version('version', flag)).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: expect.stringContaining('Error: there is no kubeconfig, so no cluster to ask'),
  });
});
