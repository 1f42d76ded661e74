import { InputError, MeshwrightError } from '../base/errors.ts';
import { listed } from '../base/listed.ts';
import { injectDocument } from '../inject/inject-document.ts';
import { type Injection, injectionFrom } from '../inject/injection-settings.ts';
import { createInjector } from '../inject/injector.ts';
import { collectNamespaces, type NamespaceFacts } from '../inject/namespaces.ts';
import { describeOutcome, type Outcome } from '../inject/outcome.ts';
import { type Rewrite, rewriteFile } from '../inject/rewrite-file.ts';
import { uninjectDocument } from '../inject/uninject-document.ts';
import { type WorkloadKinds, workloadKinds } from '../inject/workload-kinds.ts';
import { injectorConfig } from '../install/injector-config.ts';
import type { SourceFile } from '../resources/document.ts';
import { type InstallationOptions, installation } from './installation.ts';

/** What to inject: what an installation would, or what texts of istiod's ConfigMaps say, each instead of the installation's. */
export interface InjectOptions extends InstallationOptions {
  /** `config` of the ConfigMap `istio-sidecar-injector`. */
  readonly injectConfig?: string;
  /** `values` of the same. */
  readonly values?: string;
  /** `mesh` of the ConfigMap `istio`. */
  readonly meshConfig?: string;
  /** Tags that lead to the revision. */
  readonly tags?: readonly string[];
  /** Where other kinds have Pod templates: `RayCluster.ray.io=spec.headGroupSpec.template`. */
  readonly podTemplatePaths?: readonly string[];
  /** The manifest's name in errors. Default: `manifest`. */
  readonly name?: string;
}

/** A manifest that was injected. Workloads that were so already are in neither list. */
export interface InjectedManifest {
  readonly text: string;
  /** `Kind namespace/name` of each. */
  readonly injected: readonly string[];
  readonly skipped: readonly { readonly workload: string; readonly reason: string }[];
}

/** `inject` of the library. */
export async function injectManifest(text: string, options: InjectOptions): Promise<InjectedManifest> {
  const file = { name: options.name ?? 'manifest', text };
  const { settings, tags } = await injectionOf(options);
  const namespaces = new Map<string, NamespaceFacts>();
  collectNamespaces(file, namespaces);
  const kinds = workloadKinds(options.podTemplatePaths);
  const plan = { kinds, surroundings: { settings, tags, namespaces }, injector: createInjector(settings) };
  const injected: string[] = [];
  const skipped: { workload: string; reason: string }[] = [];
  const result = rewritten(
    file,
    kinds,
    (document, tell) => injectDocument(document, plan, tell),
    ({ what, origin, reason }) => {
      if (what === 'changed') injected.push(origin);
      else if (what === 'skipped') skipped.push({ workload: origin, reason });
    },
  );
  return { text: result, injected, skipped };
}

/** `uninject` of the library. */
export async function uninjectManifest(text: string, options: InjectOptions): Promise<string> {
  const { settings } = await injectionOf(options);
  const kinds = workloadKinds(options.podTemplatePaths);
  const plan = { kinds, injector: createInjector(settings) };
  const file = { name: options.name ?? 'manifest', text };
  return rewritten(file, kinds, (document, tell) => uninjectDocument(document, plan, tell));
}

/** @throws MeshwrightError naming all that failed; InputError if one of them is no YAML */
function rewritten(
  file: SourceFile,
  kinds: WorkloadKinds,
  rewrite: Rewrite,
  take: (outcome: Outcome) => void = () => {},
): string {
  const failed: Outcome[] = [];
  const tell = (outcome: Outcome): void => {
    if (outcome.what === 'failed') failed.push(outcome);
    take(outcome);
  };
  const text = [...rewriteFile(file, kinds, rewrite, tell)].join('');
  if (failed.length === 0) return text;
  const Failure = failed.some(({ isUnreadable }) => isUnreadable) ? InputError : MeshwrightError;
  throw new Failure(listed('these cannot be injected', failed.map(describeOutcome)));
}

function injectionOf(options: InjectOptions): Promise<Injection> {
  const { injectConfig, values, meshConfig, revision, tags } = options;
  const captured = {
    config: named('injectConfig', injectConfig),
    values: named('values', values),
    mesh: named('meshConfig', meshConfig),
    revision,
    tags,
  };
  return injectionFrom(captured, () => injectorConfig(installation(options)));
}

const named = (name: string, text: string | undefined): SourceFile | undefined =>
  text === undefined ? undefined : { name, text };
