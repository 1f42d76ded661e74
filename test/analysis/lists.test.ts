import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run.ts';

it.each([
  ['src/analysis/analyzers', 'list.ts', ['index.ts', 'list.ts']],
  ['src/analysis/messages', 'index.ts', ['index.ts']],
])('%s: %s has a line for every file', (folder, list, others) => {
  const text = readFileSync(join(root, folder, list), 'utf8');
  const listed = [...text.matchAll(/from '\.\/([^']+)';$/gm)].map(([, file]) => file);
  const files = readdirSync(join(root, folder)).filter((file) => !others.includes(file));
  expect(listed.toSorted()).toEqual(files.toSorted());
});
