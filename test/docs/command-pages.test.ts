import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandPages } from '../../scripts/command-pages.js';
import { manual } from '../../scripts/manual.js';
import { allCommandFacts, type CommandFacts, type FlagFacts, globalFlags } from '../../src/cli/command-facts.ts';
import type { Io } from '../../src/cli/io.ts';
import { root } from '../support/run.ts';

const folder = join(root, 'docs/commands');
const io = { columns: 80 } as Io;
let facts: CommandFacts[];
let globals: FlagFacts[];

beforeAll(async () => {
  facts = await allCommandFacts(io);
  globals = globalFlags(io);
});

describe('docs/commands', () => {
  it('is what the program says (if not: npm run docs)', () => {
    const pages = commandPages(facts, globals);
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [file, text] of pages) expect(readFileSync(join(folder, file), 'utf8'), file).toBe(text);
  });

  it('shows an example of every command that does something', () => {
    const without = facts.filter(({ commands, more }) => commands.length === 0 && !/^Examples:$/m.test(more));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

describe('the manual page', () => {
  it('names every command and every flag', () => {
    const text = manual(facts, globals, '1.2.3');
    for (const { name, commands, flags } of facts.filter((one) => one.commands.length === 0)) {
      expect(commands).toEqual([]);
      expect(text).toContain(`.SS ${name.replaceAll('-', '\\-')}\n`);
      for (const flag of flags) expect(text, name).toContain(`.B ${flag.flags.replaceAll('-', '\\-')}\n`);
    }
  });

  it('holds no line that roff would take for a request of its own', () => {
    const requests = new Set(manual(facts, globals, '1').match(/^\.\w+/gm));
    expect([...requests].sort()).toEqual(['.B', '.PP', '.SH', '.SS', '.TH', '.TP', '.br', '.fi', '.nf']);
  });
});
