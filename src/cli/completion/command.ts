import { ExitCode } from '../../base/exit-code.ts';
import { type Command, defineCommand } from '../command.ts';
import { completionScript, type Shell } from './shells.ts';

/** The command that prints the script for a shell. */
export const completionCommand = (shell: Shell, examples: string): Command =>
  defineCommand<{ readonly descriptions: boolean }>({
    setup(command) {
      command.option('--no-descriptions', 'names alone, without what they are');
      command.addHelpText('after', examples);
    },
    async run(io, { descriptions }) {
      await io.write(completionScript(shell, descriptions));
      return ExitCode.ok;
    },
  });
