import type { Command } from 'commander';
import { addInstallFlags, type InstallFlags } from './install-flags.ts';
import { booleanOption, choiceOption, timeoutOption } from './options.ts';

/** The flags of commands that put an installation into a cluster. */
export interface InstallationFlags extends InstallFlags {
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly showSecrets?: boolean;
  readonly verify?: boolean;
  readonly skipConfirmation?: boolean;
  /** Milliseconds. */
  readonly readinessTimeout: number;
  readonly output: 'text' | 'json';
}

export function addInstallationFlags(command: Command): void {
  addInstallFlags(command, 'go on although settings are not valid, or the check of the cluster speaks against it');
  booleanOption(command, '-y, --skip-confirmation', 'do not ask before anything is changed');
  booleanOption(command, '--dry-run', 'have the API server check everything and store nothing');
  booleanOption(command, '--diff', 'show what would change by object and field, and exit with 79 if anything would');
  booleanOption(command, '--show-secrets', 'with --diff: tell what Secrets hold, and not only that it changes');
  booleanOption(command, '--verify', 'look afterwards whether everything is there as it should be');
  command.addOption(timeoutOption('--readiness-timeout <duration>', 'time for each component to get ready', '5m0s'));
  command.addOption(
    choiceOption('-o, --output <format>', 'format; json: a line for each thing that happens', ['text', 'json'], 'text'),
  );
}
