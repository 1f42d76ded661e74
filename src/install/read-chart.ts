import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MeshwrightError } from '../base/errors.ts';
import { largestChart, largestFile } from '../render/chart/archive.ts';
import type { ChartFile } from '../render/chart/chart.ts';

const mostFiles = 10_000;

/**
 * The files of a chart's folder. Links within the folder are followed; those that lead out of it are refused.
 * @throws MeshwrightError for what is no file, or too large
 */
export async function readChartFolder(folder: string): Promise<ChartFile[]> {
  const root = await realpath(folder);
  const files: ChartFile[] = [];
  let size = 0;
  const read = async (path: string, open: readonly string[]): Promise<void> => {
    const real = await realpath(path);
    const shown = relative(folder, path).split(sep).join('/');
    const refuse = (reason: string): never => {
      throw new MeshwrightError(`chart ${folder}: ${JSON.stringify(shown)} ${reason}`);
    };
    if (real !== root && !real.startsWith(root + sep)) refuse('is a link that leads out of the chart');
    if (open.includes(real)) refuse('is a link to a folder that it lies in');
    const about = await stat(real);
    if (about.isDirectory()) {
      for (const name of (await readdir(real)).sort()) await read(join(path, name), [...open, real]);
      return;
    }
    if (!about.isFile()) refuse('is no regular file');
    if (about.size > largestFile) refuse(`has ${about.size} bytes: at most ${largestFile} are allowed`);
    size += about.size;
    if (size > largestChart) refuse(`makes the chart larger than ${largestChart} bytes`);
    if (files.length === mostFiles) refuse(`is one file more than the ${mostFiles} that a chart may have`);
    files.push({ path: shown, bytes: await readFile(real) });
  };
  await read(folder, []);
  return files;
}

/** The bytes of a chart's archive, for `readArchive`. */
export async function readChartArchive(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size <= largestChart) return readFile(path);
  throw new MeshwrightError(`chart ${path}: has ${size} bytes: at most ${largestChart} are allowed`);
}
