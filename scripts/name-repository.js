// Writes into package.json, here, which repository it is in, by what the CI says of itself. The file as it is kept names none, so
// that whoever forks it can publish; but npm takes a statement of provenance only where package.json names the repository that
// the statement is about. A tag has to be that of the version: v1.2.3 for 1.2.3.
import { readFileSync, writeFileSync } from 'node:fs';

const { env } = process;
/** Where the repository is, and the tag that is being built, by service. */
const services = [
  {
    url: env.GITHUB_REPOSITORY && `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`,
    tag: env.GITHUB_REF_TYPE === 'tag' ? env.GITHUB_REF_NAME : undefined,
    issues: 'issues',
  },
  { url: env.CI_PROJECT_URL, tag: env.CI_COMMIT_TAG, issues: '-/issues' },
];

try {
  nameRepository();
} catch (error) {
  process.stderr.write(`Error: ${error.message}\n`);
  process.exitCode = 1;
}

function nameRepository() {
  const service = services.find(({ url }) => url);
  if (service === undefined)
    throw new Error('neither GITHUB_REPOSITORY nor CI_PROJECT_URL is set: a release is made by a CI');
  const { url, tag, issues } = service;
  const { homepage, bugs, repository, ...facts } = JSON.parse(readFileSync('package.json', 'utf8'));
  if (tag !== undefined && tag !== `v${facts.version}`)
    throw new Error(`the tag is ${tag}, and package.json has version ${facts.version}: its tag is v${facts.version}`);
  const named = {
    ...facts,
    homepage: `${url}#readme`,
    bugs: `${url}/${issues}`,
    repository: { type: 'git', url: `git+${url}.git` },
  };
  writeFileSync('package.json', `${JSON.stringify(named, null, 2)}\n`);
  process.stdout.write(`package.json names ${url}\n`);
}
