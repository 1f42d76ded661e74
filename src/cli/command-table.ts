import type { Command as Commander } from 'commander';
import type { Command } from './command.ts';
import { booleanOption } from './options.ts';

export interface CommandEntry {
  readonly summary: string;
  readonly aliases?: readonly string[];
  load(): Promise<{ readonly default: Command }>;
}

/** Commands that share their first word, by the second. */
export interface CommandFamily {
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly commands: Readonly<Record<string, CommandEntry>>;
  /** Declares flags that all of them have. */
  setup(command: Commander): void;
}

/** What stands in the first word of a command line. */
export type TopEntry = (CommandEntry | CommandFamily) & {
  /** The heading that help lists it under. */
  readonly group: string;
};

/** The headings that help lists commands under. */
export const groups = { check: 'Check configuration:', install: 'Install:', about: 'About meshwright:' };

/**
 * Every command, by the words typed. A command's file is loaded only when it is the one asked for: start-up time is
 * part of what makes a tool pleasant to run on every save.
 */
export const commandTable: Readonly<Record<string, TopEntry>> = {
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
  manifest: {
    summary: 'Generate what an installation consists of',
    group: groups.install,
    commands: {
      generate: {
        summary: 'Print the objects of an Istio installation',
        load: () => import('./commands/manifest/generate.ts'),
      },
    },
    setup: (command) => booleanOption(command, '--dry-run', 'accepted for istioctl’s sake: nothing is changed'),
  },
  version: {
    summary: 'Print version information',
    group: groups.about,
    load: () => import('./commands/version.ts'),
  },
};

/** istioctl's commands that are still to come: whoever types one is told so, and not that it is misspelt. */
export const commandsToCome: readonly string[] = [
  ...'admin authz bug-report completion create-remote-secret dashboard experimental install kube-inject proxy-config'.split(
    ' ',
  ),
  ...'proxy-status remote-clusters tag uninstall upgrade waypoint ztunnel-config'.split(' '),
  ...['manifest install', 'manifest translate'],
];

/** True for commands that share their first word. */
export const isFamily = (entry: CommandEntry | CommandFamily | undefined): entry is CommandFamily =>
  entry !== undefined && 'commands' in entry;
