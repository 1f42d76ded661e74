import type { Command } from 'commander';
import { ZtunnelDump } from '../proxy/ztunnel/dump.ts';
import type { Io } from './io.ts';
import { choiceOption } from './options.ts';
import { addAdminPort, addProxySource, type ProxyFormat, proxyFormats } from './proxy-flags.ts';
import { readProxyFile } from './read-proxy-file.ts';

/** Flags that all ztunnel-config commands have. */
export interface ZtunnelFlags {
  readonly output: ProxyFormat;
  readonly file?: string;
  readonly node?: string;
}

export function addZtunnelFlags(command: Command): void {
  addProxySource(command, 'config dump of a ztunnel');
  command.addOption(choiceOption('-o, --output <format>', 'format', proxyFormats, 'short'));
  command.option('--node <name>', 'the ztunnel of this node (to come)');
  addAdminPort(command);
}

/** The dump that the flags name. Throws what `readProxyFile` and `ZtunnelDump` throw. */
export const openZtunnelDump = async (io: Io, flags: ZtunnelFlags, pods: readonly string[]): Promise<ZtunnelDump> =>
  new ZtunnelDump(await readProxyFile(io, flags, pods));
