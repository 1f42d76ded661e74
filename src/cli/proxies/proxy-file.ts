import type { EnvoySource, ZtunnelSource } from '../../proxy/sources.ts';
import { readOneFile } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';

/** A file that was taken from a proxy, in its place: whatever is asked for, the file is the answer. */
export function proxyFile(io: Io, path: string): EnvoySource & ZtunnelSource {
  const read = () => readOneFile(io, path);
  return { name: path, isLive: false, configDump: read, clusters: read };
}
