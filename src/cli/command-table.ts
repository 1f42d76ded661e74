import type { Command } from './command.ts';

interface CommandEntry {
  readonly summary: string;
  readonly aliases?: readonly string[];
  /** The heading that help lists it under. */
  readonly group: string;
  load(): Promise<{ readonly default: Command }>;
}

/** The headings that help lists commands under. */
export const groups = { check: 'Check configuration:', about: 'About meshwright:' };

/**
 * Every command, by the words typed. A command's file is loaded only when it is the one asked for: start-up time is
 * part of what makes a tool pleasant to run on every save.
 */
export const commandTable: Readonly<Record<string, CommandEntry>> = {
  analyze: {
    summary: 'Report problems in mesh configuration',
    group: groups.check,
    load: () => import('./commands/analyze.ts'),
  },
  validate: {
    summary: 'Validate resources against their schemas and Istio’s rules',
    aliases: ['v'],
    group: groups.check,
    load: () => import('./commands/validate.ts'),
  },
  explain: {
    summary: 'Explain what a code means and how to fix it',
    group: groups.check,
    load: () => import('./commands/explain.ts'),
  },
  schema: {
    summary: 'Show what may stand in a kind or a field; schemas for editors',
    group: groups.check,
    load: () => import('./commands/schema.ts'),
  },
  version: {
    summary: 'Print version information',
    group: groups.about,
    load: () => import('./commands/version.ts'),
  },
};

/** istioctl's commands that are still to come: whoever types one is told so, and not that it is misspelt. */
export const commandsToCome: readonly string[] =
  'admin authz bug-report completion create-remote-secret dashboard experimental install kube-inject manifest proxy-config proxy-status remote-clusters tag uninstall upgrade waypoint ztunnel-config'.split(
    ' ',
  );
