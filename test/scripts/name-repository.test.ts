import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, Sandbox } from '../support/run.ts';

const packageJson = '{ "name": "mesh", "version": "1.2.3", "license": "MIT", "repository": "elsewhere" }';

/** What becomes of package.json where the environment is a CI's. */
function named(env: Readonly<Record<string, string>>) {
  const { folder } = new Sandbox({ 'package.json': packageJson });
  const script = join(root, 'scripts/name-repository.js');
  const { status, stderr } = spawnSync(process.execPath, [script], { cwd: folder, env, encoding: 'utf8' });
  return { status, stderr, text: readFileSync(join(folder, 'package.json'), 'utf8') };
}

const gitHub = { GITHUB_SERVER_URL: 'https://git.example', GITHUB_REPOSITORY: 'our/mesh' };

describe('package.json', () => {
  it.each([
    ['GitHub', gitHub, 'https://git.example/our/mesh', 'issues'],
    [
      'GitHub, for a tag',
      { ...gitHub, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.3' },
      'https://git.example/our/mesh',
      'issues',
    ],
    [
      'GitHub, for a branch',
      { ...gitHub, GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'x' },
      'https://git.example/our/mesh',
      'issues',
    ],
    [
      'GitLab',
      { CI_PROJECT_URL: 'https://lab.example/our/mesh', CI_COMMIT_TAG: 'v1.2.3' },
      'https://lab.example/our/mesh',
      '-/issues',
    ],
  ])('names the repository that %s says', (_, env, url, issues) => {
    const { status, text } = named(env);
    expect(status).toBe(0);
    expect(text).toMatch(/^{\n {2}"name": "mesh",[\s\S]*\n}\n$/);
    expect(JSON.parse(text)).toEqual({
      ...{ name: 'mesh', version: '1.2.3', license: 'MIT' },
      homepage: `${url}#readme`,
      bugs: `${url}/${issues}`,
      repository: { type: 'git', url: `git+${url}.git` },
    });
  });

  it.each([
    [
      'a tag of another version',
      { ...gitHub, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.4' },
      /its tag is v1\.2\.3/,
    ],
    ['no CI', {}, /a release is made by a CI/],
  ])('stays as it is for %s', (_, env, why) => {
    const { status, stderr, text } = named(env);
    expect(status).toBe(1);
    expect(stderr).toMatch(why);
    expect(text).toBe(packageJson);
  });
});
