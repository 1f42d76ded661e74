import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { findWorkload, type NamedWorkload } from '../../../inject/find-workload.ts';
import { refusalOf, texts } from '../../../inject/policy.ts';
import { type WebhookVerdict, webhookVerdicts } from '../../../inject/webhooks.ts';
import { type Style, styleFor } from '../../../output/style.ts';
import type { Look } from '../../../output/text/look.ts';
import { formatTable } from '../../../output/text/table.ts';
import { escapeInvisible } from '../../../output/text/visible.ts';
import { defineCommand } from '../../command.ts';
import { choiceOption } from '../../flags/options.ts';
import { liveNamespace, liveWorkload } from '../../injection/live-workload.ts';
import {
  addInjectorFlags,
  type InjectorFlags,
  namespaceLabels,
  readInjectors,
} from '../../injection/read-injectors.ts';
import type { Io } from '../../io.ts';

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
    let wanted = name;
    const { mesh, resources, configurations, ...read } = await readInjectors(io, flags, async (...cluster) => {
      if (name === undefined) return liveNamespace(...cluster);
      const found = await liveWorkload(name, ...cluster);
      wanted = found.name;
      return found.objects;
    });
    const named = wanted === undefined ? undefined : findWorkload(resources, wanted, read.namespace);
    const namespace = named?.namespace ?? read.namespace;
    if (mesh.find('Namespace', namespace) === undefined) {
      io.note(`note: the input has no Namespace ${namespace}: it is taken to have no labels`);
    }
    const labels = named === undefined ? parseLabels(flags.labels!) : texts(named.workload.template.metadata.labels);
    const verdicts = webhookVerdicts(configurations, labels, namespaceLabels(mesh, namespace)).map((verdict) =>
      afterWebhook(verdict, named),
    );
    if (flags.output === 'json') {
      await io.write(`${escapeInvisible(JSON.stringify(verdicts, null, 2))}\n`);
    } else await io.write(table(verdicts, io.look, await styleFor(io.look)));
    if (verdicts.filter(({ injected }) => injected).length > 1) {
      io.note('warning: several webhooks inject this Pod: each will change what the other did');
    }
    if (flags.filename === undefined && named !== undefined) tellOfChange(io, named, verdicts);
    return ExitCode.ok;
  },
});

/** A Pod keeps the sidecar that it was made with, or without. */
function tellOfChange(io: Io, { workload, origin }: NamedWorkload, verdicts: readonly WebhookVerdict[]): void {
  if (workload.object.kind !== 'Pod') return;
  const hasSidecar = texts(workload.template.metadata.annotations)['sidecar.istio.io/status'] !== undefined;
  const wouldHave = verdicts.some(({ injected }) => injected);
  if (hasSidecar === wouldHave) return;
  const now = hasSidecar ? 'has a sidecar' : 'has no sidecar';
  io.note(`note: ${origin} ${now}: it was made when other labels or webhooks were there. A restart changes that`);
}

/** What istiod makes of a Pod that a webhook sends to it. */
function afterWebhook(verdict: WebhookVerdict, named: NamedWorkload | undefined): WebhookVerdict {
  const refusal = verdict.injected && named !== undefined ? refusalOf(named.workload, named.namespace) : undefined;
  return refusal === undefined ? verdict : { ...verdict, injected: false, reason: refusal.reason };
}

function table(verdicts: readonly WebhookVerdict[], look: Look, style: Style): string {
  const rows = verdicts.map(({ name, revision, injected, reason }) => [
    ...[name, revision, injected ? style.sign('✔', 'yes') : style.sign('✘', 'no'), reason],
  ]);
  if (rows.length === 0) return 'There are no injection webhooks.\n';
  return formatTable(['WEBHOOK', 'REVISION', 'INJECTED', 'REASON'], rows, look, {
    paint: (_, column, row) => (row >= 0 && column === 2 ? style.bold : (text) => text),
  });
}

/** @throws UsageError */
function parseLabels(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => /^\s*([^=\s]+)==?([^=\s]*)\s*$/.exec(pair));
  if (pairs.includes(null)) throw new UsageError(`--labels takes name=value,name=value, not "${text}"`);
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
}

const examples = `
Webhooks and Namespaces are those of the cluster; with -f those of the input, and where it has no webhooks, those of an
installation.

Examples:
  # Is this Pod injected, and why; a Deployment's Pods
  meshwright x check-inject cart-7d9c-x2v4 -n shop
  meshwright x check-inject deployment/cart.shop

  # In manifests, without a cluster
  meshwright x check-inject -f k8s/ deployment/cart.shop

  # With the webhooks of two revisions
  meshwright x check-inject -f k8s/ -f istio.yaml -f istio-canary.yaml cart -n shop

  # A Pod that is yet to be written
  meshwright x check-inject -f k8s/ -n shop -l app=cart,sidecar.istio.io/inject=true`;
