import { join } from 'node:path';
import { counted } from '../../base/counted.ts';
import { InterruptedError, MeshwrightError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import type { ReportSource } from '../../bug-report/item.ts';
import { reportSources } from '../../bug-report/plan.ts';
import { type ReportPod, reportPods } from '../../bug-report/pods.ts';
import type { KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { listYaml } from '../../output/install/manifest-yaml.ts';
import { missingLines, planRecord, planText, reportRecord, reportText } from '../../output/proxy/bug-report-text.ts';
import { formatTable } from '../../output/text/table.ts';
import { visible } from '../../output/text/visible.ts';
import { istioVersion, version } from '../../package.ts';
import { reportProgress } from '../bug-report/bug-report-progress.ts';
import { writeBugReport } from '../bug-report/write-bug-report.ts';
import { openCluster, patienceOf } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import { structuredText } from '../files/structured-text.ts';
import {
  addBugReportFlags,
  type BugReportFlags,
  type BugReportPlan,
  bugReportPlan,
} from '../flags/bug-report-flags.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';

const program = `meshwright ${version} (follows Istio ${istioVersion})`;
/** Milliseconds for a call, with all that is tried again, usually. */
const usualPatience = 60_000;
/** Likewise for the first, which shows whether the cluster can be reached. */
const shortPatience = 15_000;

export default defineCommand<BugReportFlags>({
  setup(command) {
    addBugReportFlags(command);
    command.addHelpText('after', help);
  },
  async run(io, flags) {
    const begun = Date.now();
    const plan = await bugReportPlan(io, flags, begun);
    const archive = join(flags.outputDir ?? '', 'bug-report.tar.gz');
    const { kubeconfig, context } = plan;
    const api = await openCluster(
      io,
      { ...flags, ...(kubeconfig !== undefined && { kubeconfig }), ...(context !== undefined && { context }) },
      patienceOf(flags, usualPatience),
    );
    try {
      const { pods, sources } = await whatThereIs(io, api, plan, patienceOf(flags, shortPatience));
      const items = sources.flatMap((source) => source.items);
      if (plan.isDryRun) {
        const { length } = pods;
        if (flags.output === 'json') await io.write(await structuredText(planRecord(items, length, archive), 'json'));
        else await io.write(planText(items, length, archive));
        return ExitCode.ok;
      }
      io.note(
        `Collecting ${counted(items.length, 'file')} of ${api.context ?? api.server} and ${counted(pods.length, 'Pod')}`,
      );
      return await writeReport(io, flags, api, plan, { pods, sources, begun, archive });
    } finally {
      api.close();
    }
  },
});

interface WhatThereIs {
  readonly pods: readonly ReportPod[];
  readonly sources: readonly ReportSource[];
}

/**
 * Finds the Pods, and with them all that there is to collect. Rejects with KubeError where the cluster does not answer.
 *
 * @param patience milliseconds for the first answer
 */
async function whatThereIs(io: Io, api: KubeApi, { settings }: BugReportPlan, patience: number): Promise<WhatThereIs> {
  await api.raw({ path: '/version' }, { deadline: performance.now() + patience });
  let pods: readonly ReportPod[] = [];
  const tell = (problem: string) => io.note(visible(`warning: ${problem}`));
  try {
    pods = await reportPods(api, settings, {}, tell);
  } catch (error) {
    if (!(error instanceof KubeError) || !error.isForbidden) throw error;
  }
  const formats = { yamlItems: listYaml, table: formatTable };
  const own = reportSources(api, pods, settings, { program, formats });
  if (settings.skip.analyze) return { pods, sources: own };
  const { findingsSources } = await import('../bug-report/bug-report-findings.ts');
  return { pods, sources: [...own, ...findingsSources(api, settings.istioNamespace)] };
}

async function writeReport(
  io: Io,
  { dir, output }: BugReportFlags & GlobalOptions,
  api: KubeApi,
  { settings, limits, timeIsOver, identity }: BugReportPlan,
  { pods, sources, begun, archive }: WhatThereIs & { readonly begun: number; readonly archive: string },
): Promise<ExitCode> {
  const { server, context } = api;
  const interrupted = io.interruption();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new MeshwrightError(timeIsOver)), limits.timeout);
  try {
    const written = await writeBugReport(
      { cwd: io.cwd, dir, archive },
      {
        sources,
        identity: `${server} ${identity}`,
        limits,
        fullSecrets: settings.fullSecrets,
        signal: AbortSignal.any([interrupted, late.signal]),
        progress: await reportProgress(io),
        facts: { program, server, context, begun, settings, limits },
      },
    );
    for (const line of missingLines(written.missing)) io.note(line);
    const report = { ...written, archive, pods: pods.length };
    await io.write(output === 'json' ? await structuredText(reportRecord(report), 'json') : reportText(report));
    return interrupted.reason instanceof InterruptedError ? ExitCode.failed : ExitCode.ok;
  } finally {
    clearTimeout(timer);
  }
}

const help = `
Collects what helps to find out what is wrong with a mesh: resources, Events and
state of the cluster, istiod’s logs and debug endpoints, logs, configuration and
statistics of proxies, ztunnels and the CNI’s agents, findings of analyze and check.
The archive is laid out as istioctl’s. Secrets, private keys, tokens and passwords
are redacted; look through it all the same before you hand it on. What could not be
collected is listed in its manifest.json, with the reason.

--include and --exclude take NAMESPACES/DEPLOYMENTS/PODS/LABELS/ANNOTATIONS/CONTAINERS,
lists with commas: one of each, and all of the labels and annotations, must match.
Parts may be empty or left out; * stands for any characters.

Examples:
  # Of the whole mesh
  meshwright bug-report

  # Of the proxies of two namespaces, with the log lines of the last hour
  meshwright bug-report --include shop,web --duration 1h

  # Of Pods whose names begin with cart, and that have a label
  meshwright bug-report --include "shop//cart-*/version=v2"

  # In a large mesh: where it is interrupted, the same command goes on
  meshwright bug-report --dir /var/tmp/report --rq-concurrency 8

  # What would be collected
  meshwright bug-report --dry-run`;
