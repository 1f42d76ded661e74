import type { TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';
import { addProxyFlags } from '../flags/proxy-flags.ts';

/** Readers of Envoy's configuration. */
export const proxyConfig: TopEntry = {
  summary: 'Show how an Envoy is configured',
  aliases: ['pc'],
  group: groups.inspect,
  commands: {
    cluster: {
      summary: 'Show the clusters of an Envoy: where it can send traffic',
      aliases: ['clusters', 'c'],
      load: () => import('../commands/proxy-config/cluster.ts'),
    },
    listener: {
      summary: 'Show the listeners of an Envoy: where it takes traffic',
      aliases: ['listeners', 'l'],
      load: () => import('../commands/proxy-config/listener.ts'),
    },
    route: {
      summary: 'Show the routes of an Envoy: which request goes where',
      aliases: ['routes', 'r'],
      load: () => import('../commands/proxy-config/route.ts'),
    },
    endpoint: {
      summary: 'Show the endpoints of an Envoy, with their health',
      aliases: ['endpoints', 'ep'],
      load: () => import('../commands/proxy-config/endpoint.ts'),
    },
    eds: {
      summary: 'Show the endpoints that an Envoy was given, with their locality',
      load: () => import('../commands/proxy-config/eds.ts'),
    },
    bootstrap: {
      summary: 'Show what an Envoy started with, or its versions',
      aliases: ['b'],
      load: () => import('../commands/proxy-config/bootstrap.ts'),
    },
    secret: {
      summary: 'Show the certificates of an Envoy, and until when they hold',
      aliases: ['secrets', 's'],
      load: () => import('../commands/proxy-config/secret.ts'),
    },
    ecds: {
      summary: 'Show the extensions that an Envoy was given',
      aliases: ['ec'],
      load: () => import('../commands/proxy-config/ecds.ts'),
    },
    all: {
      summary: 'Show all of an Envoy’s configuration',
      aliases: ['a'],
      load: () => import('../commands/proxy-config/all.ts'),
    },
    diff: {
      summary: 'Compare the configuration of two Envoys by resource and field',
      load: () => import('../commands/proxy-config/diff.ts'),
    },
    'rootca-compare': {
      summary: 'Compare whom two Envoys trust',
      aliases: ['rc'],
      load: () => import('../commands/proxy-config/rootca-compare.ts'),
    },
    log: {
      summary: 'Show or set the log levels of an Envoy',
      aliases: ['o'],
      load: () => import('../commands/proxy-config/log.ts'),
    },
  },
  setup: addProxyFlags,
};

/** Readers of ztunnel's. */
export const ztunnelConfig: TopEntry = {
  summary: 'Show how a ztunnel is configured',
  aliases: ['zc'],
  group: groups.inspect,
  commands: {
    workload: {
      summary: 'Show the workloads that a ztunnel knows',
      aliases: ['w', 'workloads'],
      load: () => import('../commands/ztunnel-config/workload.ts'),
    },
    service: {
      summary: 'Show the services that a ztunnel knows',
      aliases: ['services', 's', 'svc'],
      load: () => import('../commands/ztunnel-config/service.ts'),
    },
    policy: {
      summary: 'Show the policies that a ztunnel knows',
      aliases: ['policies', 'p', 'pol'],
      load: () => import('../commands/ztunnel-config/policy.ts'),
    },
    certificate: {
      summary: 'Show the certificates of a ztunnel, and until when they hold',
      aliases: ['certificates', 'certs', 'cert'],
      load: () => import('../commands/ztunnel-config/certificate.ts'),
    },
    connections: {
      summary: 'Show the open connections of a ztunnel',
      aliases: ['cons'],
      load: () => import('../commands/ztunnel-config/connections.ts'),
    },
    all: {
      summary: 'Show all of a ztunnel’s configuration',
      load: () => import('../commands/ztunnel-config/all.ts'),
    },
    log: {
      summary: 'Show or set the log levels of a ztunnel',
      aliases: ['o'],
      load: () => import('../commands/ztunnel-config/log.ts'),
    },
  },
  setup: () => {},
};
