import { UsageError } from '../../../base/errors.ts';
import type { ExitCode } from '../../../base/exit-code.ts';
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
import { proxyFiles } from '../../../resources/archive/report-layout.ts';
import { defineCommand } from '../../command.ts';
import type { GlobalOptions } from '../../flags/global-options.ts';
import { choiceOption } from '../../flags/options.ts';
import { addAdminPort, addFrom, addPods, proxyFormats } from '../../flags/proxy-flags.ts';
import type { Io } from '../../io.ts';
import { checkFrom, type PodChoice } from '../../proxies/open-proxies.ts';
import { showProxies } from '../../proxies/show-proxies.ts';

const formats = [...proxyFormats, 'prom', 'prom-merged'] as const;

interface StatsFlags extends PodChoice {
  readonly output: (typeof formats)[number];
  readonly type: StatType | 'cluster';
  /** A bug report. */
  readonly from?: string;
}

export default defineCommand<StatsFlags>({
  setup(command) {
    addPods(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', formats, 'short'));
    command.addOption(choiceOption('-t, --type <type>', 'what is counted', [...statTypes, 'cluster'], 'server'));
    addAdminPort(command);
    addFrom(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { output } = flags;
    const type = flags.type === 'cluster' ? 'clusters' : flags.type;
    const isPrometheus = output === 'prom' || output === 'prom-merged';
    if (isPrometheus && type === 'clusters') {
      throw new UsageError(`--output ${output} has all that Envoy counts: --type is for short, json and yaml`);
    }
    if (flags.from !== undefined) return showReported(io, flags.from, flags, args);
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

/** What Envoys had counted when a report was made. */
async function showReported(
  io: Io,
  from: string,
  flags: StatsFlags & GlobalOptions,
  args: readonly string[],
): Promise<ExitCode> {
  const { output, selector, namespace } = flags;
  checkFrom({ ...(selector !== undefined && { selector }) }, args);
  if (output === 'prom-merged') {
    throw new UsageError('a bug report does not hold the application’s own metrics: --output prom has Envoy’s');
  }
  const { reportStats } = await import('../../proxies/report-proxies.ts');
  const sources = await reportStats(io, from, args[0], namespace);
  const { text, json } = reportedPaths[flags.type === 'cluster' ? 'clusters' : flags.type];
  const format = output === 'prom' ? 'prom' : output;
  return showProxies(io, { sources, areMany: args.length === 0 }, format, async ({ read }) => {
    if (output === 'prom') return { text: visibleLines(read(prometheusPath).text) };
    if (output === 'short') return { text: visibleLines(read(text).text) };
    const stats = readStats(read(json));
    return { text: output === 'json' ? objectJson(stats) : mapYaml(stats) };
  });
}

/** Under which names a report has what `statPaths` ask for. */
const reportedPaths = { ...statPaths, server: { text: proxyFiles.stats, json: proxyFiles.statsJson } };

const examples = `
As prom-merged, the pod's own metrics come with Envoy's, from where its annotations
tell Prometheus to look.

Examples:
  # What a proxy counts
  meshwright x envoy-stats cart-7d9f.shop | grep upstream_rq

  # For Prometheus, of all proxies of an application
  meshwright x es -l app=cart -n shop -o prom

  # Clusters with their hosts
  meshwright x es deployment/cart.shop --type clusters

  # What a proxy had counted when a bug report was made
  meshwright x es cart-7d9f.shop --from bug-report.tar.gz`;
