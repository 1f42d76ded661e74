import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Paths of programs that build-tools.js knows, which are built first where that was not done yet. */
export const builtPrograms = (...names: readonly string[]): string[] =>
  execFileSync(process.execPath, [join(import.meta.dirname, 'build-tools.js'), ...names], { encoding: 'utf8' })
    .trim()
    .split('\n');
