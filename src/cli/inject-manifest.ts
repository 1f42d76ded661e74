import { injectDocument } from '../inject/inject-document.ts';
import { createInjector } from '../inject/injector.ts';
import { collectNamespaces } from '../inject/namespaces.ts';
import type { Outcome } from '../inject/outcome.ts';
import { type Rewrite, rewriteFile } from '../inject/rewrite-file.ts';
import { uninjectDocument } from '../inject/uninject-document.ts';
import { type WorkloadKinds, workloadKinds } from '../inject/workload-kinds.ts';
import { assumedKubernetes } from '../install/generate.ts';
import { injectorConfig } from '../install/injector-config.ts';
import { readOperator } from '../install/operator-files.ts';
import { namedSetting, parseSetFlag } from '../install/settings/set-flag.ts';
import type { SourceFile } from '../resources/document.ts';
import { type Injection, injectionFrom } from './injection.ts';
import { openPackage } from './install-package.ts';
import { RewriteOutcomes } from './rewrite-outcomes.ts';

/** What to inject: what an installation would, or what texts of istiod's ConfigMaps say, each instead of the installation's. */
export interface InjectOptions {
  /** The installation's profile; wins over the one that files and `set` name. Default: `default`. */
  readonly profile?: string;
  /** IstioOperator files, each laid on those before it. */
  readonly files?: readonly SourceFile[];
  /** Settings as `--set` takes them, laid on the files. */
  readonly set?: readonly string[];
  /** The control plane's. */
  readonly revision?: string;
  /** Folder or .tgz of an Istio release, whose charts and profiles are used instead of this package's. */
  readonly manifests?: string;
  /** Go on although settings are not valid. */
  readonly force?: boolean;
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
  const namespaces = new Map<string, Readonly<Record<string, string>>>();
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

/** @throws MeshwrightError naming all that failed */
function rewritten(
  file: SourceFile,
  kinds: WorkloadKinds,
  rewrite: Rewrite,
  take: (outcome: Outcome) => void = () => {},
): string {
  const outcomes = new RewriteOutcomes({ note: () => {} }, false);
  const tell = (outcome: Outcome) => {
    outcomes.add(outcome);
    take(outcome);
  };
  const text = [...rewriteFile(file, kinds, rewrite, tell)].join('');
  if (outcomes.failures.length > 0) throw outcomes.error('these cannot be injected');
  return text;
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
  return injectionFrom(captured, () => render(options));
}

const named = (name: string, text: string | undefined): SourceFile | undefined =>
  text === undefined ? undefined : { name, text };

function render({ files = [], set = [], profile, revision, manifests, force = false }: InjectOptions) {
  const flags = set.map((text) => parseSetFlag(text, `set ${text}`));
  for (const [name, value] of Object.entries({ installPackagePath: manifests, revision, profile })) {
    if (value) flags.push(namedSetting(name, value, `${name} ${value}`));
  }
  return injectorConfig({
    files: files.map(readOperator),
    flags,
    force,
    kubernetesVersion: assumedKubernetes,
    openPackage: (path) => openPackage({ cwd: '' }, path),
  });
}
