import type { CommandEntry, TopEntry } from '../command-entry.ts';
import { groups } from '../command-groups.ts';
import { addDashboardFlags } from '../flags/dashboard-flags.ts';

const commands: Readonly<Record<string, CommandEntry>> = {
  kiali: { summary: 'Open Kiali', load: () => import('../commands/dashboard/kiali.ts') },
  grafana: { summary: 'Open Grafana', load: () => import('../commands/dashboard/grafana.ts') },
  prometheus: { summary: 'Open Prometheus', load: () => import('../commands/dashboard/prometheus.ts') },
  jaeger: { summary: 'Open Jaeger', load: () => import('../commands/dashboard/jaeger.ts') },
  zipkin: { summary: 'Open Zipkin', load: () => import('../commands/dashboard/zipkin.ts') },
  skywalking: { summary: 'Open SkyWalking', load: () => import('../commands/dashboard/skywalking.ts') },
  proxy: {
    summary: 'Open the admin page of an Envoy or a ztunnel',
    load: () => import('../commands/dashboard/proxy.ts'),
  },
  envoy: {
    summary: 'Open the admin page of an Envoy: as proxy',
    load: () => import('../commands/dashboard/envoy.ts'),
  },
  controlz: { summary: 'Open ControlZ of an istiod', load: () => import('../commands/dashboard/controlz.ts') },
  'istiod-debug': {
    summary: 'Open the debug page of an istiod',
    load: () => import('../commands/dashboard/istiod-debug.ts'),
  },
};

/** Web pages of what runs in a mesh. */
export const dashboard: TopEntry = {
  summary: 'Open web pages of what runs in the mesh',
  aliases: ['dash', 'd'],
  group: groups.inspect,
  commands,
  setup: addDashboardFlags,
};
