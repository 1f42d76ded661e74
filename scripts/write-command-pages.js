// Writes docs/commands, from the built program: `npm run docs`. A test fails when a page is not what this would write.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts, globals } from './command-facts.js';
import { commandPages } from './command-pages.js';

const folder = join(import.meta.dirname, '../docs/commands');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [file, text] of commandPages(facts, globals)) writeFileSync(join(folder, file), text);
