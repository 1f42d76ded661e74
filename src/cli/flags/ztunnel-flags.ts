import type { Command } from 'commander';
import type { ProxyChoice } from '../proxies/open-proxies.ts';
import { choiceOption } from './options.ts';
import { addAdminPort, addProxySource, type ProxyFormat, proxyFormats } from './proxy-flags.ts';

/** Flags that say which ztunnel a command is about. */
export interface ZtunnelChoice extends ProxyChoice {
  readonly node?: string;
}

/** Flags that all ztunnel-config commands have. */
export interface ZtunnelFlags extends ZtunnelChoice {
  readonly output: ProxyFormat;
}

export const ztunnelPods = {
  pod: '[type/]name[.namespace]: a ztunnel, or a pod that one serves (default: any ztunnel)',
  selector: 'all ztunnels with these labels',
};

export function addZtunnelFlags(command: Command): void {
  addProxySource(command, 'config dump of a ztunnel', ztunnelPods);
  command.addOption(choiceOption('-o, --output <format>', 'format', proxyFormats, 'short'));
  addNode(command);
  addAdminPort(command);
}

export function addNode(command: Command): void {
  command.option('--node <name>', 'the ztunnel of this node');
}
