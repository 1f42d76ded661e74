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
import type { Manifest, ManifestOptions } from './library/generate-manifest.ts';
import type { InjectedManifest, InjectOptions } from './library/inject-manifest.ts';
import type { MtlsQuestion } from './library/mtls.ts';
import type { MtlsReport } from './proxy/mtls/report.ts';
import type { SourceFile } from './resources/document.ts';
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
export type { Manifest, ManifestOptions } from './library/generate-manifest.ts';
export type { InjectedManifest, InjectOptions } from './library/inject-manifest.ts';
export type { MtlsQuestion } from './library/mtls.ts';
export type { Connection } from './proxy/mtls/connection.ts';
export type { MtlsReport, ServerPort } from './proxy/mtls/report.ts';
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

/**
 * The Kubernetes objects of an Istio installation, as `meshwright manifest generate` prints them. Reads no cluster. The
 * engine is loaded when this is first called.
 *
 * @throws InputError for a file that is no IstioOperator or whose settings are not valid, or a package that cannot be read;
 *   UsageError for a profile that there is none of, and a setting that cannot be read or is not valid; MeshwrightError for
 *   charts that fail
 */
export async function generateManifest(options: ManifestOptions = {}): Promise<Manifest> {
  return (await import('./library/generate-manifest.ts')).generateManifest(options);
}

/**
 * A manifest with sidecars in its workloads, as `meshwright kube-inject` prints it: all else stays byte for byte.
 *
 * @throws MeshwrightError for a workload that cannot be injected, and as `generateManifest`; InputError for a document or
 *   settings that cannot be read
 */
export async function inject(manifest: string, options: InjectOptions = {}): Promise<InjectedManifest> {
  return (await import('./library/inject-manifest.ts')).injectManifest(manifest, options);
}

/**
 * A manifest without injected sidecars: what `inject` was given, byte for byte, where no one changed the result since.
 *
 * @throws as `inject`
 */
export async function uninject(manifest: string, options: InjectOptions = {}): Promise<string> {
  return (await import('./library/inject-manifest.ts')).uninjectManifest(manifest, options);
}

/**
 * What the ports of all workloads take, by PeerAuthentication, and what each client's calls to them come to: mutual TLS,
 * plaintext, refused, and why, each with the fields that decide. Pure: it reads nothing but its arguments.
 */
export async function mtls(resources: readonly Resource[], options: MtlsQuestion = {}): Promise<MtlsReport> {
  return (await import('./library/mtls.ts')).mtls(resources, options);
}
