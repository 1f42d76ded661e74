import { ExitCode } from '../../../../base/exit-code.ts';
import { type InjectorRow, injectorRows, type NamespaceRow, namespaceRows } from '../../../../inject/injector-list.ts';
import { formatTable } from '../../../../output/table.ts';
import { escapeInvisible } from '../../../../output/visible.ts';
import { defineCommand } from '../../../command.ts';
import { choiceOption } from '../../../options.ts';
import { addInjectorFlags, type InjectorFlags, readInjectors } from '../../../read-injectors.ts';

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
    const { mesh, configurations } = await readInjectors(io, flags, flags.namespace || 'default');
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
        : `${namespaceTable(namespaces)}\n${injectorTable(injectors)}`,
    );
    return ExitCode.ok;
  },
});

function namespaceTable(rows: readonly NamespaceRow[]): string {
  if (rows.length === 0) return 'No namespace is injected.\n';
  const lines = rows.flatMap(({ namespace, revision, pods }) =>
    pods.length === 0
      ? [[namespace, revision, '<no pods>']]
      : pods.map((count) => [namespace, revision, countText(count)]),
  );
  return formatTable(['NAMESPACE', 'ISTIO-REVISION', 'POD-REVISIONS'], lines);
}

function countText({ revision, pods, disabled, needRestart }: NamespaceRow['pods'][number]): string {
  const refused = disabled > 0 ? ` (injection disabled: ${disabled})` : '';
  const restart = needRestart > 0 ? ` NEEDS RESTART: ${needRestart}` : '';
  return `${revision || '<non-Istio>'}: ${pods}${refused}${restart}`;
}

function injectorTable(rows: readonly InjectorRow[]): string {
  if (rows.length === 0) return 'There are no injection webhooks.\n';
  const lines = rows.flatMap(({ name, revision, image, namespaces }) =>
    (namespaces.length === 0 ? ['DOES NOT AUTOINJECT'] : namespaces).map((namespace) => [
      namespace,
      name,
      revision,
      image,
    ]),
  );
  return formatTable(['NAMESPACES', 'INJECTOR-HOOK', 'ISTIO-REVISION', 'SIDECAR-IMAGE'], lines);
}

const examples = `
Namespaces, Pods and webhooks are those of the input; where it has no webhooks, those of an installation.

Examples:
  # Which revision serves which namespace
  meshwright x injector list -f k8s/ -f istio.yaml

  # As JSON
  meshwright x injector list -f k8s/ -o json`;
