import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChartFolder } from '../../src/install/read-chart.ts';

describe('a chart’s folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'meshwright-chart-'));
    mkdirSync(join(folder, 'chart/templates'), { recursive: true });
    writeFileSync(join(folder, 'chart/Chart.yaml'), 'name: one');
    writeFileSync(join(folder, 'chart/templates/a.yaml'), 'a');
    writeFileSync(join(folder, 'secret'), 's');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = async () =>
    (await readChartFolder(join(folder, 'chart'))).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);

  it('is read with all in it', async () => {
    expect(await read()).toEqual([
      ['Chart.yaml', 'name: one'],
      ['templates/a.yaml', 'a'],
    ]);
  });

  it('may have links within', async () => {
    symlinkSync('a.yaml', join(folder, 'chart/templates/b.yaml'));
    expect(await read()).toContainEqual(['templates/b.yaml', 'a']);
  });

  it.each([
    ['out of it', '../../secret', '"templates/link" is a link that leads out of the chart'],
    ['around', '..', '"templates/link" is a link to a folder that it lies in'],
  ])('must not have links %s', async (_name, target, message) => {
    symlinkSync(target, join(folder, 'chart/templates/link'));
    await expect(read()).rejects.toThrow(message);
  });

  it('must not have large files', async () => {
    writeFileSync(join(folder, 'chart/big'), Buffer.alloc((5 << 20) + 1));
    await expect(read()).rejects.toThrow('"big" has 5242881 bytes: at most 5242880 are allowed');
  });
});
