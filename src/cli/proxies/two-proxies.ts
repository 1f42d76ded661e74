import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../base/errors.ts';
import type { EnvoySource } from '../../proxy/sources.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { ProxyChoice } from './open-proxies.ts';
import { proxyFile } from './proxy-file.ts';

/** The two proxies that a comparison is about, each in a Pod or in a file. */
export type TwoProxies = readonly [EnvoySource, EnvoySource];

/**
 * Opens the two proxies that are named, and does the work on them. What is a file, or is written as one, is a file.
 *
 * @param command its name, for messages
 * @throws UsageError where there are not two, or both are standard input
 */
export async function withTwoProxies<T>(
  io: Io,
  flags: ProxyChoice & GlobalOptions,
  args: readonly string[],
  command: string,
  work: (two: TwoProxies) => Promise<T>,
): Promise<T> {
  const [one, other] = args;
  if (one === undefined || other === undefined || args.length > 2) {
    throw new UsageError(`${command} compares two proxies: name two pods or files, not ${args.length}`);
  }
  if (one === '-' && other === '-') throw new UsageError('standard input is read once: - stands for one file');
  const open = (name: string, work: (source: EnvoySource) => Promise<T>): Promise<T> =>
    isFile(io, name) ? work(proxyFile(io, name)) : withEnvoy(io, flags, name, work);
  return open(one, (first) => open(other, (second) => work([first, second])));
}

/** Does the work on the Envoy in the Pod that is named, of a report or a cluster. */
export async function withEnvoy<T>(
  io: Io,
  flags: ProxyChoice & GlobalOptions,
  name: string,
  work: (source: EnvoySource) => Promise<T>,
): Promise<T> {
  if (flags.from !== undefined) {
    const { reportEnvoys } = await import('./report-proxies.ts');
    return work((await reportEnvoys(io, flags.from, name, flags.namespace))[0]!);
  }
  const { envoyOf, withPods } = await import('./live-proxies.ts');
  return withPods(io, flags, [name], (api, [pod]) => work(envoyOf(api, pod!, flags)));
}

const isFile = (io: Io, name: string): boolean =>
  name === '-' || /\.(json|txt)$|^\.{0,2}\//.test(name) || existsSync(resolve(io.cwd, name));
