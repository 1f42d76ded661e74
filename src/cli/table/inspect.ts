import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';
import { authz } from './authz.ts';
import { proxyStatus } from './control-plane.ts';

/** Commands that look inside a mesh. */
export const inspect: Readonly<Record<string, TopEntry>> = {
  authz: { ...authz, group: groups.inspect },
  mtls: {
    summary: 'Tell which ports take mutual TLS, and what each client’s calls come to',
    group: groups.inspect,
    load: () => import('../commands/mtls.ts'),
  },
  'proxy-status': { ...proxyStatus, group: groups.inspect },
  'remote-clusters': {
    summary: 'List the clusters that each istiod reads',
    group: groups.inspect,
    load: () => import('../commands/remote-clusters.ts'),
  },
  admin: {
    summary: 'Control istiod: what it logs',
    aliases: ['istiod'],
    group: groups.inspect,
    commands: {
      log: {
        summary: 'Show or set how much each part of istiod logs',
        aliases: ['l'],
        load: () => import('../commands/admin/log.ts'),
      },
    },
    setup: (command) => {
      command.option('-l, --selector <labels>', 'labels of istiod’s Pods', 'app=istiod');
    },
  },
  'bug-report': {
    summary: 'Collect what helps to find out what is wrong, in one archive',
    group: groups.inspect,
    load: () => import('../commands/bug-report.ts'),
    commands: {
      version: {
        summary: 'Print the version',
        load: () => import('../commands/bug-report/version.ts'),
      },
    },
    setup: () => {},
  },
};
