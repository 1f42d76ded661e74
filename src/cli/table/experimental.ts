import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';
import { authz } from './authz.ts';
import { proxyStatus } from './control-plane.ts';

/** Commands that may still change. */
export const experimental: Readonly<Record<string, TopEntry>> = {
  experimental: {
    summary: 'What may still change',
    aliases: ['x', 'exp'],
    group: groups.inspect,
    commands: {
      authz,
      'envoy-stats': {
        summary: 'Show what an Envoy counts',
        aliases: ['es'],
        load: () => import('../commands/experimental/envoy-stats.ts'),
      },
      metrics: {
        summary: 'Show requests, errors and latencies of workloads, by Prometheus',
        aliases: ['m'],
        load: () => import('../commands/experimental/metrics.ts'),
      },
      'check-inject': {
        summary: 'Tell whether a workload is injected, by which webhook, and why',
        load: () => import('../commands/experimental/check-inject.ts'),
      },
      'check-access': {
        summary: 'Tell whether a request is allowed, and which policy says so',
        load: () => import('../commands/experimental/check-access.ts'),
      },
      'check-route': {
        summary: 'Tell which route a request takes, and where it leads',
        load: () => import('../commands/experimental/check-route.ts'),
      },
      precheck: {
        summary: 'Tell what speaks against installing or upgrading Istio',
        load: () => import('../commands/experimental/precheck.ts'),
      },
      config: {
        summary: 'List and set the defaults of flags',
        commands: {
          list: {
            summary: 'List the flags whose defaults can be set, and what they are',
            load: () => import('../commands/experimental/config/list.ts'),
          },
          set: {
            summary: 'Set the default of a flag, or go back to the usual one',
            load: () => import('../commands/experimental/config/set.ts'),
          },
        },
        setup: () => {},
      },
      workload: {
        summary: 'Prepare machines outside Kubernetes for the mesh',
        commands: {
          group: {
            summary: 'What machines have in common',
            commands: {
              create: {
                summary: 'Print a WorkloadGroup',
                load: () => import('../commands/experimental/workload/group/create.ts'),
              },
            },
            setup: () => {},
          },
          entry: {
            summary: 'Single machines',
            commands: {
              configure: {
                summary: 'Write the files that a machine needs to join the mesh',
                load: () => import('../commands/experimental/workload/entry/configure.ts'),
              },
            },
            setup: () => {},
          },
        },
        setup: () => {},
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
      'proxy-status': proxyStatus,
      describe: {
        summary: 'Tell what holds for a Pod or a Service',
        aliases: ['des'],
        commands: {
          pod: {
            summary: 'Tell what holds for a Pod: rules, routes, mutual TLS, access',
            aliases: ['po'],
            load: () => import('../commands/experimental/describe/pod.ts'),
          },
          service: {
            summary: 'Tell what holds for a Service: rules, routes, mutual TLS, access',
            aliases: ['svc'],
            load: () => import('../commands/experimental/describe/service.ts'),
          },
        },
        setup: () => {},
      },
      'internal-debug': {
        summary: 'Ask istiod’s debug endpoints',
        load: () => import('../commands/experimental/internal-debug.ts'),
      },
      version: {
        summary: 'Print versions, of a control plane that is reached by xDS too',
        load: () => import('../commands/experimental/version.ts'),
      },
    },
    setup: () => {},
  },
};
