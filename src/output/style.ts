import type { Level } from '../base/levels.ts';
import type { Look } from './text/look.ts';
import { plainWords } from './text/plain-words.ts';

export type Paint = (text: string) => string;

/** How output looks; every function gives its text back unchanged when there is no colour. */
export interface Style {
  /** The colour of a level, for its name and what it points at. */
  level(level: Level, text: string): string;
  readonly bold: Paint;
  readonly dim: Paint;
  /** What a comparison finds on one side only. */
  readonly added: Paint;
  readonly removed: Paint;
  /** The text as it is; with --plain with words for its symbols. */
  readonly spell: Paint;
  /** A sign where signs are told from each other by their looks; with --plain the word for it. */
  readonly sign: (sign: string, word: string) => string;
}

const same: Paint = (text) => text;
const uncolored = { level: (_: Level, text: string) => text, bold: same, dim: same, added: same, removed: same };

/** The style to write with. Whether there is colour is the caller's decision; without it chalk is not even loaded. */
export async function styleFor({ color, plain = false }: Look): Promise<Style> {
  const words = { spell: plain ? plainWords : same, sign: (sign: string, word: string) => (plain ? word : sign) };
  if (!color) return { ...uncolored, ...words };
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const levels: Readonly<Record<Level, Paint>> = { Error: chalk.red, Warning: chalk.yellow, Info: chalk.cyan };
  return {
    level: (level, text) => levels[level](text),
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    added: (text) => chalk.green(text),
    removed: (text) => chalk.red(text),
    ...words,
  };
}
