/**
 * Meshwright as a library: read resources, validate each by itself, analyze them together; generate an installation; inject sidecars.
 *
 * ```ts
 * const { resources } = readResources([{ name: 'cart.yaml', text }]);
 * for (const { path, message } of await validate(resources[0])) console.log(formatPath(path), message);
 * for (const { code, message, resource } of analyze(resources)) console.log(code, resource.origin, message);
 * const { objects } = await generateManifest({ profile: 'ambient', set: ['meshConfig.enableTracing=true'] });
 * const { text: injected } = await inject(text, { profile: 'demo' });
 * ```
 */
import { type AnalyzeOptions, analyze as analyzeMesh } from './analysis/analyze.ts';
import type { Finding } from './analysis/finding.ts';
import type { InjectedManifest, InjectOptions } from './cli/inject-manifest.ts';
import type { SourceFile } from './resources/document.ts';
import type { JsonObject } from './resources/json.ts';
import type { Resource, ResourceOptions } from './resources/resource.ts';
import { type ReadResult, toResources } from './resources/to-resources.ts';
import type { ResourceProblem } from './schema/problem.ts';
import { type ValidationOptions, Validator } from './schema/validation.ts';

export { type Analysis, type AnalyzeOptions, analyze as analyzeInDetail } from './analysis/analyze.ts';
export type { Analyzer } from './analysis/analyzer.ts';
export { analyzers } from './analysis/analyzers/index.ts';
export { catalogue as messages } from './analysis/catalogue.ts';
export { type Finding, positionOf } from './analysis/finding.ts';
export type { MessageType } from './analysis/message.ts';
export type { Validate, Violation } from './analysis/schema-validation.ts';
export type { SuppressionRule } from './analysis/suppressions/rule.ts';
export { InputError, MeshwrightError, UsageError } from './base/errors.ts';
export { type Level, levels } from './base/levels.ts';
export type { InjectedManifest, InjectOptions } from './cli/inject-manifest.ts';
export type { Position, SourceDocument, SourceFile } from './resources/document.ts';
export { formatPath, type Json, type JsonObject, type Path } from './resources/json.ts';
export { type MeshConfig, type MeshNetworks, readMeshConfig, readMeshNetworks } from './resources/mesh-config.ts';
export type { Resource, ResourceOptions } from './resources/resource.ts';
export type { ReadProblem, ReadResult } from './resources/to-resources.ts';
export { customResourceDefinitions } from './schema/crd.ts';
export { istioValidatorFor } from './schema/istio-validation.ts';
export type { ResourceProblem } from './schema/problem.ts';
export { type ValidationOptions, Validator, type Verdict } from './schema/validation.ts';
export { kindSchema } from './schema/validator.ts';

/**
 * The Kubernetes resources in YAML or JSON texts, Lists taken apart, each value knowing its place. Never throws for
 * what a text holds: documents that cannot be read are in `problems`, the others in `resources`.
 */
export function readResources(files: Iterable<SourceFile>, options: ResourceOptions = {}): ReadResult {
  const all: ReadResult = { resources: [], problems: [] };
  for (const file of files) {
    const { resources, problems } = toResources(file, options);
    for (const resource of resources) all.resources.push(resource);
    for (const problem of problems) all.problems.push(problem);
  }
  return all;
}

/**
 * What is wrong with one resource taken by itself: by its schema, the rules of its definition, and what Istio demands of
 * it besides. A problem with `isWarning` is no reason to refuse it. For many resources, `Validator.for` loads the schemas
 * once.
 */
export async function validate(resource: Resource, options: ValidationOptions = {}): Promise<ResourceProblem[]> {
  const validator = await Validator.for([resource.type], options);
  return [...validator.validate(resource)!.problems];
}

/**
 * Finds problems in a mesh: misconfiguration, dangling references, conflicts. Findings come by file in the order read,
 * then by line. Pure: it reads nothing but its arguments and changes none of them. `analyzeInDetail` also tells which
 * analyzers ran and what was suppressed. With `{ validate: await istioValidatorFor(resources) }` it also finds what is
 * wrong with each resource by itself.
 *
 * @throws UsageError for an analyzer that does not exist
 */
export const analyze = (resources: readonly Resource[], options: AnalyzeOptions = {}): Finding[] =>
  analyzeMesh(resources, options).findings;

/** What to install, and for whom. */
export interface ManifestOptions {
  /** Its name; wins over the profile that files and `set` name. Default: `default`. */
  readonly profile?: string;
  /** IstioOperator files, each laid on those before it. */
  readonly files?: readonly SourceFile[];
  /** Settings as `--set` takes them (`meshConfig.enableTracing=true`), laid on the files. */
  readonly set?: readonly string[];
  /** The control plane's. */
  readonly revision?: string;
  /** Folder or .tgz of an Istio release, whose charts and profiles are used instead of this package's. */
  readonly manifests?: string;
  /** Charts are rendered for it. Default: the oldest that Istio supports. */
  readonly kubernetesVersion?: string;
  /** Go on although settings are not valid: what is wrong with them is then among the warnings. */
  readonly force?: boolean;
}

export interface Manifest {
  /** In the order of application. */
  readonly objects: readonly JsonObject[];
  readonly warnings: readonly string[];
}

/**
 * The Kubernetes objects of an Istio installation, as `meshwright manifest generate` prints them. Reads no cluster. The
 * engine is loaded when this is first called.
 *
 * @throws InputError for a file that is no IstioOperator, or a package that cannot be read; UsageError for a profile that
 *   there is none of, and a setting that cannot be read or does not fit; MeshwrightError for settings that are not valid,
 *   and charts that fail
 */
export async function generateManifest(options: ManifestOptions = {}): Promise<Manifest> {
  const { files = [], set = [], profile, revision, manifests, force = false } = options;
  const [
    { generate, allObjects, assumedKubernetes },
    { readOperator },
    { namedSetting, parseSetFlag },
    { openPackage },
  ] = await Promise.all([
    import('./install/generate.ts'),
    import('./install/operator-files.ts'),
    import('./install/settings/set-flag.ts'),
    import('./cli/install-package.ts'),
  ]);
  const flags = set.map((text) => parseSetFlag(text, `set ${text}`));
  for (const [name, value] of Object.entries({ installPackagePath: manifests, revision, profile })) {
    if (value) flags.push(namedSetting(name, value, `${name} ${value}`));
  }
  const generated = await generate({
    files: files.map(readOperator),
    flags,
    force,
    kubernetesVersion: options.kubernetesVersion ?? assumedKubernetes,
    openPackage: (path) => openPackage({ cwd: '' }, path),
  });
  return { objects: allObjects(generated), warnings: generated.warnings };
}

/**
 * A manifest with sidecars in its workloads, as `meshwright kube-inject` prints it: all else stays byte for byte.
 *
 * @throws MeshwrightError for a workload that cannot be injected, and as `generateManifest`; InputError for a document or
 *   settings that cannot be read
 */
export async function inject(manifest: string, options: InjectOptions = {}): Promise<InjectedManifest> {
  return (await import('./cli/inject-manifest.ts')).injectManifest(manifest, options);
}

/**
 * A manifest without injected sidecars: what `inject` was given, byte for byte, where no one changed the result since.
 *
 * @throws as `inject`
 */
export async function uninject(manifest: string, options: InjectOptions = {}): Promise<string> {
  return (await import('./cli/inject-manifest.ts')).uninjectManifest(manifest, options);
}
