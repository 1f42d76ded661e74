import { counted } from '../../base/counted.ts';
import { UsageError } from '../../base/errors.ts';
import type { ExitCode } from '../../base/exit-code.ts';
import {
  type ConnectedProxy,
  proxyStatusRecord,
  stateTable,
  subscriptionTable,
} from '../../output/proxy/proxy-status-formats.ts';
import { visible } from '../../output/text/visible.ts';
import { askEach } from '../../proxy/istiod/connection.ts';
import { shortTypeName } from '../../proxy/istiod/proxy-status.ts';
import { defineCommand } from '../command.ts';
import { openControlPlane } from '../control-plane/open-control-plane.ts';
import { structuredText } from '../files/structured-text.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { choiceOption, wholeNumberOption } from '../flags/options.ts';
import { addAdminPort } from '../flags/proxy-flags.ts';
import { addReportFlag, addXdsFlags, type XdsFlags } from '../flags/xds-flags.ts';
import type { Io } from '../io.ts';
import { noteFailures } from '../proxies/note-failures.ts';

export interface ProxyStatusFlags extends XdsFlags {
  readonly output: 'table' | 'json' | 'yaml';
  readonly verbosity: number;
  readonly file?: string;
  readonly proxyAdminPort: number;
}

export default defineCommand<ProxyStatusFlags>({
  setup(command) {
    command.argument('[proxy]', '[type/]name[.namespace]: compare what this proxy has with what istiod would send it');
    addXdsFlags(command);
    addReportFlag(command);
    command.option(
      '--file <path>',
      'the proxy’s config dump, or - for standard input, in place of the running proxy’s',
    );
    addAdminPort(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json', 'yaml'], 'table'));
    command.addOption(wholeNumberOption('-v, --verbosity <level>', '1: the state of each xDS type', 0));
    command.addHelpText('after', examples);
  },
  async run(io, flags, [name, ...more]) {
    if (more.length > 0) throw new UsageError(`name one proxy: what is "${more[0]}" for?`);
    if (name !== undefined && flags.from !== undefined) {
      throw new UsageError(
        `--from lists proxies: a bug report does not hold what istiod would send ${name}. "proxy-config diff" compares dumps`,
      );
    }
    if (name !== undefined) {
      const { showComparison } = await import('../proxies/show-proxy-comparison.ts');
      return showComparison(io, flags, name);
    }
    if (flags.file !== undefined) throw new UsageError('--file is compared with one proxy: name it');
    const { proxies, exitCode } = await connectedProxies(io, flags);
    const { output, verbosity } = flags;
    if (output !== 'table') await io.write(await structuredText(proxyStatusRecord(proxies), output));
    else await io.write(verbosity > 0 ? stateTable(proxies, Date.now(), io.look) : subscriptionTable(proxies, io.look));
    noteTrouble(io, proxies);
    return exitCode;
  },
});

const examples = `
Without a proxy's name, lists what is connected to istiod, and which xDS types it
gets. With one, compares what it has with what istiod would send it, by resource
and field, and exits with 79 where that differs.

istiod is asked through its debug port, which is forwarded, and takes no token;
with --xds-address, --xds-port or a flag about TLS, by xDS.

Examples:
  # All proxies, with the state of each xDS type
  meshwright proxy-status -v 1

  # Whether a proxy has what istiod wants it to have
  meshwright ps deploy/cart.shop

  # What was connected when a bug report was made
  meshwright ps --from bug-report.tar.gz

  # A control plane outside of the cluster
  meshwright ps --xds-address istiod.example.com:15012`;

/** All proxies that the flags ask for, by name. */
async function connectedProxies(
  io: Io,
  flags: ProxyStatusFlags & GlobalOptions,
): Promise<{ proxies: readonly ConnectedProxy[]; exitCode: ExitCode }> {
  const { namespace } = flags;
  const { istiods, close } = await openControlPlane(io, flags);
  try {
    const told = await askEach(istiods, (istiod) => istiod.proxies());
    const proxies = told.answers
      .flatMap(({ istiod, answer }) => answer.map((proxy) => ({ ...proxy, istiod: istiod.name })))
      .filter((proxy) => namespace === undefined || proxy.namespace === namespace)
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    return { proxies, exitCode: noteFailures(io, told) };
  } finally {
    close();
  }
}

/** A screen of them. */
const mostNotes = 20;

/** What a table has no room for: why proxies refuse what they are sent; and how many have not answered yet. */
function noteTrouble(io: Io, proxies: readonly ConnectedProxy[]): void {
  if (proxies.length === 0) io.note('note: no proxy is connected to istiod');
  const refusals = proxies.flatMap(({ id, types }) =>
    types.flatMap(({ typeUrl, error }) =>
      error === undefined ? [] : [`warning: ${id} refuses ${shortTypeName(typeUrl)}: ${error}`],
    ),
  );
  for (const refusal of refusals.slice(0, mostNotes)) io.note(visible(shortened(refusal)));
  if (refusals.length > mostNotes) io.note(`… and ${refusals.length - mostNotes} more (-o json tells all)`);
  const waiting = proxies.filter(({ types }) => types.some(({ state }) => state === 'STALE'));
  if (waiting.length > 0)
    io.note(
      `note: ${counted(waiting.length, 'proxy', 'proxies')} did not yet acknowledge all that was sent (-v 1 tells more)`,
    );
}

const longest = 500;
const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}… (-o json tells all)` : text;
