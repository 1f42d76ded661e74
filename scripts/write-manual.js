// Writes dist/man/meshwright.1, which npm installs as a manual page, from the built program.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts, globals } from './command-facts.js';
import { manual } from './manual.js';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
mkdirSync(join(root, 'dist/man'), { recursive: true });
writeFileSync(join(root, 'dist/man/meshwright.1'), manual(facts, globals, version));
