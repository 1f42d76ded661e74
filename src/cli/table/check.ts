import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands that check configuration. */
export const check: Readonly<Record<string, TopEntry>> = {
  analyze: {
    summary: 'Report problems in mesh configuration',
    group: groups.check,
    load: () => import('../commands/analyze.ts'),
  },
  validate: {
    summary: 'Validate resources against their schemas and Istio’s rules',
    aliases: ['v'],
    group: groups.check,
    load: () => import('../commands/validate.ts'),
  },
  check: {
    summary: 'Report how the mesh of a cluster is, or whether Istio can be installed',
    group: groups.check,
    load: () => import('../commands/check.ts'),
  },
  explain: {
    summary: 'Explain what a code means and how to fix it',
    group: groups.check,
    load: () => import('../commands/explain.ts'),
  },
  schema: {
    summary: 'Show what may stand in a kind or a field; schemas for editors',
    group: groups.check,
    load: () => import('../commands/schema.ts'),
  },
};
