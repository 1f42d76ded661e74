import { UsageError } from '../../../base/errors.ts';
import { mapYaml } from '../../../output/install/manifest-yaml.ts';
import { objectJson } from '../../../output/proxy/resources-json.ts';
import { visibleLines } from '../../../output/text/visible.ts';
import {
  mergedMetrics,
  prometheusPath,
  readStats,
  type StatType,
  statPaths,
  statTypes,
} from '../../../proxy/admin/envoy-stats.ts';
import { podLabel } from '../../../proxy/admin/pod-state.ts';
import { defineCommand } from '../../command.ts';
import { choiceOption } from '../../flags/options.ts';
import { addAdminPort, addPods, proxyFormats } from '../../flags/proxy-flags.ts';
import type { PodChoice } from '../../proxies/open-proxies.ts';
import { showProxies } from '../../proxies/show-proxies.ts';

const formats = [...proxyFormats, 'prom', 'prom-merged'] as const;

interface StatsFlags extends PodChoice {
  readonly output: (typeof formats)[number];
  readonly type: StatType | 'cluster';
}

export default defineCommand<StatsFlags>({
  setup(command) {
    addPods(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', formats, 'short'));
    command.addOption(choiceOption('-t, --type <type>', 'what is counted', [...statTypes, 'cluster'], 'server'));
    addAdminPort(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { output } = flags;
    const type = flags.type === 'cluster' ? 'clusters' : flags.type;
    const isPrometheus = output === 'prom' || output === 'prom-merged';
    if (isPrometheus && type === 'clusters') {
      throw new UsageError(`--output ${output} has all that Envoy counts: --type is for short, json and yaml`);
    }
    const { adminOf, withPods } = await import('../../proxies/live-proxies.ts');
    return withPods(io, flags, args, (api, pods) => {
      const sources = pods.map((pod) => ({ name: podLabel(pod), isLive: true, pod }));
      const areMany = flags.selector !== undefined || args[0]!.includes('/');
      return showProxies(io, { sources, areMany }, isPrometheus ? 'prom' : output, async ({ pod, name }) => {
        if (output === 'prom-merged') {
          const { port, path } = mergedMetrics(pod);
          return { text: visibleLines(await adminOf(api, pod, { ...flags, proxyAdminPort: port })('GET', path)) };
        }
        const ask = adminOf(api, pod, flags);
        if (output === 'prom') return { text: visibleLines(await ask('GET', prometheusPath)) };
        if (output === 'short') return { text: visibleLines(await ask('GET', statPaths[type].text)) };
        const stats = readStats({ name, text: await ask('GET', statPaths[type].json) });
        return { text: output === 'json' ? objectJson(stats) : mapYaml(stats) };
      });
    });
  },
});

const examples = `
As prom-merged, the pod's own metrics come with Envoy's, from where its annotations
tell Prometheus to look.

Examples:
  # What a proxy counts
  meshwright x envoy-stats cart-7d9f.shop | grep upstream_rq

  # For Prometheus, of all proxies of an application
  meshwright x es -l app=cart -n shop -o prom

  # Clusters with their hosts
  meshwright x es deployment/cart.shop --type clusters`;
