import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { proxyDiffRecord } from '../../../output/proxy/proxy-diff-record.ts';
import { proxyDiffText } from '../../../output/proxy/proxy-diff-text.ts';
import { styleFor } from '../../../output/style.ts';
import { compareDumps } from '../../../proxy/compare/dumps.ts';
import type { ConfigDump } from '../../../proxy/envoy/config-dump.ts';
import type { EnvoySource } from '../../../proxy/sources.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import type { GlobalOptions } from '../../flags/global-options.ts';
import { timeoutOption } from '../../flags/options.ts';
import { addFrom, addSecretsFlag, type SecretsFlags } from '../../flags/proxy-flags.ts';
import type { Io } from '../../io.ts';
import { openDump } from '../../proxies/show-dumps.ts';
import { showOne } from '../../proxies/show-proxies.ts';
import { withEnvoy, withTwoProxies } from '../../proxies/two-proxies.ts';

interface DiffFlags extends SecretsFlags {
  readonly after?: number;
}

/** A dump, and what the comparison calls it. */
interface Side {
  readonly name: string;
  readonly dump: ConfigDump;
}

export default defineCommand<DiffFlags>({
  setup(command) {
    command.argument('[before]', '[type/]name[.namespace], or a file with the config dump of an Envoy, or -');
    command.argument('[after]', 'another one, or istiod’s dump of the same proxy');
    command.addOption(timeoutOption('--after <duration>', 'compare one pod with itself, so much later'));
    addFrom(command);
    addSecretsFlag(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { output = 'short' } = flags;
    const [before, after] = await readSides(io, flags, args);
    const diff = compareDumps(before.dump, after.dump);
    const sides = { before: before.name, after: after.name };
    if (output === 'short') await io.write(proxyDiffText(diff, sides, await styleFor(io.look)));
    else await io.write(await structuredText(proxyDiffRecord(diff, sides), output));
    const [first, ...others] = diff.passedOver;
    if (first !== undefined) io.note(`note: only one dump tells of ${[first, ...others].join(', ')}: not compared`);
    const isSame = diff.onlyBefore.length + diff.onlyAfter.length + diff.changed.length === 0;
    return isSame ? ExitCode.ok : ExitCode.findings;
  },
});

async function readSides(
  io: Io,
  flags: DiffFlags & GlobalOptions,
  args: readonly string[],
): Promise<readonly [Side, Side]> {
  const read = (proxy: EnvoySource) => showOne(proxy, () => openDump(proxy, 'all', flags));
  const { after } = flags;
  if (after === undefined) {
    return withTwoProxies(io, flags, args, 'proxy-config diff', async (two) => {
      const [before, after] = await Promise.all(two.map(read));
      return [before!, after!].map((dump) => ({ name: dump.name, dump })) as [Side, Side];
    });
  }
  const [pod, ...more] = args;
  if (flags.from !== undefined) throw new UsageError('--after asks a running proxy, and --from a report');
  if (pod === undefined || more.length > 0) throw new UsageError('--after compares one pod with itself: name one');
  return withEnvoy(io, flags, pod, async (proxy) => {
    const before = await read(proxy);
    await sleep(after);
    const later = await read(proxy);
    return [
      { name: `${proxy.name}, before`, dump: before },
      { name: `${proxy.name}, after`, dump: later },
    ];
  });
}

const examples = `
Exits with 79 when the dumps differ. Resources belong together by kind and name.
Versions and times are passed over, and order where it means nothing to Envoy.

Examples:
  # How two proxies of a service differ
  meshwright proxy-config diff cart-1.shop cart-2.shop

  # What becomes of a proxy, within a minute and since it was saved
  meshwright pc diff cart-1.shop --after 60s
  meshwright pc all cart-1.shop -o json > before.json
  meshwright pc diff before.json cart-1.shop

  # Two proxies of a bug report
  meshwright pc diff cart-1.shop cart-2.shop --from bug-report.tar.gz

  # Whether a proxy has what istiod wants it to have
  curl -s 'localhost:8080/debug/config_dump?proxyID=cart-1.shop&include_eds' \\
    > wanted.json
  meshwright pc diff wanted.json cart-1.shop`;
