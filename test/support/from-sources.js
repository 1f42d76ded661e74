// Modules of the program as they are in src, for scripts that run without a build: they must read nothing that only a build makes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What `exports` (lines `export … from './src/…'`) names, as one module. */
export async function fromSources(exports) {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-sources-'));
  try {
    const outfile = join(folder, 'sources.mjs');
    await build({
      stdin: { contents: exports, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
