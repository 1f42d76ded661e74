import { completionCommand } from '../../completion/command.ts';

export default completionCommand(
  'bash',
  `
Examples:
  # In this shell
  source <(meshwright completion bash)

  # In every one (with the package bash-completion)
  meshwright completion bash > ~/.local/share/bash-completion/completions/meshwright

  # For an alias as well
  alias istioctl=meshwright; complete -F _meshwright istioctl`,
);
