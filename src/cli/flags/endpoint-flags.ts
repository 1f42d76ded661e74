import type { Command } from 'commander';
import type { EndpointFilter } from '../../proxy/envoy/endpoint.ts';
import { portOption } from './options.ts';

/** Flags that choose endpoints, as commander gives them. */
export type EndpointFlags = Partial<EndpointFilter>;

/** @param address what an address looks like */
export function addEndpointFilter(command: Command, address: 'ip' | 'ip:port'): void {
  command.option(`--address <${address}>`, 'only endpoints at this address');
  command.addOption(portOption('--port <port>', 'only endpoints at this port'));
  command.option('--cluster <name>', 'only endpoints of this cluster');
  command.option('--status <status>', 'only endpoints that are healthy, unhealthy, draining, …');
}
