import { UsageError } from '../../base/errors.ts';
import type { EnvoySource } from '../../proxy/sources.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import { proxyFile } from './proxy-file.ts';
import type { Proxies } from './show-proxies.ts';

/** Flags that say which running proxies a command is about. */
export interface PodChoice {
  readonly selector?: string;
  readonly proxyAdminPort: number;
}

/** Flags that say what a reader of proxies reads. */
export interface ProxyChoice extends PodChoice {
  readonly file?: string;
  /** A bug report. */
  readonly from?: string;
}

/**
 * Opens the proxies that the flags and the argument name, and does the work on them.
 *
 * @throws UsageError where they name none, or some in different ways; what `withPods` throws
 */
export async function withEnvoys<T>(
  io: Io,
  flags: ProxyChoice & GlobalOptions,
  args: readonly string[],
  work: (proxies: Proxies<EnvoySource>) => Promise<T>,
): Promise<T> {
  const { file, from, selector } = flags;
  if (from !== undefined) {
    checkFrom(flags, args);
    const { reportEnvoys } = await import('./report-proxies.ts');
    return work({ sources: await reportEnvoys(io, from, args[0], flags.namespace), areMany: args.length === 0 });
  }
  if (file !== undefined) {
    if (args.length > 0) throw new UsageError(`name a pod or a file, not both: what is "${args[0]}" for?`);
    if (selector !== undefined) throw new UsageError('--selector chooses running proxies, and --file none');
    return work({ sources: [proxyFile(io, file)], areMany: false });
  }
  if (args.length === 0 && selector === undefined) {
    throw new UsageError('name a pod, pods by --selector, a saved dump by --file, or a bug report by --from');
  }
  // Whoever reads a file need not wait for what talks to clusters.
  const { envoyOf, withPods } = await import('./live-proxies.ts');
  return withPods(io, flags, args, (api, pods) => {
    const areMany = selector !== undefined;
    return work({ sources: (areMany ? pods : pods.slice(0, 1)).map((pod) => envoyOf(api, pod, flags)), areMany });
  });
}

/** Throws UsageError where other flags choose proxies beside a report, or several are named. */
export function checkFrom({ file, selector }: Omit<ProxyChoice, 'proxyAdminPort'>, args: readonly string[]): void {
  const other = file !== undefined ? '--file' : selector !== undefined ? '--selector' : undefined;
  if (other !== undefined) throw new UsageError(`--from reads a bug report, so there is nothing for ${other}`);
  if (args.length > 1) throw new UsageError(`name one pod of the report, not ${args.length}, or none for all`);
}
