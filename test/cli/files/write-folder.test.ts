import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFolder } from '../../../src/cli/files/write-folder.ts';
import { Sandbox } from '../../support/run.ts';

it('writes files into a folder that it makes, and names those that were there', () => {
  const { folder } = new Sandbox();
  expect(writeFolder('a/b', { one: '1', two: { text: '2', isSecret: true } }, folder)).toEqual([]);
  const mode = (name: string) => statSync(join(folder, 'a/b', name)).mode & 0o777;
  expect(mode('two')).toBe(0o600);
  expect(mode('one') & 0o400).toBe(0o400);
  expect(writeFolder('a/b', { two: '3', three: '4' }, folder)).toEqual(['two']);
  expect(readFileSync(join(folder, 'a/b/two'), 'utf8')).toBe('3');
});

it('writes bytes, and programs that can be run', () => {
  const { folder } = new Sandbox({ run: 'old' });
  writeFolder('.', { bytes: Buffer.of(0xff, 0), run: { text: '#!/bin/sh', isProgram: true } }, folder);
  expect(readFileSync(join(folder, 'bytes'))).toEqual(Buffer.of(0xff, 0));
  expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o755);
});

it('makes a file secret that was not', () => {
  const { folder } = new Sandbox({ token: 'old' });
  writeFolder('.', { token: { text: 'new', isSecret: true } }, folder);
  expect(statSync(join(folder, 'token')).mode & 0o777).toBe(0o600);
});

it('changes nothing where one cannot be written', () => {
  const { folder } = new Sandbox({ one: 'before' });
  mkdirSync(join(folder, 'two'));
  expect(() => writeFolder('.', { one: 'after', two: 'x' }, folder)).toThrow('two');
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual(['one', 'two']);
});

it('names the folder that cannot be made', () => {
  const { folder } = new Sandbox();
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeFolder('file/inner', { one: '1' }, folder)).toThrow('cannot make the folder file/inner');
});
