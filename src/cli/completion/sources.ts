import type { Option } from 'commander';
import type { Selection } from '../../kube/api.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { type ClusterFlags, hasCluster, openCluster } from '../cluster.ts';
import type { Io } from '../io.ts';
import { insteadOf } from '../terminal/manners.ts';

export interface Candidate {
  readonly value: string;
  /** What it is, in a few words; may be empty. */
  readonly description: string;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** True where a file may stand as well: shells complete those themselves. */
  readonly files: boolean;
}

/** Where names come from: files of this program, the kubeconfig, the cluster. */
export interface Names {
  codes(): Promise<Candidate[]>;
  analyzers(): Promise<Candidate[]>;
  profiles(): Promise<Candidate[]>;
  kinds(): Promise<Candidate[]>;
  contexts(): Promise<Candidate[]>;
  namespaces(): Promise<Candidate[]>;
  pods(): Promise<Candidate[]>;
  services(): Promise<Candidate[]>;
  revisions(): Promise<Candidate[]>;
  tags(): Promise<Candidate[]>;
  waypoints(): Promise<Candidate[]>;
  nodes(): Promise<Candidate[]>;
}

type Source = keyof Names;

/** What flags take, by their long names. */
const byFlag: Readonly<Record<string, Source>> = {
  '--namespace': 'namespaces',
  '--istioNamespace': 'namespaces',
  '--istio-namespace': 'namespaces',
  '--workload-namespace': 'namespaces',
  '--service-namespace': 'namespaces',
  '--policy-namespace': 'namespaces',
  '--context': 'contexts',
  '--remote-contexts': 'contexts',
  '--revision': 'revisions',
  '--analyzer': 'analyzers',
  '--exclude-analyzer': 'analyzers',
  '--suppress': 'codes',
  '--severity': 'codes',
  '--node': 'nodes',
  '--workload-node': 'nodes',
};

/** What arguments are, by the names that commands give them. */
const byArgument: Readonly<Record<string, Source>> = {
  codes: 'codes',
  profile: 'profiles',
  kind: 'kinds',
  pod: 'pods',
  pods: 'pods',
  other: 'pods',
  workload: 'pods',
  service: 'services',
  tag: 'tags',
  waypoints: 'waypoints',
};

/** Values that are files, by how flags and arguments call them. */
const isFile = /^(file|path|paths|folder|dir|dump|before|after|format\[=file\]|format\|path)$/;

/** What may stand behind a flag. */
export async function valuesOfFlag(names: Names, { long, flags }: Option): Promise<Completion> {
  const source = byFlag[long!];
  const placeholder = /<(.+)>/.exec(flags)?.[1] ?? '';
  return source === undefined ? { candidates: [], files: isFile.test(placeholder) } : from(names, source);
}

/** What may stand where a command takes an argument of that name; nothing where it takes none. */
export async function valuesOfArgument(names: Names, argument: string | undefined): Promise<Completion> {
  if (argument === undefined) return { candidates: [], files: false };
  const source = byArgument[argument];
  return source === undefined ? { candidates: [], files: isFile.test(argument) } : from(names, source);
}

const from = async (names: Names, source: Source): Promise<Completion> => ({
  candidates: await names[source]().catch(() => []),
  files: false,
});

/** Milliseconds for a cluster to answer: nobody waits longer for a completion. */
const patience = 2_000;

/**
 * Names as the flags typed so far mean them.
 *
 * @param typed values of flags by their long names
 */
export function namesFor(typed: ReadonlyMap<string, string>, io: Io): Names {
  const text = (name: string): Record<string, string> =>
    typed.get(`--${name}`) ? { [name]: typed.get(`--${name}`)! } : {};
  const flags: ClusterFlags = {
    ...{ ...text('kubeconfig'), ...text('context'), ...text('as') },
    kubeclientTimeout: patience,
  };

  const listed = async (selection: Selection): Promise<readonly JsonObject[]> => {
    if (!hasCluster(io, flags)) return [];
    const quiet = insteadOf(io, { note: () => {} });
    const api = await openCluster(quiet, flags, patience);
    try {
      const namespace = selection.namespace === '' ? (typed.get('--namespace') ?? api.namespace) : selection.namespace;
      return (await api.list({ ...selection, namespace }, { deadline: performance.now() + patience })).items;
    } finally {
      api.close();
    }
  };
  const core = (kind: string, namespace?: string) => listed({ group: '', kind, namespace });
  const webhooks = (labelSelector: string) =>
    listed({ group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration', labelSelector });

  return {
    async codes() {
      const { catalogue } = await import('../../analysis/catalogue.ts');
      return catalogue.map(({ code, summary }) => ({ value: code, description: summary }));
    },
    async analyzers() {
      const { analyzers } = await import('../../analysis/analyzers/index.ts');
      return analyzers.map(({ id, summary }) => ({ value: id, description: summary }));
    },
    async profiles() {
      const { openPackage } = await import('../../install/open-package.ts');
      const { listProfiles } = await import('../../install/profiles.ts');
      const profiles = listProfiles(await openPackage(io, undefined));
      return profiles.map(({ name, summary }) => ({ value: name, description: summary }));
    },
    async kinds() {
      const { resourceKinds } = await import('../../schema/resource-kinds.ts');
      return resourceKinds.map((id) => ({ value: id.split('/')[1]!, description: id.split('/')[0]! }));
    },
    async contexts() {
      const { kubeconfigFiles } = await import('../../kube/kubeconfig-files.ts');
      const { readKubeconfig } = await import('../../kube/kubeconfig.ts');
      const { contexts } = readKubeconfig(kubeconfigFiles(io, flags.kubeconfig));
      return Array.from(contexts, ([value, { cluster = '' }]) => ({ value, description: cluster }));
    },
    namespaces: async () => plain(await core('Namespace')),
    nodes: async () => plain(await core('Node')),
    services: async () => plain(await core('Service', '')),
    pods: async () => plain(await core('Pod', '')),
    revisions: async () => labelled(await webhooks('istio.io/rev,!istio.io/tag'), 'istio.io/rev'),
    tags: async () => labelled(await webhooks('istio.io/tag'), 'istio.io/tag'),
    waypoints: async () => plain(await listed({ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: '' })),
  };
}

const metadataOf = ({ metadata }: JsonObject): JsonObject => (isObject(metadata) ? metadata : {});

const plain = (objects: readonly JsonObject[]): Candidate[] =>
  objects.map((object) => ({ value: String(metadataOf(object).name), description: '' }));

function labelled(objects: readonly JsonObject[], label: string): Candidate[] {
  const values = objects.map((object) => {
    const { labels } = metadataOf(object);
    return isObject(labels) ? String(labels[label] ?? '') : '';
  });
  return [...new Set(values)].filter(Boolean).map((value) => ({ value, description: '' }));
}
