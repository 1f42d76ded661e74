import type { Command as Commander } from 'commander';
import type { Command } from './command.ts';

export interface CommandEntry {
  readonly summary: string;
  readonly aliases?: readonly string[];
  load(): Promise<{ readonly default: Command }>;
}

/** Commands that share their first word, by the next. */
export interface CommandFamily {
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly commands: Readonly<Record<string, CommandEntry | CommandFamily>>;
  /** Declares flags that all of them have. */
  setup(command: Commander): void;
  /** What the word does by itself, where it is a command, too. */
  load?(): Promise<{ readonly default: Command }>;
}

/** What stands in the first word of a command line. */
export type TopEntry = (CommandEntry | CommandFamily) & {
  /** The heading that help lists it under. */
  readonly group: string;
};
