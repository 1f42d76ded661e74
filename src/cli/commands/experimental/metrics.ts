import { MeshwrightError, UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { metricsRecord, metricsTable } from '../../../output/proxy/workload-metrics.ts';
import { workloadMetrics } from '../../../proxy/metrics/workload-metrics.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption, durationOption } from '../../flags/options.ts';

interface MetricsFlags {
  readonly duration: number;
  readonly output: 'short' | 'json' | 'yaml';
}

export default defineCommand<MetricsFlags>({
  setup(command) {
    command.argument('[workloads...]', 'name, or name.namespace; beginnings of names will do');
    command.addOption(durationOption('-d, --duration <duration>', 'time over which rates are taken', '1m'));
    command.addOption(choiceOption('-o, --output <format>', 'format', ['short', 'json', 'yaml'], 'short'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, workloads) {
    const { duration, output, namespace = '', istioNamespace } = flags;
    if (workloads.length === 0) throw new UsageError('name the workloads to tell of');
    if (duration < 1) throw new UsageError('--duration has to be 1ms or more');
    const [{ findPods }, { KubeError }, { podPort }] = await Promise.all([
      import('../../../kube/find-pods.ts'),
      import('../../../kube/kube-error.ts'),
      import('../../../proxy/admin/pod-admin.ts'),
    ]);
    const api = await openCluster(io, flags);
    try {
      const [pod] = await findPods(api, { namespace: istioNamespace, selector: prometheusPods }).catch((error) => {
        if (!(error instanceof KubeError && error.reason === 'NoPods')) throw error;
        throw new MeshwrightError(
          `no Prometheus in namespace ${istioNamespace}: no Pod has the label ${prometheusPods}`,
        );
      });
      const admin = podPort(api, pod!, prometheusPort);
      const ask = (path: string) => admin('GET', path);
      const rows = await Promise.all(
        workloads.map((workload) => workloadMetrics(ask, { workload, namespace, duration })),
      );
      if (output === 'short') await io.write(metricsTable(rows, io.look));
      else await io.write(await structuredText(rows.map(metricsRecord), output));
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

/** As Prometheus' chart, and so Istio's sample of it, labels its Pods; and the port that it listens on. */
const prometheusPods = 'app.kubernetes.io/name=prometheus';
const prometheusPort = 9090;

const examples = `
Asks the Prometheus in Istio's namespace for what the workloads' own proxies
report: requests and errors in a second, and the latencies within which 50, 90 and
99 % of requests are answered.

Examples:
  # What a workload has to do
  meshwright experimental metrics productpage-v1.bookinfo

  # Several, over ten minutes
  meshwright x metrics reviews ratings -n bookinfo -d 10m`;
