import { UsageError } from '../../base/errors.ts';
import type { ExitCode } from '../../base/exit-code.ts';
import type { ZtunnelSource } from '../../proxy/sources.ts';
import { ZtunnelDump } from '../../proxy/ztunnel/dump.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { ZtunnelChoice, ZtunnelFlags } from '../flags/ztunnel-flags.ts';
import type { Io } from '../io.ts';
import { checkFrom } from './open-proxies.ts';
import { proxyFile } from './proxy-file.ts';
import type { Pieces } from './resource-texts.ts';
import { type Proxies, showProxies } from './show-proxies.ts';

/** What a command shows of a ztunnel. */
export interface ZtunnelView {
  /** True for what each ztunnel has of its own, so that any one of several would be a wrong answer. */
  readonly isOwn: boolean;
  show(dump: ZtunnelDump, source: ZtunnelSource): string | Pieces;
}

/** Writes what a command shows of each ztunnel that the flags and the argument name. Throws what `withZtunnels` throws. */
export const showZtunnels = (
  io: Io,
  flags: ZtunnelFlags & GlobalOptions,
  args: readonly string[],
  { isOwn, show }: ZtunnelView,
): Promise<ExitCode> =>
  withZtunnels(io, flags, args, isOwn, (proxies) =>
    showProxies(io, proxies, flags.output, async (source) => ({
      text: show(new ZtunnelDump(await source.configDump()), source),
    })),
  );

/**
 * Opens the ztunnels that the flags and the argument name, and does the work on them.
 *
 * @throws UsageError where they are named in different ways; what finding Pods throws
 */
async function withZtunnels<T>(
  io: Io,
  flags: ZtunnelChoice & GlobalOptions,
  args: readonly string[],
  isOwn: boolean,
  work: (proxies: Proxies<ZtunnelSource>) => Promise<T>,
): Promise<T> {
  checkChoice(flags, args);
  if (flags.from !== undefined) {
    const { reportZtunnels } = await import('./report-proxies.ts');
    const sources = await reportZtunnels(io, flags.from, args[0], flags.namespace);
    return work({ sources, areMany: args.length === 0 });
  }
  if (flags.file !== undefined) return work({ sources: [proxyFile(io, flags.file)], areMany: false });
  const { withZtunnelPods } = await import('./live-ztunnels.ts');
  return withZtunnelPods(io, flags, args, isOwn, work);
}

/** Throws UsageError where ztunnels are named in more than one way. */
export function checkChoice({ file, from, node, selector }: ZtunnelChoice, args: readonly string[]): void {
  if (from !== undefined && node === undefined) {
    checkFrom({ ...(file && { file }), ...(selector && { selector }) }, args);
    return;
  }
  const given = Object.entries({
    '--from': from,
    '--file': file,
    '--node': node,
    '--selector': selector,
    'a pod': args[0],
  });
  const ways = given.filter(([, value]) => value !== undefined).map(([way]) => way);
  if (ways.length > 1) throw new UsageError(`name a ztunnel in one way, not by ${ways.join(' and ')}`);
  if (args.length > 1) throw new UsageError(`name one pod, not ${args.length}: --selector takes several`);
}
