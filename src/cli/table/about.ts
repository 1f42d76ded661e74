import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands about the program itself. */
export const about: Readonly<Record<string, TopEntry>> = {
  version: {
    summary: 'Print version information',
    group: groups.about,
    load: () => import('../commands/version.ts'),
  },
};
