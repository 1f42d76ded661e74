import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import type { Configuration } from '../../inject/webhooks.ts';
import { assumedKubernetes } from '../../install/generate.ts';
import { injectorObjects } from '../../install/injector-config.ts';
import { openPackage } from '../../install/open-package.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { manifestYaml } from '../../output/install/manifest-yaml.ts';
import { SourceDocument } from '../../resources/document.ts';
import { readInput } from '../../resources/input/read-input.ts';
import type { JsonObject } from '../../resources/json.ts';
import { liveResource } from '../../resources/live-resource.ts';
import { Mesh } from '../../resources/mesh.ts';
import { Resource } from '../../resources/resource.ts';
import { toResources } from '../../resources/to-resources.ts';
import { openCluster } from '../cluster.ts';
import { formatProblem } from '../files/read-one-file.ts';
import { pathList } from '../flags/comma-list.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { type InjectionFlags, namesSettings } from '../flags/injection-flags.ts';
import { addSettingFlags, installSettings } from '../flags/install-flags.ts';
import { repeatable } from '../flags/options.ts';
import type { Io } from '../io.ts';

/** Flags of commands about the injectors of a mesh. */
export interface InjectorFlags
  extends Pick<InjectionFlags, 'set' | 'operatorFileName' | 'manifests' | 'charts' | 'revision' | 'force'> {
  readonly filename?: readonly string[];
}

export function addInjectorFlags(command: Command): void {
  command.addOption(
    repeatable(
      '-f, --filename <path>',
      'file, folder, pattern, or - for standard input, in place of the cluster: workloads, namespaces, webhooks (repeatable, or with commas)',
    ),
  );
  addSettingFlags(command);
  command.addOption(
    repeatable(
      '--operatorFileName <file>',
      'IstioOperator file: its webhooks count where the input has none (repeatable, or with commas)',
    ),
  );
}

export interface Injectors {
  readonly mesh: Mesh;
  readonly resources: readonly Resource[];
  readonly configurations: readonly Configuration[];
  /** Where what names no namespace is looked for. */
  readonly namespace: string;
}

/**
 * Reads the input, and the webhooks in it; where it has none, those of the installation that the flags describe. Without input,
 * the cluster is read.
 *
 * @param others what besides webhooks is read of a cluster; `namespace` is the one to look in
 * @throws InputError for input that cannot be read, UsageError for flags that do not go together, KubeError
 */
export async function readInjectors(
  io: Io,
  flags: InjectorFlags & GlobalOptions,
  others: (api: KubeApi, namespace: string, limits: CallOptions) => Promise<readonly JsonObject[]>,
): Promise<Injectors> {
  const paths = pathList(flags.filename);
  if (paths.length === 0) return fromCluster(io, flags, others);
  const defaultNamespace = flags.namespace || 'default';
  const { files, problems, notes } = await readInput(paths, { cwd: io.cwd, readStdin: () => io.readStdin() });
  for (const note of notes) io.note(`note: ${note}`);
  const resources: Resource[] = [];
  for (const file of files) {
    const read = toResources(file, { defaultNamespace });
    problems.push(...read.problems);
    for (const resource of read.resources) resources.push(resource);
  }
  for (const problem of problems) io.note(`warning: left out: ${formatProblem(problem)}`);
  if (!resources.some(({ type }) => type.key === 'MutatingWebhookConfiguration')) {
    io.note('note: the input has no webhooks: those of the installation count that the flags describe');
    for (const resource of await installed(io, flags)) resources.push(resource);
  }
  return injectorsOf(resources, defaultNamespace);
}

function injectorsOf(resources: readonly Resource[], namespace: string): Injectors {
  const mesh = new Mesh(resources);
  return { mesh, resources, namespace, configurations: mesh.each('MutatingWebhookConfiguration') };
}

async function fromCluster(
  io: Io,
  flags: InjectorFlags & GlobalOptions,
  others: (api: KubeApi, namespace: string, limits: CallOptions) => Promise<readonly JsonObject[]>,
): Promise<Injectors> {
  if (namesSettings(flags) || flags.revision !== undefined) {
    throw new UsageError(
      '--set, --operatorFileName, --manifests and --revision describe an installation for input: name it with -f',
    );
  }
  const api = await openCluster(io, flags);
  const limits = { signal: io.interruption() };
  try {
    const namespace = flags.namespace || api.namespace;
    const [webhooks, objects] = await Promise.all([
      api.list({ group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' }, limits),
      others(api, namespace, limits),
    ]);
    const all = [...webhooks.items, ...objects];
    return injectorsOf(
      all.map((object) => liveResource(object, (one) => manifestYaml([one]))),
      namespace,
    );
  } finally {
    api.close();
  }
}

/** The webhooks and ConfigMaps of the installation that flags describe. */
async function installed(io: Io, flags: InjectorFlags): Promise<Resource[]> {
  const objects = await injectorObjects({
    ...(await installSettings(io, { ...flags, filename: flags.operatorFileName ?? [] })),
    kubernetesVersion: assumedKubernetes,
    openPackage: (path) => openPackage(io, path),
  });
  const document = new SourceDocument({ name: 'installation', text: '' }, { index: 0, start: 0, end: 0, line: 1 });
  return objects.map((object) => new Resource(object, document));
}

/** The labels of a namespace; the API server gives each one with its name. */
export function namespaceLabels(mesh: Mesh, name: string): Readonly<Record<string, string>> {
  const labels = mesh.find('Namespace', name)?.labels ?? {};
  return { ...labels, 'kubernetes.io/metadata.name': name };
}
