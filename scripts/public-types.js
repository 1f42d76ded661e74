// Of the declarations that the compiler writes for every module, those that users of the library can come to. The others are a
// quarter of all files of the package.
import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What a declaration imports: `from './a.ts'`, `import './a.ts'`, `import('./a.ts')`. */
const imports = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/**
 * Removes the declarations in `folder` that its `index.d.ts` does not lead to, and folders that are empty then. Throws where one
 * that it leads to is not there.
 */
export function keepPublicTypes(folder) {
  const kept = new Set();
  const open = [resolve(folder, 'index.d.ts')];
  for (const file of open) {
    if (kept.has(file)) continue;
    kept.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(imports))
      open.push(resolve(dirname(file), path.replace(/(?:\.d)?\.[tj]s$/, '.d.ts')));
  }
  removeBut(kept, folder);
}

/** @returns whether the folder is empty now */
function removeBut(kept, folder) {
  const left = readdirSync(folder, { withFileTypes: true }).filter((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return !removeBut(kept, path);
    if (kept.has(resolve(path))) return true;
    rmSync(path);
    return false;
  });
  if (left.length === 0) rmdirSync(folder);
  return left.length === 0;
}
