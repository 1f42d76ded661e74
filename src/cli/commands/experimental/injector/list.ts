import { ExitCode } from '../../../../base/exit-code.ts';
import { type InjectorRow, injectorRows, type NamespaceRow, namespaceRows } from '../../../../inject/injector-list.ts';
import type { CallOptions, KubeApi } from '../../../../kube/api.ts';
import type { Look } from '../../../../output/text/look.ts';
import { formatTable } from '../../../../output/text/table.ts';
import { escapeInvisible } from '../../../../output/text/visible.ts';
import type { JsonObject } from '../../../../resources/json.ts';
import { defineCommand } from '../../../command.ts';
import type { GlobalOptions } from '../../../flags/global-options.ts';
import { choiceOption } from '../../../flags/options.ts';
import { addInjectorFlags, type InjectorFlags, readInjectors } from '../../../injection/read-injectors.ts';

interface ListFlags extends InjectorFlags {
  readonly output: string;
}

export default defineCommand<ListFlags>({
  setup(command) {
    addInjectorFlags(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    const { mesh, configurations } = await readInjectors(io, flags, (api, _, limits) => readMesh(api, flags, limits));
    const isWanted = (name: string) => flags.namespace === undefined || name === flags.namespace;
    const namespaces = namespaceRows(mesh, configurations, flags.istioNamespace).filter(({ namespace }) =>
      isWanted(namespace),
    );
    const injectors = injectorRows(mesh, configurations, flags.istioNamespace).map((row) => ({
      ...row,
      namespaces: row.namespaces.filter(isWanted),
    }));
    await io.write(
      flags.output === 'json'
        ? `${escapeInvisible(JSON.stringify({ namespaces, injectors }, null, 2))}\n`
        : `${namespaceTable(namespaces, io.look)}\n${injectorTable(injectors, io.look)}`,
    );
    return ExitCode.ok;
  },
});

/** Namespaces, their Pods, and what istiods inject. */
async function readMesh(
  api: KubeApi,
  { namespace, istioNamespace }: GlobalOptions,
  limits: CallOptions,
): Promise<JsonObject[]> {
  const lists = await Promise.all([
    api.list({ group: '', kind: 'Namespace' }, limits),
    api.list({ group: '', kind: 'Pod', namespace: namespace || undefined }, limits),
    api.list({ group: '', kind: 'ConfigMap', namespace: istioNamespace }, limits),
  ]);
  return lists.flatMap(({ items }) => items);
}

function namespaceTable(rows: readonly NamespaceRow[], look: Look): string {
  if (rows.length === 0) return 'No namespace is injected.\n';
  const lines = rows.flatMap(({ namespace, revision, pods }) =>
    pods.length === 0
      ? [[namespace, revision, '<no pods>']]
      : pods.map((count) => [namespace, revision, countText(count)]),
  );
  return formatTable(['NAMESPACE', 'ISTIO-REVISION', 'POD-REVISIONS'], lines, look);
}

function countText({ revision, pods, disabled, needRestart }: NamespaceRow['pods'][number]): string {
  const refused = disabled > 0 ? ` (injection disabled: ${disabled})` : '';
  const restart = needRestart > 0 ? ` NEEDS RESTART: ${needRestart}` : '';
  return `${revision || '<non-Istio>'}: ${pods}${refused}${restart}`;
}

function injectorTable(rows: readonly InjectorRow[], look: Look): string {
  if (rows.length === 0) return 'There are no injection webhooks.\n';
  const lines = rows.flatMap(({ name, revision, image, namespaces }) =>
    (namespaces.length === 0 ? ['DOES NOT AUTOINJECT'] : namespaces).map((namespace) => [
      namespace,
      name,
      revision,
      image,
    ]),
  );
  return formatTable(['NAMESPACES', 'INJECTOR-HOOK', 'ISTIO-REVISION', 'SIDECAR-IMAGE'], lines, look);
}

const examples = `
Namespaces, Pods and webhooks are those of the cluster; with -f those of the input, and where it has no webhooks, those of an
installation.

Examples:
  # Which revision serves which namespace of the cluster, and which Pods are to be restarted
  meshwright x injector list

  # The same of manifests
  meshwright x injector list -f k8s/ -f istio.yaml

  # As JSON
  meshwright x injector list -f k8s/ -o json`;
