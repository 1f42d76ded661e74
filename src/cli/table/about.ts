import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands about the program itself. */
export const about: Readonly<Record<string, TopEntry>> = {
  completion: {
    summary: 'Print a script that completes commands, flags and names in a shell',
    group: groups.about,
    commands: {
      bash: { summary: 'Complete in bash', load: () => import('../commands/completion/bash.ts') },
      zsh: { summary: 'Complete in zsh', load: () => import('../commands/completion/zsh.ts') },
      fish: { summary: 'Complete in fish', load: () => import('../commands/completion/fish.ts') },
      powershell: { summary: 'Complete in PowerShell', load: () => import('../commands/completion/powershell.ts') },
    },
    setup: () => {},
  },
  version: {
    summary: 'Print version information',
    group: groups.about,
    load: () => import('../commands/version.ts'),
  },
};
