import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Files } from './sample-files.ts';

/** Writes files below a folder, with the folders that they lie in. */
export function writeFiles(folder: string, files: Files): void {
  const made = new Set<string>();
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    made.add(dirname(path));
    writeFileSync(path, content);
  }
}
