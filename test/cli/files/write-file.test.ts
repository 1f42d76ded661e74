import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commitInTurn, PendingFile } from '../../../src/cli/files/write-file.ts';
import { Sandbox } from '../../support/run.ts';

const written = (name: string, folder: string): PendingFile => {
  const file = new PendingFile(name, folder);
  file.write('after');
  file.finish();
  return file;
};

it('of several files, those behind one that cannot be put in its place stay what they were, and nothing is left over', () => {
  const { folder } = new Sandbox({ one: 'before', three: 'before' });
  const files = ['one', 'two', 'three'].map((name) => written(name, folder));
  mkdirSync(join(folder, 'two/inner'), { recursive: true });
  expect(() => commitInTurn(files)).toThrow('cannot write two: it is a folder');
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('after');
  expect(readFileSync(join(folder, 'three'), 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual(['one', 'three', 'two']);
});
