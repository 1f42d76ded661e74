import { analyze } from '../../analysis/analyze.ts';
import { analyzers } from '../../analysis/analyzers/index.ts';
import { catalogue } from '../../analysis/catalogue.ts';
import type { ReportItem, ReportSource } from '../../bug-report/item.ts';
import { checksOf, readSources, runChecks } from '../../health/run-checks.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { findingsFormats } from '../../output/findings/findings-formats.ts';
import type { FindingsReport } from '../../output/findings/findings-report.ts';
import { healthFormats } from '../../output/health/health-formats.ts';
import type { HealthReport } from '../../output/health/health-record.ts';
import { istioVersion, version } from '../../package.ts';
import { ownPaths, reportPaths } from '../../resources/archive/report-layout.ts';
import { istioValidatorFor } from '../../schema/istio-validation.ts';
import { knownDefinitions } from '../mesh/known-definitions.ts';
import { meshSettingsOf, readCluster } from '../mesh/read-cluster.ts';

/** Milliseconds for each of the two to read what it needs. */
const patience = 120_000;

/** What `analyze` and `check` find in the cluster, each as text and as JSON. */
export function findingsSources(api: KubeApi, istioNamespace: string): ReportSource[] {
  const analysis = once((options) => analyzeCluster(api, istioNamespace, options));
  const health = once((options) => checkCluster(api, istioNamespace, options));
  const findings = (path: string, format: 'text' | 'json'): ReportItem => ({
    path,
    what: `findings of analyze, as ${format}`,
    async *read(options) {
      const report = await analysis(options);
      yield await (await findingsFormats[format].load())(report, { color: false });
    },
  });
  const checks = (path: string, format: 'text' | 'json'): ReportItem => ({
    path,
    what: `report of check, as ${format}`,
    async *read(options) {
      yield await healthFormats[format]!(await health(options), { color: false, columns: undefined });
    },
  });
  return [
    { items: [findings(reportPaths.analysis, 'text'), findings(ownPaths.findings, 'json')], isHopeless: () => true },
    { items: [checks(ownPaths.check, 'text'), checks(ownPaths.checkJson, 'json')], isHopeless: () => true },
  ];
}

/** Does the work when it is first asked for. */
function once<T>(work: (options: CallOptions) => Promise<T>): (options: CallOptions) => Promise<T> {
  let made: Promise<T> | undefined;
  return (options) => {
    made ??= work(options);
    return made;
  };
}

async function analyzeCluster(api: KubeApi, istioNamespace: string, _: CallOptions): Promise<FindingsReport> {
  const deadline = performance.now() + patience;
  const read = { analyzers, istioNamespace, namespace: undefined, revision: undefined, deadline };
  const { resources, unread } = await readCluster(api, read);
  const validate = await istioValidatorFor(resources);
  const settings = meshSettingsOf(resources, { istioNamespace });
  const analysis = analyze(resources, { ...settings, istioNamespace, live: { unread }, validate, deadline });
  return { ...analysis, messages: catalogue, version, cwd: '/' };
}

async function checkCluster(api: KubeApi, istioNamespace: string, { signal }: CallOptions): Promise<HealthReport> {
  const settings = { istioNamespace, istioVersion, now: Date.now(), definitions: await knownDefinitions() };
  const checks = checksOf('installed');
  const readings = await readSources(api, checks, settings, performance.now() + patience, signal);
  return { outcomes: runChecks(checks, readings, settings), server: api.server, context: api.context };
}
