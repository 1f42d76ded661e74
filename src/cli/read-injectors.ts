import type { Command } from 'commander';
import { MeshwrightError } from '../base/errors.ts';
import type { Configuration } from '../inject/webhooks.ts';
import { assumedKubernetes } from '../install/generate.ts';
import { injectorObjects } from '../install/injector-config.ts';
import { openPackage } from '../install/open-package.ts';
import { SourceDocument } from '../resources/document.ts';
import { readInput } from '../resources/input/read-input.ts';
import { Mesh } from '../resources/mesh.ts';
import { Resource } from '../resources/resource.ts';
import { toResources } from '../resources/to-resources.ts';
import type { InjectionFlags } from './injection-flags.ts';
import { addSettingFlags, installSettings } from './install-flags.ts';
import type { Io } from './io.ts';
import { repeatable } from './options.ts';
import { formatProblem } from './read-one-file.ts';

/** Flags of commands about the injectors of a mesh. */
export interface InjectorFlags extends Omit<InjectionFlags, 'tag'> {
  readonly filename?: readonly string[];
}

export function addInjectorFlags(command: Command): void {
  command.addOption(
    repeatable(
      '-f, --filename <path>',
      'file, folder, pattern, or - for standard input: workloads, namespaces, webhooks (repeatable, or with commas)',
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
}

/**
 * Reads the input, and the webhooks in it; where it has none, those of the installation that the flags describe.
 *
 * @throws MeshwrightError where no input is named; InputError where it cannot be read
 */
export async function readInjectors(io: Io, flags: InjectorFlags, defaultNamespace: string): Promise<Injectors> {
  const paths = (flags.filename ?? []).flatMap((text) => text.split(','));
  if (paths.length === 0) {
    throw new MeshwrightError('reading a cluster is still to come. Name manifests: -f k8s/');
  }
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
  const mesh = new Mesh(resources);
  return { mesh, resources, configurations: mesh.each('MutatingWebhookConfiguration') };
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
