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

it('says that the control plane is not asked', () => {
  const ended = version('version');
  expect(ended).toMatchObject({ status: 0, stdout: `client version: ${packageVersion}\n` });
  expect(ended.stderr).toContain('only the client');
});

it.each([['--remote'], ['--remote=true'], ['--revision=canary']])('refuses %s', (flag) => {
  expect(version('version', flag)).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: 'Error: asking a control plane for its version is not there yet: use --remote=false\n',
  });
});
