import type { Command as Commander } from 'commander';
import type { Command } from './command.ts';
import { groups } from './command-groups.ts';
import { booleanOption } from './options.ts';
import { proxyConfig, ztunnelConfig } from './proxy-commands.ts';

export interface CommandEntry {
  readonly summary: string;
  readonly aliases?: readonly string[];
  load(): Promise<{ readonly default: Command }>;
}

/** Commands that share their first word, by the next. */
export interface CommandFamily {
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly commands: Readonly<Record<string, CommandEntry | CommandFamily>>;
  /** Declares flags that all of them have. */
  setup(command: Commander): void;
}

/** What stands in the first word of a command line. */
export type TopEntry = (CommandEntry | CommandFamily) & {
  /** The heading that help lists it under. */
  readonly group: string;
};

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
    summary: 'Generate, translate and compare what an installation consists of',
    group: groups.install,
    commands: {
      generate: {
        summary: 'Print the objects of an Istio installation',
        load: () => import('./commands/manifest/generate.ts'),
      },
      translate: {
        summary: 'Translate the settings of an installation to Helm values',
        load: () => import('./commands/manifest/translate.ts'),
      },
      diff: {
        summary: 'Compare two manifests by object and field',
        load: () => import('./commands/manifest/diff.ts'),
      },
    },
    setup: (command) => booleanOption(command, '--dry-run', 'accepted for istioctl’s sake: nothing is changed'),
  },
  profile: {
    summary: 'Show the profiles that installations start from',
    group: groups.install,
    commands: {
      list: {
        summary: 'List the profiles',
        load: () => import('./commands/profile/list.ts'),
      },
      dump: {
        summary: 'Print a profile, with files and flags laid on it',
        load: () => import('./commands/profile/dump.ts'),
      },
      diff: {
        summary: 'Compare two profiles or IstioOperator files by field',
        load: () => import('./commands/profile/diff.ts'),
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
        load: () => import('./commands/images/list.ts'),
      },
    },
    setup: () => {},
  },
  'kube-inject': {
    summary: 'Inject sidecars into the workloads of manifests',
    group: groups.inject,
    load: () => import('./commands/kube-inject.ts'),
  },
  'kube-uninject': {
    summary: 'Take injected sidecars out of manifests',
    group: groups.inject,
    load: () => import('./commands/kube-uninject.ts'),
  },
  'proxy-config': proxyConfig,
  'ztunnel-config': ztunnelConfig,
  mtls: {
    summary: 'Tell which ports take mutual TLS, and what each client’s calls come to',
    group: groups.inspect,
    load: () => import('./commands/mtls.ts'),
  },
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
            load: () => import('./commands/experimental/authz/check.ts'),
          },
        },
        setup: () => {},
      },
      'check-inject': {
        summary: 'Tell whether a workload is injected, by which webhook, and why',
        load: () => import('./commands/experimental/check-inject.ts'),
      },
      injector: {
        summary: 'Show the injectors of a mesh',
        commands: {
          list: {
            summary: 'List which injector serves which namespace',
            load: () => import('./commands/experimental/injector/list.ts'),
          },
        },
        setup: () => {},
      },
    },
    setup: () => {},
  },
  version: {
    summary: 'Print version information',
    group: groups.about,
    load: () => import('./commands/version.ts'),
  },
};

/** istioctl's commands that are still to come: whoever types one is told so, and not that it is misspelt. */
export const commandsToCome: readonly string[] = [
  ...'admin authz bug-report completion create-remote-secret dashboard install'.split(' '),
  ...'proxy-status remote-clusters tag uninstall upgrade waypoint'.split(' '),
  'manifest install',
  ...'config describe envoy-stats internal-debug metrics precheck proxy-status version workload'
    .split(' ')
    .map((name) => `experimental ${name}`),
];

/** True for commands that share their first word. */
export const isFamily = (entry: CommandEntry | CommandFamily | undefined): entry is CommandFamily =>
  entry !== undefined && 'commands' in entry;

/** Full names by the words that mean them: `proxy-config cluster` by `pc clusters`. */
const names = namesOf(commandTable);

/** The full name of the command that the words mean, aliases and all. */
export const commandNamed = (words: string): string | undefined => names.get(words);

/** All words that mean a command. */
export const allCommandNames = (): Iterable<string> => names.keys();

function namesOf(entries: Readonly<Record<string, CommandEntry | CommandFamily>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, entry] of Object.entries(entries)) {
    const inner = isFamily(entry) ? namesOf(entry.commands) : new Map<string, string>();
    for (const word of [name, ...(entry.aliases ?? [])]) {
      found.set(word, name);
      for (const [typed, full] of inner) found.set(`${word} ${typed}`, `${name} ${full}`);
    }
  }
  return found;
}
