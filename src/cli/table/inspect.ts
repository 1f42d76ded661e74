import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands that look inside a mesh. */
export const inspect: Readonly<Record<string, TopEntry>> = {
  mtls: {
    summary: 'Tell which ports take mutual TLS, and what each client’s calls come to',
    group: groups.inspect,
    load: () => import('../commands/mtls.ts'),
  },
};
