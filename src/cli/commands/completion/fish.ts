import { completionCommand } from '../../completion/command.ts';

export default completionCommand(
  'fish',
  `
Examples:
  # In this shell
  meshwright completion fish | source

  # In every one
  meshwright completion fish > ~/.config/fish/completions/meshwright.fish`,
);
