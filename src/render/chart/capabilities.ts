import { FieldMap, type JsonType } from '../functions/formats/json-value.ts';
import { named, pointerTo, stringType, structOf } from '../template/model/types.ts';
import { List, Pointer, Struct, stringListType, type Value } from '../template/model/values.ts';
import { ChartError } from './chart.ts';

/** What is known of the cluster. */
export interface Capabilities {
  /** `v1.34.0`, or `1.34`. */
  readonly kubeVersion?: string;
  /** Versions of APIs, `group/version` or `group/version/Kind`, besides those that every cluster has. */
  readonly apiVersions?: readonly string[];
}

/** As Helm's library has it, and so istioctl. */
const defaultKubeVersion = 'v1.20.0';
const helmVersion = 'v3.22.0';
const goVersion = 'go1.26';

/** The groups of Kubernetes' own API and their versions, as Helm 3.22 knows them. */
const groups: Readonly<Record<string, string>> = {
  '': 'v1',
  'admissionregistration.k8s.io': 'v1 v1alpha1 v1beta1',
  'internal.apiserver.k8s.io': 'v1alpha1',
  apps: 'v1 v1beta1 v1beta2',
  'authentication.k8s.io': 'v1 v1alpha1 v1beta1',
  'authorization.k8s.io': 'v1 v1beta1',
  autoscaling: 'v1 v2',
  batch: 'v1 v1beta1',
  'certificates.k8s.io': 'v1 v1beta1 v1alpha1',
  'coordination.k8s.io': 'v1alpha2 v1beta1 v1',
  'discovery.k8s.io': 'v1 v1beta1',
  'events.k8s.io': 'v1 v1beta1',
  extensions: 'v1beta1',
  'flowcontrol.apiserver.k8s.io': 'v1 v1beta1 v1beta2 v1beta3',
  'lifecycle.k8s.io': 'v1alpha1',
  'networking.k8s.io': 'v1 v1beta1',
  'node.k8s.io': 'v1 v1alpha1 v1beta1',
  policy: 'v1 v1beta1',
  'rbac.authorization.k8s.io': 'v1 v1beta1 v1alpha1',
  'resource.k8s.io': 'v1 v1beta2 v1beta1 v1alpha3',
  'scheduling.k8s.io': 'v1alpha3 v1beta1 v1',
  'storage.k8s.io': 'v1beta1 v1 v1alpha1',
  'storagemigration.k8s.io': 'v1 v1beta1',
  'apiextensions.k8s.io': 'v1beta1 v1',
};
const knownVersions = Object.entries(groups).flatMap(([group, versions]) =>
  versions.split(' ').map((version) => (group === '' ? version : `${group}/${version}`)),
);

const struct = (name: string, fields: readonly (readonly [field: string, json: string])[], text?: string): JsonType => {
  const shown = (value: Struct): string => value.fields.get(text!) as string;
  const methods = { GitVersion: { takes: [], run: shown }, String: { takes: [], run: shown } };
  return {
    ...structOf<Struct>(
      name,
      fields.map(([field]) => ({ name: field, type: stringType })),
      text === undefined ? {} : { text: shown, methods },
    ),
    json: (value: Struct) =>
      new FieldMap(
        fields.map(([field, json]) => [json, value.fields.get(field)] as const).filter(([, one]) => one !== ''),
      ),
  };
};

const kubeVersionType = struct(
  'chartutil.KubeVersion',
  ['Version', 'Major', 'Minor'].map((name) => [name, name] as const),
  'Version',
);
const buildInfoType = struct('version.BuildInfo', [
  ['Version', 'version'],
  ['GitCommit', 'git_commit'],
  ['GitTreeState', 'git_tree_state'],
  ['GoVersion', 'go_version'],
]);
const versionSetType = named<List>('chartutil.VersionSet', stringListType, {
  methods: {
    Has: {
      takes: [stringType],
      run: (set: List, [version]: readonly string[]) => (set.items ?? []).includes(version),
    },
  },
});
const capabilitiesType = structOf('chartutil.Capabilities', [
  { name: 'KubeVersion', type: kubeVersionType },
  { name: 'APIVersions', type: versionSetType },
  { name: 'HelmVersion', type: buildInfoType },
]);
const capabilitiesPointer = pointerTo(capabilitiesType);

/** A version as Kubernetes reads it: at least two numbers, and what follows three does not count. */
function kubeVersionParts(version: string): { full: string; major: string; minor: string } {
  const match = /^\s*v?(\d+)\.(\d+)((?:\.\d+)*)/.exec(version);
  if (match === null) throw new ChartError(`invalid Kubernetes version "${version}": it must be like v1.34.0`);
  const [, major, minor, rest] = match;
  return { full: `v${major}.${minor}${rest}`, major: major!, minor: minor! };
}

/** The version that charts are checked against. */
export const kubeVersionOf = ({ kubeVersion = defaultKubeVersion }: Capabilities): string =>
  kubeVersionParts(kubeVersion).full;

/** `.Capabilities` of a template. */
export function capabilitiesValue(capabilities: Capabilities): Pointer {
  const { full, major, minor } = kubeVersionParts(capabilities.kubeVersion ?? defaultKubeVersion);
  const kubeVersion = new Struct(
    kubeVersionType,
    new Map([
      ['Version', full],
      ['Major', major],
      ['Minor', minor],
    ]),
  );
  const helm = new Struct(
    buildInfoType,
    new Map([
      ['Version', helmVersion],
      ['GoVersion', goVersion],
    ]),
  );
  const versions = [...knownVersions, ...(capabilities.apiVersions ?? [])];
  const fields = new Map<string, Value>([
    ['KubeVersion', kubeVersion],
    ['APIVersions', new List(versionSetType, versions)],
    ['HelmVersion', helm],
  ]);
  return new Pointer(capabilitiesPointer, new Struct(capabilitiesType, fields));
}
