import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';

/** Commands that may still change. */
export const experimental: Readonly<Record<string, TopEntry>> = {
  experimental: {
    summary: 'What may still change',
    aliases: ['x', 'exp'],
    group: groups.inspect,
    commands: {
      authz: {
        summary: 'Show which AuthorizationPolicies a proxy enforces',
        commands: {
          check: {
            summary: 'List the AuthorizationPolicies that an Envoy enforces',
            load: () => import('../commands/experimental/authz/check.ts'),
          },
        },
        setup: () => {},
      },
      'check-inject': {
        summary: 'Tell whether a workload is injected, by which webhook, and why',
        load: () => import('../commands/experimental/check-inject.ts'),
      },
      injector: {
        summary: 'Show the injectors of a mesh',
        commands: {
          list: {
            summary: 'List which injector serves which namespace',
            load: () => import('../commands/experimental/injector/list.ts'),
          },
        },
        setup: () => {},
      },
    },
    setup: () => {},
  },
};
