import type { Level } from '../base/levels.ts';
import { assumedIngress } from '../resources/assumed-ingress.ts';
import { assumedInstallation } from '../resources/assumed-installation.ts';
import { impliedResources } from '../resources/implied-resources.ts';
import { Mesh } from '../resources/mesh.ts';
import { type MeshConfig, type MeshNetworks, unknownMeshConfig } from '../resources/mesh-config.ts';
import type { Resource } from '../resources/resource.ts';
import type { Finding } from './finding.ts';
import { inOrder } from './order.ts';
import { leavesGap, permissionAnalyzer, type UnreadKind } from './permissions.ts';
import { type RunResult, runAnalyzers } from './runner.ts';
import { schemaAnalyzer, type Validate } from './schema-validation.ts';
import { selectAnalyzers } from './select-analyzers.ts';
import { annotationSuppressions } from './suppressions/annotation.ts';
import { commentSuppressions } from './suppressions/comments.ts';
import { ruleSuppression, type SuppressionRule } from './suppressions/rule.ts';
import { applySuppressions, type Suppression } from './suppressions/suppression.ts';
import { unusedSuppressions } from './suppressions/unused.ts';

export interface AnalyzeOptions {
  /** What a mesh config file says; default: Istio's defaults. */
  readonly meshConfig?: MeshConfig | undefined;
  readonly meshNetworks?: MeshNetworks | undefined;
  /** Where Istio's control plane, and the ingress gateway that is taken for granted, live. Default `istio-system`. */
  readonly istioNamespace?: string | undefined;
  /**
   * The resources are all there is, so whatever is not among them does not exist. Otherwise what needs evidence that
   * is wholly absent (hosts are checked, and there is no Service at all) is left out.
   */
  readonly closedWorld?: boolean | undefined;
  /** Where resources of a cluster are among them: what was to be read there, and could not be. Default: all comes from files. */
  readonly live?: { readonly unread: readonly UnreadKind[] } | undefined;
  /** Validates resources by themselves (IST0106, IST0133); default: nothing does. Runs whichever analyzers are chosen. */
  readonly validate?: Validate | undefined;
  /** Analyzers to run, by id; default: all. */
  readonly analyzers?: readonly string[] | undefined;
  readonly excludeAnalyzers?: readonly string[] | undefined;
  /** Report only what concerns this namespace, and what has none. */
  readonly namespace?: string | undefined;
  readonly suppress?: readonly SuppressionRule[] | undefined;
  /** Levels by code, in place of the codes' own; `off` drops the finding. */
  readonly severity?: Readonly<Record<string, Level | 'off'>> | undefined;
  /** When to give up, on `performance.now()`'s clock in milliseconds. */
  readonly deadline?: number | undefined;
}

/** What an analysis gives; of `findings`, by file in the order read, then by line. */
export interface Analysis extends RunResult {
  readonly suppressed: Finding[];
  /** Suppressions of `options.suppress` that silenced nothing although everything they could mean was checked. */
  readonly unusedRules: Suppression[];
}

/**
 * Kubernetes' and kind's own namespaces: their resources count as what others refer to, but are nobody's to mend
 * (the list is Istio's, pkg/kube/inject).
 */
const ignoredNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/**
 * Finds problems in a mesh: misconfiguration, dangling references, conflicts. Pure: it reads nothing but its arguments
 * and changes none of them.
 *
 * @param resources every resource of the mesh, as `readResources` gives them; of two with one name the later counts
 * @throws UsageError for an analyzer that does not exist; MeshwrightError past the deadline
 */
export function analyze(resources: readonly Resource[], options: AnalyzeOptions = {}): Analysis {
  const config = options.meshConfig ?? unknownMeshConfig;
  const { live, deadline } = options;
  // A cluster has the ingress gateway that it has, and whatever it has not does not exist.
  const { istioNamespace = 'istio-system' } = options;
  const assumed = live === undefined ? assumedIngress(istioNamespace, config) : [];
  const closedWorld = live !== undefined || (options.closedWorld ?? false);
  if (!closedWorld && !resources.some((one) => isIstiodService(one, istioNamespace))) {
    assumed.push(...assumedInstallation(istioNamespace));
  }
  const mesh = new Mesh([...assumed, ...impliedResources(resources), ...resources], {
    config,
    networks: options.meshNetworks,
    // Beside a cluster's own Pods there are those that the files' workloads will have.
    impliedPods: live === undefined ? !closedWorld : resources.some(({ document }) => !document.file.isLive),
  });
  const selected = selectAnalyzers(options.analyzers, options.excludeAnalyzers);
  if (options.validate !== undefined) selected.push(schemaAnalyzer(options.validate, resources));
  const gaps = live?.unread.filter(leavesGap) ?? [];
  if (gaps.length > 0) selected.push(permissionAnalyzer(gaps));
  const unread = new Set(gaps.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const { findings, ...run } = runAnalyzers(mesh, selected, { closedWorld, unread, deadline });

  const wanted = findings.filter(({ resource }) => {
    const namespace = resource.kind === 'Namespace' ? resource.name : resource.namespace;
    if (ignoredNamespaces.has(namespace)) return false;
    return options.namespace === undefined || namespace === '' || namespace === options.namespace;
  });
  const rules = (options.suppress ?? []).map(ruleSuppression);
  const written = [...annotationSuppressions(resources), ...commentSuppressions(resources)];
  const { kept, suppressed, unused } = applySuppressions(wanted, [...rules, ...written]);
  // With a namespace chosen, what a suppression elsewhere silences was never looked for.
  const stale = options.namespace === undefined ? unusedSuppressions(unused, run) : { findings: [], rules: [] };
  const told = stale.findings.length === 0 ? kept : [...kept, ...stale.findings];
  const { severity } = options;
  const leveled = severity === undefined ? told : told.flatMap((finding) => override(finding, severity));
  return { findings: inOrder(leveled, resources), suppressed, unusedRules: stale.rules, ...run };
}

/** True for istiod's own Service: with it, files hold the installation. */
const isIstiodService = ({ type, name, namespace, labels }: Resource, istioNamespace: string): boolean =>
  type.key === 'Service' && namespace === istioNamespace && (name.startsWith('istiod') || labels.app === 'istiod');

function override(finding: Finding, severity: Readonly<Record<string, Level | 'off'>>): Finding[] {
  const level = Object.hasOwn(severity, finding.code) ? severity[finding.code]! : finding.level;
  if (level === 'off') return [];
  return level === finding.level ? [finding] : [{ ...finding, level }];
}
