import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands about which control plane and which proxies serve whom. */
export const revisions: Readonly<Record<string, TopEntry>> = {
  tag: {
    summary: 'Give revisions names that namespaces ask for',
    group: groups.install,
    commands: {
      set: {
        summary: 'Let a tag lead to a revision',
        load: () => import('../commands/tag/set.ts'),
      },
      generate: {
        summary: 'Print the objects of a tag',
        load: () => import('../commands/tag/generate.ts'),
      },
      list: {
        summary: 'List the tags, where they lead, and who asks for them',
        aliases: ['show'],
        load: () => import('../commands/tag/list.ts'),
      },
      remove: {
        summary: 'Remove a tag',
        aliases: ['delete'],
        load: () => import('../commands/tag/remove.ts'),
      },
    },
    setup: () => {},
  },
  waypoint: {
    summary: 'Set up the waypoints of ambient namespaces',
    group: groups.install,
    commands: {
      apply: {
        summary: 'Set up a waypoint',
        load: () => import('../commands/waypoint/apply.ts'),
      },
      generate: {
        summary: 'Print the manifest of a waypoint',
        load: () => import('../commands/waypoint/generate.ts'),
      },
      list: {
        summary: 'List the waypoints',
        load: () => import('../commands/waypoint/list.ts'),
      },
      status: {
        summary: 'Tell whether waypoints are ready, and why not',
        load: () => import('../commands/waypoint/status.ts'),
      },
      delete: {
        summary: 'Delete waypoints',
        load: () => import('../commands/waypoint/delete.ts'),
      },
    },
    setup: (command) => command.option('--name <name>', 'the waypoint’s name (default when one is made: waypoint)'),
  },
};
