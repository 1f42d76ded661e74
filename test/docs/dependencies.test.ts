import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/decisions/0004-libraries.md'), 'utf8');
/** The first cells of the page's tables, as names: versions and what is said of them left out. */
const named = [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) =>
  cell!.split(', ').map((name) => name.replace(/ .*/, '')),
);

it.each(Object.keys(packageJson.devDependencies))('%s has its reason in docs/decisions', (name) => {
  expect(named).toContain(name);
});

it('has a reason for no library that is gone', () => {
  const headings = ['In', 'To'];
  expect(named.filter((name) => !headings.includes(name) && !(name in packageJson.devDependencies))).toEqual([]);
});

it('makes whoever installs the program install nothing else', () => {
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
    expect(packageJson).not.toHaveProperty(kind);
});
