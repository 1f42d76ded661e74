import { MeshwrightError } from '../../base/errors.ts';
import { visible } from '../../output/text/visible.ts';
import { readInput } from '../../resources/input/read-input.ts';
import { type MeshConfig, type MeshNetworks, readMeshConfig, readMeshNetworks } from '../../resources/mesh-config.ts';
import type { Resource } from '../../resources/resource.ts';
import { revisionLabel } from '../../resources/revision-labels.ts';
import { type ReadProblem, toResources } from '../../resources/to-resources.ts';
import { unrendered } from '../../resources/yaml/problem.ts';
import { formatProblem, readOneFile } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';

export interface ReadMeshSettings {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly excludeFrom: string;
  readonly meshConfigFile?: string | undefined;
  readonly meshNetworksFile?: string | undefined;
  readonly istioNamespace: string;
  /** The namespace of resources that name none. Default: `default`. */
  readonly defaultNamespace: string | undefined;
  /** Leave out Istio's resources that are meant for another revision. */
  readonly revision?: string | undefined;
}

export interface ReadMesh {
  readonly resources: Resource[];
  readonly problems: ReadProblem[];
  /** How many files were read. */
  readonly files: number;
  readonly meshConfig: MeshConfig | undefined;
  readonly meshNetworks: MeshNetworks | undefined;
}

/** Reads everything that the settings name. Throws InputError and UsageError as `readInput`, and past the deadline. */
export async function readMesh(io: Io, settings: ReadMeshSettings, deadline: number): Promise<ReadMesh> {
  const { exclude, excludeFrom, istioNamespace, defaultNamespace, revision } = settings;
  const input = await within(deadline, (signal) =>
    readInput(settings.paths, { cwd: io.cwd, readStdin: () => io.readStdin(signal) }, { exclude, excludeFrom }),
  );
  for (const note of input.notes) io.note(`note: ${note}`);
  const resources: Resource[] = [];
  const problems = [...input.problems];
  for (const file of input.files) {
    if (performance.now() > deadline) throw timeIsUp(`reading ${file.name}`);
    const read = toResources(file, defaultNamespace === undefined ? {} : { defaultNamespace });
    // One by one: spreading a large file's resources into a call would overflow the stack.
    for (const resource of read.resources) if (isInRevision(resource, revision)) resources.push(resource);
    for (const problem of read.problems) problems.push(problem);
  }
  return {
    resources,
    problems,
    files: input.files.length,
    meshConfig:
      settings.meshConfigFile === undefined
        ? undefined
        : readMeshConfig(await readOneFile(io, settings.meshConfigFile)),
    meshNetworks:
      settings.meshNetworksFile === undefined
        ? undefined
        : readMeshNetworks(await readOneFile(io, settings.meshNetworksFile), istioNamespace),
  };
}

/**
 * A control plane of a revision reads Istio's resources that carry its name in the label istio.io/rev, and those that
 * carry none (istio.io, Canary Upgrades).
 */
export function isInRevision({ group, labels }: Resource, revision: string | undefined): boolean {
  if (revision === undefined || !group.endsWith('istio.io')) return true;
  const own = labels[revisionLabel];
  return own === undefined || own === revision;
}

async function within<T>(deadline: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(timeIsUp('reading the input'));
        controller.abort();
      },
      Math.max(0, deadline - performance.now()),
    );
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

const timeIsUp = (during: string): MeshwrightError => new MeshwrightError(`the time is up (--timeout) while ${during}`);

/** Names every document that cannot be read, one screen of them; `done` is what became of the rest. */
export function noteProblems(io: Io, all: readonly ReadProblem[], ignored: boolean, done = 'analyzed'): void {
  const most = 20;
  const problems = templatesOnce(all);
  const areManyFiles = new Set(problems.map(({ file }) => file)).size > most;
  const where = areManyFiles ? ' ("!FOLDER" among the paths leaves it out)' : '';
  for (const problem of problems.slice(0, most)) {
    io.note(visible(`${ignored ? 'ignored' : 'Error'}: ${formatProblem(problem)}`));
  }
  if (problems.length > most) io.note(`… and ${problems.length - most} more documents that cannot be read${where}`);
  if (problems.length > 0 && !ignored) {
    io.note(`The rest was ${done}. --ignore-unknown passes over what cannot be read.`);
  }
}

/** A chart's template is one in all of its documents: the first says so for the file. */
function templatesOnce(problems: readonly ReadProblem[]): ReadProblem[] {
  const templates = new Set<string>();
  return problems.filter(({ file, message }) => {
    if (message !== unrendered) return true;
    const isFirst = !templates.has(file);
    templates.add(file);
    return isFirst;
  });
}
