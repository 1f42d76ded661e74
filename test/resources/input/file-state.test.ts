import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileState } from '../../../src/resources/input/file-state.ts';
import { Sandbox } from '../../support/run.ts';

it('changes with the files that are read, and with no others', async () => {
  const { folder } = new Sandbox({ 'k8s/a.yaml': 'a: 1\n', 'k8s/inner/b.yaml': 'b: 1\n', 'mesh.yaml': '' });
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  let last = '';
  const isChanged = async (): Promise<boolean> => {
    const { signature } = await fileState(['k8s', '!k8s/out*'], folder, {}, ['mesh.yaml']);
    const changed = signature !== last;
    last = signature;
    return changed;
  };
  expect(await isChanged()).toBe(true);
  expect(await isChanged()).toBe(false);
  for (const change of [
    () => put('k8s/inner/b.yaml', 'b: 22\n'),
    () => put('k8s/inner/c.json', '{}'),
    () => rmSync(join(folder, 'k8s/inner/c.json')),
    () => put('mesh.yaml', 'a: 1\n'),
  ]) {
    change();
    expect(await isChanged()).toBe(true);
    expect(await isChanged()).toBe(false);
  }
  put('other.yaml', 'a: 1\n');
  expect(await isChanged()).toBe(false);
});

it('names the folders to look at, and takes what is gone for a state, too', async () => {
  const { folder } = new Sandbox({ 'k8s/inner/b.yaml': 'b: 1\n' });
  const { folders } = await fileState(['k8s'], folder);
  expect([...folders]).toEqual([join(folder, 'k8s'), join(folder, 'k8s/inner')]);
  rmSync(join(folder, 'k8s'), { recursive: true });
  expect((await fileState(['k8s'], folder)).signature).toContain('k8s');
});
