import { shellWord } from '../../base/shell-word.ts';
import { groupOf } from '../../resources/api-version.ts';
import type { JsonObject } from '../../resources/json.ts';
import { yamlText } from '../text/yaml-text.ts';

/** What the texts say of a release. */
export interface ReleaseText {
  readonly name: string;
  readonly namespace: string;
  /** Path of its chart, for Helm. */
  readonly chart: string;
  /** Name of the file with its values. */
  readonly valuesFile: string;
  readonly values: JsonObject;
  readonly skipsCrds: boolean;
  readonly objects: readonly JsonObject[];
}

/** The command that installs a release, or upgrades it. */
const helmCommand = ({ name, namespace, chart, valuesFile, skipsCrds }: ReleaseText): string =>
  [
    `helm upgrade --install ${shellWord(name)} ${shellWord(chart)}`,
    `--namespace ${shellWord(namespace)} --create-namespace`,
    `--values ${shellWord(valuesFile)}`,
    ...(skipsCrds ? ['--skip-crds'] : []),
  ].join(' ');

/** Releases as YAML documents of values, each below the command that it is for. */
export const releasesYaml = (releases: readonly ReleaseText[]): string =>
  releases
    .map((release) => `# ${release.valuesFile}:\n# ${helmCommand(release)}\n${yamlText(release.values)}`)
    .join('---\n');

/** A script for bash that hands objects which are there already over to Helm, and installs the release. */
export const installScript = (release: ReleaseText): string => `#!/usr/bin/env bash
# Installs ${release.name} with Helm, which takes over what of it is there already.
set -euo pipefail
cd "$(dirname "$0")"

# Helm changes an object only if its marks say that it belongs to the release.
adopt() {
  kubectl get "$@" --output name --ignore-not-found | while read -r object; do
    kubectl annotate "$object" "\${@:3}" --overwrite \\
      meta.helm.sh/release-name=${shellWord(release.name)} meta.helm.sh/release-namespace=${shellWord(release.namespace)}
    kubectl label "$object" "\${@:3}" --overwrite app.kubernetes.io/managed-by=Helm
  done
}
${release.objects.map((object) => `adopt ${objectWords(object).map(shellWord).join(' ')}\n`).join('')}
${helmCommand(release)}
`;

/** An object as kubectl's arguments name it: `Deployment.apps istiod --namespace=istio-system`. */
function objectWords(object: JsonObject): string[] {
  const { apiVersion, kind, metadata } = object as { apiVersion: string; kind: string; metadata: JsonObject };
  const group = groupOf(apiVersion);
  const { name, namespace } = metadata;
  return [group === '' ? kind : `${kind}.${group}`, String(name), ...(namespace ? [`--namespace=${namespace}`] : [])];
}

/** What a folder of releases holds, for whoever finds it. */
export const releasesReadme = (
  releases: readonly ReleaseText[],
  warnings: readonly string[],
): string => `# Istio with Helm

What \`meshwright manifest translate\` made of the settings of an installation: for each part the values of its chart, and a
script that installs it. Where istioctl or meshwright installed Istio, the script marks the objects as Helm's first, so that
they are kept and changed in place. Nothing has been changed in a cluster yet.

Run the scripts in this order, after a look at each:

${releases.map(readmeItem).join('\n')}

With Helm the label \`release\` of the objects is the release's name, and \`app.kubernetes.io/instance\` too. What else changes, this shows
before anything does:

    helm template NAME CHART --namespace NAMESPACE --values FILE | meshwright manifest diff BEFORE -
${
  warnings.length === 0
    ? ''
    : `
## What is left to do by hand

${warnings.map((warning) => `- ${warning}`).join('\n')}
`
}`;

const readmeItem = (release: ReleaseText, i: number): string =>
  `${i + 1}. \`./install-${release.valuesFile.replace('-values.yaml', '.sh')}\`: \`${helmCommand(release)}\``;
