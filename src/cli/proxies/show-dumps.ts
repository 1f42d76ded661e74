import type { ExitCode } from '../../base/exit-code.ts';
import { ConfigDump, type Section } from '../../proxy/envoy/config-dump.ts';
import { pendingUpdates } from '../../proxy/envoy/update-states.ts';
import type { EnvoySource } from '../../proxy/sources.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { ProxyFormat, SecretsFlags } from '../flags/proxy-flags.ts';
import type { Io } from '../io.ts';
import { withEnvoys } from './open-proxies.ts';
import { type Shown, showProxies } from './show-proxies.ts';

/**
 * Writes what `show` makes of a section of each proxy's dump, or of all of it. What the proxy refused or still waits for is
 * noted: tables tell only what is in force.
 */
export const showDumps = (
  io: Io,
  flags: SecretsFlags & GlobalOptions,
  args: readonly string[],
  part: Section | 'all',
  show: (dump: ConfigDump, format: ProxyFormat) => Shown,
): Promise<ExitCode> =>
  withEnvoys(io, flags, args, (proxies) => {
    const { output = 'short' } = flags;
    return showProxies(io, proxies, output, async (proxy) => {
      const dump = await openDump(proxy, part, flags);
      const { text, notes = [] } = show(dump, output);
      return {
        text,
        notes: [...notes, ...(part === 'all' ? updated : [part]).flatMap((one) => stateNotes(dump, one))],
      };
    });
  });

/** Sections whose resources come one by one, and may be refused. */
const updated = ['clusters', 'listeners', 'routes', 'endpoints', 'secrets'] as const;

/** A section of a proxy's dump, or all of it. Throws what the source and `ConfigDump` throw. */
export const openDump = async (
  proxy: EnvoySource,
  part: Section | 'all',
  { showSecrets = false }: Pick<SecretsFlags, 'showSecrets'>,
): Promise<ConfigDump> => new ConfigDump(await proxy.configDump(part), { showSecrets });

/** A screen of them. */
const mostNotes = 20;

function stateNotes(dump: ConfigDump, section: Section): string[] {
  const notes = pendingUpdates(dump, section).map(({ name, refusal }) =>
    refusal === '' ? `note: ${name} is still warming` : `warning: Envoy refused ${name}: ${refusal}`,
  );
  const more = notes.length - mostNotes;
  return more > 0 ? [...notes.slice(0, mostNotes), `… and ${more} more (-o json tells all)`] : notes;
}
