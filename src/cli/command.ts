import type { Command as Commander } from 'commander';
import type { ExitCode } from '../base/exit-code.ts';
import type { GlobalOptions } from './flags/global-options.ts';
import type { Io } from './io.ts';

/** What a command's file exports: its flags, and what it does with them. */
export interface Command {
  /** Declares arguments, flags and examples. The name and summary are in the command table. */
  setup(command: Commander): void;
  run(io: Io, options: GlobalOptions & Record<string, unknown>, args: readonly string[]): Promise<ExitCode>;
}

/** Declares a command; `O` are the flags that `setup` declares, as commander names them. */
export const defineCommand = <O>(command: {
  setup(command: Commander): void;
  run(io: Io, options: GlobalOptions & O, args: readonly string[]): Promise<ExitCode>;
}): Command => command as Command;
