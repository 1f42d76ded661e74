import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';
import { booleanOption } from '../flags/options.ts';

const installEntry = {
  summary: 'Install Istio into a cluster, or change how it is installed',
  load: () => import('../commands/install.ts'),
};

/** Commands that install a mesh, and tell what that would be. */
export const install: Readonly<Record<string, TopEntry>> = {
  install: { ...installEntry, aliases: ['apply'], group: groups.install },
  upgrade: {
    summary: 'Upgrade an installation, in place or beside it',
    group: groups.install,
    load: () => import('../commands/upgrade.ts'),
  },
  uninstall: {
    summary: 'Remove an installation from a cluster',
    group: groups.install,
    load: () => import('../commands/uninstall.ts'),
  },
  'verify-install': {
    summary: 'Compare what is installed with what should be',
    group: groups.install,
    load: () => import('../commands/verify-install.ts'),
  },
  'create-remote-secret': {
    summary: 'Print a Secret that lets other clusters read this one',
    group: groups.install,
    load: () => import('../commands/create-remote-secret.ts'),
  },
  manifest: {
    summary: 'Generate, translate and compare what an installation consists of',
    group: groups.install,
    commands: {
      generate: {
        summary: 'Print the objects of an Istio installation',
        load: () => import('../commands/manifest/generate.ts'),
      },
      translate: {
        summary: 'Translate the settings of an installation to Helm values',
        load: () => import('../commands/manifest/translate.ts'),
      },
      install: { ...installEntry, aliases: ['apply'] },
      diff: {
        summary: 'Compare two manifests by object and field',
        load: () => import('../commands/manifest/diff.ts'),
      },
    },
    setup: (command) =>
      booleanOption(command, '--dry-run', 'with install: store nothing; the others change nothing in any case'),
  },
  profile: {
    summary: 'Show the profiles that installations start from',
    group: groups.install,
    commands: {
      list: {
        summary: 'List the profiles',
        load: () => import('../commands/profile/list.ts'),
      },
      dump: {
        summary: 'Print a profile, with files and flags laid on it',
        load: () => import('../commands/profile/dump.ts'),
      },
      diff: {
        summary: 'Compare two profiles or IstioOperator files by field',
        load: () => import('../commands/profile/diff.ts'),
      },
    },
    setup: (command) => booleanOption(command, '--dry-run', 'accepted for istioctl’s sake: nothing is changed'),
  },
  images: {
    summary: 'Show the container images that an installation needs',
    group: groups.install,
    commands: {
      list: {
        summary: 'List the container images of an installation',
        load: () => import('../commands/images/list.ts'),
      },
    },
    setup: () => {},
  },
};
