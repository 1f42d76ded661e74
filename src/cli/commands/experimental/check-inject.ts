import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { findWorkload, type NamedWorkload } from '../../../inject/find-workload.ts';
import { refusalOf, texts } from '../../../inject/policy.ts';
import { type WebhookVerdict, webhookVerdicts } from '../../../inject/webhooks.ts';
import { styleFor } from '../../../output/style.ts';
import { formatTable } from '../../../output/table.ts';
import { escapeInvisible } from '../../../output/visible.ts';
import { wantsColor } from '../../color.ts';
import { defineCommand } from '../../command.ts';
import { choiceOption } from '../../options.ts';
import { addInjectorFlags, type InjectorFlags, namespaceLabels, readInjectors } from '../../read-injectors.ts';

interface CheckFlags extends InjectorFlags {
  readonly labels?: string;
  readonly output: string;
}

export default defineCommand<CheckFlags>({
  setup(command) {
    command.argument('[workload...]', '[type/]name[.namespace]');
    addInjectorFlags(command);
    command.option('-l, --labels <labels>', 'labels of a Pod that is yet to be: app=cart,version=v1');
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, [name, ...more]) {
    if (more.length > 0 || (name === undefined) === (flags.labels === undefined)) {
      throw new UsageError('name one workload, [type/]name[.namespace], or a Pod’s labels with --labels');
    }
    const { mesh, resources, configurations } = await readInjectors(io, flags, flags.namespace || 'default');
    const named = name === undefined ? undefined : findWorkload(resources, name, flags.namespace || 'default');
    const namespace = named?.namespace ?? (flags.namespace || 'default');
    if (mesh.find('Namespace', namespace) === undefined) {
      io.note(`note: the input has no Namespace ${namespace}: it is taken to have no labels`);
    }
    const labels = named === undefined ? parseLabels(flags.labels!) : texts(named.workload.template.metadata.labels);
    const verdicts = webhookVerdicts(configurations, labels, namespaceLabels(mesh, namespace)).map((verdict) =>
      afterWebhook(verdict, named),
    );
    if (flags.output === 'json') {
      await io.write(`${escapeInvisible(JSON.stringify(verdicts, null, 2))}\n`);
    } else await io.write(table(verdicts, await styleFor(wantsColor(io))));
    if (verdicts.filter(({ injected }) => injected).length > 1) {
      io.note('warning: several webhooks inject this Pod: each will change what the other did');
    }
    return ExitCode.ok;
  },
});

/** What istiod makes of a Pod that a webhook sends to it. */
function afterWebhook(verdict: WebhookVerdict, named: NamedWorkload | undefined): WebhookVerdict {
  const refusal = verdict.injected && named !== undefined ? refusalOf(named.workload, named.namespace) : undefined;
  return refusal === undefined ? verdict : { ...verdict, injected: false, reason: refusal.reason };
}

function table(verdicts: readonly WebhookVerdict[], style: Awaited<ReturnType<typeof styleFor>>): string {
  const rows = verdicts.map(({ name, revision, injected, reason }) => [name, revision, injected ? '✔' : '✘', reason]);
  if (rows.length === 0) return 'There are no injection webhooks.\n';
  return formatTable(['WEBHOOK', 'REVISION', 'INJECTED', 'REASON'], rows, {
    paint: (cell, column, row) => (row >= 0 && column === 2 ? style.bold(cell) : cell),
  });
}

/** @throws UsageError */
function parseLabels(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => /^\s*([^=\s]+)==?([^=\s]*)\s*$/.exec(pair));
  if (pairs.includes(null)) throw new UsageError(`--labels takes name=value,name=value, not "${text}"`);
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
}

const examples = `
Webhooks and Namespaces are those of the input; where it has no webhooks, those of an installation.

Examples:
  # Is this Deployment injected, and why
  meshwright x check-inject -f k8s/ deployment/cart.shop

  # With the webhooks of two revisions
  meshwright x check-inject -f k8s/ -f istio.yaml -f istio-canary.yaml cart -n shop

  # A Pod that is yet to be written
  meshwright x check-inject -f k8s/ -n shop -l app=cart,sidecar.istio.io/inject=true`;
