import { type Analysis, analyze } from '../../analysis/analyze.ts';
import type { Analyzer } from '../../analysis/analyzer.ts';
import { analyzers } from '../../analysis/analyzers/index.ts';
import { catalogue } from '../../analysis/catalogue.ts';
import { counted } from '../../base/counted.ts';
import { UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { atLeast } from '../../base/levels.ts';
import { didYouMean } from '../../base/nearest.ts';
import { formatTable } from '../../output/text/table.ts';
import { version } from '../../package.ts';
import type { Resource } from '../../resources/resource.ts';
import { istioValidatorFor } from '../../schema/istio-validation.ts';
import { hasCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import { type AnalyzeFlags, type AnalyzeSettings, addAnalyzeFlags, analyzeSettings } from '../mesh/analyze-settings.ts';
import { noteHidden, writeFindings } from '../mesh/findings-output.ts';
import { noteProblems, type ReadMesh, readMesh } from '../mesh/read-mesh.ts';

export default defineCommand<AnalyzeFlags>({
  setup(command) {
    command.argument('[paths...]', 'files, folders, patterns, !patterns to leave out, or - for standard input');
    addAnalyzeFlags(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, paths) {
    if (flags.listAnalyzers) return listAnalyzers(io);
    const settings = await analyzeSettings(flags, paths, io);
    const isLive = asksCluster(io, flags, settings);
    if (flags.watch) {
      const { watchAnalysis } = await import('../watch/watch-analysis.ts');
      return watchAnalysis(io, flags, settings, isLive);
    }
    const deadline = performance.now() + settings.timeout;
    const { live, ...mesh } = await readAll(io, flags, settings, isLive, deadline);
    const validate = await istioValidatorFor(mesh.resources);
    const analysis = analyze(mesh.resources, { ...settings, ...mesh, live, validate, deadline });
    if (flags.verbose) tellDetails(io, settings, analysis);
    noteProblems(io, mesh.problems, flags.ignoreUnknown ?? false);
    noteSkipped(io, analysis);
    const shown = analysis.findings.filter(({ level }) => atLeast(level, settings.outputThreshold));
    const report = { ...analysis, findings: shown, messages: catalogue, version, cwd: io.cwd };
    await writeFindings(io, settings.outputs, report);
    if (shown.length === 0) noteNothingShown(io, settings, mesh, analysis.findings.length);
    if (mesh.problems.length > 0 && !flags.ignoreUnknown) return ExitCode.unreadableInput;
    const failing = analysis.findings.some(({ level }) => atLeast(level, settings.failureThreshold));
    return failing ? ExitCode.findings : ExitCode.ok;
  },
});

const examples = `
Examples:
  # Analyze what the cluster holds
  meshwright analyze --context prod

  # What would be wrong in the cluster with these files applied
  meshwright analyze -k new/*.yaml

  # Analyze the manifests of a repository
  meshwright analyze --use-kube=false k8s/

  # In CI: annotate the pull request and keep a SARIF file
  meshwright analyze --use-kube=false -o github -o sarif=meshwright.sarif k8s/

  # What a chart would install
  helm template shop ./chart | meshwright analyze -k=false -

  # An export of a cluster, Pods and all: nothing else is taken to exist
  meshwright analyze -k=false --closed-world k8s/

  # While working on them: what every save makes better or worse
  meshwright analyze --use-kube=false --watch k8s/

  # Let one finding be, wherever it comes from in a namespace
  meshwright analyze --use-kube=false --suppress "IST0103=Pod testing/*" k8s/`;

async function listAnalyzers(io: Io): Promise<ExitCode> {
  const rows = analyzers.map(({ id, summary }) => [id, summary]);
  await io.write(formatTable(['ANALYZER', 'WHAT IT CHECKS'], rows, io.look));
  return ExitCode.ok;
}

/**
 * Whether the cluster is analyzed, by itself or with files (docs/decisions/0022).
 *
 * @throws UsageError where there is nothing to analyze
 */
function asksCluster(io: Io, flags: AnalyzeFlags & GlobalOptions, { paths }: AnalyzeSettings): boolean {
  const mayAsk = flags.useKube !== false && hasCluster(io, flags);
  if (flags.useKube === true || (mayAsk && paths.length === 0)) return true;
  if (flags.remoteContexts) throw new UsageError('--remote-contexts names further clusters: it needs --use-kube');
  if (paths.length === 0) {
    throw new UsageError(
      'nothing to analyze: name files, folders or - (or set analyze.paths in meshwright.yaml); there is no kubeconfig either',
    );
  }
  if (mayAsk && flags.useKube === undefined) {
    io.note(
      'note: only the files are analyzed: -k analyzes them together with the cluster (--use-kube=false silences this)',
    );
  }
  return false;
}

async function readAll(
  io: Io,
  flags: AnalyzeFlags & GlobalOptions,
  settings: AnalyzeSettings,
  isLive: boolean,
  deadline: number,
) {
  if (!isLive) return { ...(await readMesh(io, settings, deadline)), live: undefined };
  const { readMeshOfCluster } = await import('../mesh/read-live-mesh.ts');
  return readMeshOfCluster(io, flags, settings, deadline);
}

function tellDetails(
  io: Io,
  { namespace, projectFile }: AnalyzeSettings,
  { ran, skipped, suppressed }: Analysis,
): void {
  io.note(`Analyzed resources in ${namespace === undefined ? 'all namespaces' : `namespace ${namespace}`}`);
  if (projectFile !== undefined) io.note(`Project file: ${projectFile}`);
  if (suppressed.length > 0) io.note(`Suppressed findings: ${suppressed.length}`);
  for (const [title, list] of [
    ['Skipped', skipped],
    ['Executed', ran],
  ] as const) {
    if (list.length > 0) io.note([`${title} analyzers:`, ...list.map(({ id }) => `  ${id}`)].join('\n'));
  }
}

/** One line on what was left out for want of evidence, and one for each rule that silences nothing any more. */
function noteSkipped(io: Io, { skipped, limited, missing, unusedRules }: Analysis): void {
  if (missing.length > 0) {
    const names = (list: readonly Analyzer[]) => list.map(({ id }) => id).join(', ');
    const parts = [
      `the input holds no ${missing.join(', ')} to check against`,
      ...(skipped.length > 0 ? [`not run: ${names(skipped)}`] : []),
      ...(limited.length > 0 ? [`run in part: ${names(limited)}`] : []),
    ];
    io.note(`note: ${parts.join('; ')} (--closed-world runs them all)`);
  }
  for (const { text } of unusedRules) io.note(`warning: the suppression "${text}" matches no finding any more`);
}

/** The text format is empty without findings: say that this is good news, or that it is not all there is to know. */
function noteNothingShown(
  io: Io,
  { outputThreshold, namespace }: AnalyzeSettings,
  mesh: ReadMesh,
  hidden: number,
): void {
  if (hidden > 0) noteHidden(io, hidden, outputThreshold);
  else if (namespace !== undefined && mesh.resources.length > 0 && !namespacesOf(mesh.resources).has(namespace))
    io.note(
      `note: the input holds nothing of namespace ${namespace}.${didYouMean(namespace, namespacesOf(mesh.resources))}`,
    );
  else if (mesh.problems.length > 0 && mesh.resources.length > 0)
    io.note(`note: no problems were found in what could be read: ${countOf(mesh)}`);
  else if (mesh.resources.length > 0) io.note(`✔ No problems found in ${countOf(mesh)}.`);
  else if (mesh.problems.length === 0 && mesh.files > 0) io.note('note: the input holds no resources');
}

const namespacesOf = (resources: readonly Resource[]): Set<string> =>
  new Set(resources.map(({ kind, name, namespace }) => (kind === 'Namespace' ? name : namespace)).filter(Boolean));

function countOf({ files, resources }: ReadMesh): string {
  const live = resources.reduce((count, { document }) => count + (document.file.isLive ? 1 : 0), 0);
  const read = resources.length - live;
  const inFiles = `${counted(read, 'resource')} in ${counted(files, 'file')}`;
  if (live === 0) return inFiles;
  const inCluster = `${counted(live, 'resource')} of the cluster`;
  return read === 0 ? inCluster : `${inCluster} and ${inFiles}`;
}
