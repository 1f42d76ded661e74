import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNamed } from '../../src/cli/command-table.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { flagsIn } from '../support/help-flags.ts';
import { commandLinesOf, fencesOf, linksOf } from '../support/markdown.ts';
import { root, Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

const withFences = (language: string) =>
  pages.flatMap(({ name, text }) =>
    fencesOf(text)
      .filter((fence) => fence.language === language)
      .map((fence) => ({ place: `${name}:${fence.line}`, text: fence.text })),
  );

describe('links', () => {
  it.each(pages.filter(({ text }) => linksOf(text).length > 0))('of $name lead somewhere', ({ name, text }) => {
    const local = linksOf(text).filter((target) => !/^(https?:|mailto:|#)/.test(target));
    const broken = local.filter((target) => !existsSync(join(root, dirname(name), target.replace(/#.*/, ''))));
    expect(broken).toEqual([]);
  });
});

describe('YAML', () => {
  it('can be read in every block', () => {
    const blocks = withFences('yaml');
    expect(blocks.length).toBeGreaterThan(10);
    for (const { place, text } of blocks) {
      for (const { problem } of readYaml(text)) expect(problem, place).toBeUndefined();
    }
  });
});

describe('command lines', () => {
  const helps = new Map<string, string[]>();
  const flagsOf = async (command: string): Promise<string[]> => {
    const known = helps.get(command);
    if (known !== undefined) return known;
    const { exitCode, stdout } = await runMain([...command.split(' '), '--help'], { cwd: root });
    const flags = exitCode === 0 ? flagsIn(stdout) : [];
    helps.set(command, flags);
    return flags;
  };
  /** The command that the first words name, in up to four: `experimental injector list`. */
  const commandIn = (words: readonly string[]): string =>
    [4, 3, 2].map((count) => words.slice(0, count).join(' ')).find((name) => commandNamed(name) !== undefined) ??
    words[0]!;
  const isFlag = (word: string) => word.startsWith('-') && word !== '-';
  const nameOf = (word: string) => (word.startsWith('--') ? word.replace(/=.*/, '') : word.slice(0, 2));

  it('hold commands and flags that exist', async () => {
    const lines = ['sh', 'yaml', 'groovy']
      .flatMap(withFences)
      .flatMap(({ place, text }) => commandLinesOf(text).map((words) => ({ place, words })));
    expect(lines.length).toBeGreaterThan(5);
    for (const { place, words } of lines) {
      const command = commandIn(words);
      const rest = words.slice(command.split(' ').length);
      const flags = await flagsOf(command);
      expect(flags, `${place}: there is no command ${command}`).not.toEqual([]);
      for (const word of rest.filter(isFlag)) expect(flags, `${place}: ${words.join(' ')}`).toContain(nameOf(word));
    }
  });

  it('of help are found as those of pages', async () => {
    const found = commandLinesOf(new Sandbox().run(['help', 'analyze']).stdout).filter(
      ([command]) => command === 'analyze',
    );
    expect(found.length).toBeGreaterThan(3);
    for (const [command, ...rest] of found) {
      expect(await flagsOf(command!)).toEqual(expect.arrayContaining(rest.filter(isFlag).map(nameOf)));
    }
  });
});
