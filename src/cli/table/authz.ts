import type { CommandFamily } from '../command-entry.ts';

/** Readers of the AuthorizationPolicies in a proxy. */
export const authz: CommandFamily = {
  summary: 'Show which AuthorizationPolicies a proxy enforces',
  commands: {
    check: {
      summary: 'List the AuthorizationPolicies that an Envoy enforces',
      load: () => import('../commands/experimental/authz/check.ts'),
    },
  },
  setup: () => {},
};
