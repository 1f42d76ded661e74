import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeUnfinished, unfinished } from '../../../src/cli/files/unfinished.ts';
import { PendingFile } from '../../../src/cli/files/write-file.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-unfinished-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('leaves nothing of a file that is half written, and its target as it was', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.txt'), 'before');
  new PendingFile('a.txt', folder).write('half');
  expect(readdirSync(folder)).toHaveLength(2);
  removeUnfinished();
  expect(readdirSync(folder)).toEqual(['a.txt']);
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('before');
});

it.each(['commit', 'drop'] as const)('knows nothing of a file any more after %s', (end) => {
  const folder = newFolder();
  const file = new PendingFile('a.txt', folder);
  file.write('whole');
  file[end]();
  writeFileSync(join(folder, 'b.txt'), '');
  const before = readdirSync(folder);
  removeUnfinished();
  expect(readdirSync(folder)).toEqual(before);
  expect(existsSync(join(folder, 'a.txt'))).toBe(end === 'commit');
});

it('removes the rest where one thing cannot be removed', () => {
  const removed: string[] = [];
  unfinished(() => {
    throw new Error('it is in use');
  });
  unfinished(() => removed.push('second'));
  const finished = unfinished(() => removed.push('third'));
  finished();
  removeUnfinished();
  removeUnfinished();
  expect(removed).toEqual(['second']);
});
