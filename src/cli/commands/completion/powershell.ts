import { completionCommand } from '../../completion/command.ts';

export default completionCommand(
  'powershell',
  `
Examples:
  # In this shell
  meshwright completion powershell | Out-String | Invoke-Expression

  # In every one
  meshwright completion powershell >> $PROFILE`,
);
