import { completionCommand } from '../../completion/command.ts';

export default completionCommand(
  'zsh',
  `
Examples:
  # In this shell, after compinit
  source <(meshwright completion zsh)

  # In every one
  meshwright completion zsh > "\${fpath[1]}/_meshwright"`,
);
