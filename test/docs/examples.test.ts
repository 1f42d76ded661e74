import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExitCode } from '../../src/base/exit-code.ts';
import { root } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';

const folder = join(root, 'examples');

/** Folders that are not right by themselves: the shop has a mistake in it, `ci` holds no manifests. */
const others = ['ci', 'mistakes', 'shop'];
const topics = readdirSync(folder).filter((name) => !others.includes(name));

/** The codes that the mistakes teach, in the order of the findings. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  'certificate.yaml': ['MW0011'],
  'provider.yaml': ['MW0010'],
  'rollout.yaml': ['MW0006', 'MW0009'],
};

/** The codes that `analyze` finds, with the mesh config that the example has, if any. */
async function codesIn(path: string, meshConfig: string): Promise<string[]> {
  const flags = existsSync(join(root, meshConfig)) ? ['--meshConfigFile', meshConfig] : [];
  const { stdout, stderr } = await runMain(['analyze', '--use-kube=false', '-o', 'json', ...flags, path], {
    cwd: root,
  });
  expect(stderr).not.toContain('Error');
  return (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);
}

describe('examples', () => {
  it.each(topics)('%s has no finding, nor anything that an API server would refuse or warn of', async (topic) => {
    expect(await codesIn(`examples/${topic}`, `examples/${topic}/istio.yaml`)).toEqual([]);
    const { exitCode, stdout, stderr } = await runMain(['validate', '--ignore-unknown', '-f', `examples/${topic}`], {
      cwd: root,
    });
    expect(exitCode, stdout).toBe(ExitCode.ok);
    expect(stderr).not.toMatch(/^(ignored|warning)/m);
  });

  it('of authorization: every port takes mutual TLS only', async () => {
    const { exitCode } = await runMain(['mtls', '-f', 'examples/authorization', '--assert', 'STRICT'], { cwd: root });
    expect(exitCode).toBe(ExitCode.ok);
  });

  it('of Flagger: mutual TLS is judged with what Flagger makes', async () => {
    const { stdout } = await runMain(['mtls', '-f', 'examples/progressive-delivery/flagger'], { cwd: root });
    expect(stdout).toMatch(/checkout\.shop:80 → checkout-primary\.shop:80 +shop\/checkout-primary:8080 .* mTLS/);
  });

  it.each(readdirSync(join(folder, 'mistakes')))('mistakes/%s has the mistake that it is for', async (file) => {
    const found = await codesIn(`examples/mistakes/${file}`, 'examples/authorization/istio.yaml');
    expect(found).toEqual(mistakes[file]);
  });
});
