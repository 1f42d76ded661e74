import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run.ts';

it('errors keep their names in the built library, whose classes have none', () => {
  const script = `
    const library = require(${JSON.stringify(join(root, 'dist/index.js'))});
    const names = ['MeshwrightError', 'UsageError', 'InputError'];
    console.log(names.every((name) => String(new library[name]('no')) === name + ': no'));`;
  expect(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout).toBe('true\n');
});
