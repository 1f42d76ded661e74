import { type Command, Option } from 'commander';
import { trafficTypes, usualName, type WaypointRequest } from '../../install/waypoints/waypoint.ts';
import type { GlobalOptions } from './global-options.ts';
import { booleanOption, timeoutOption } from './options.ts';

/** The flags that say what a waypoint is to be, with istioctl's names. */
export interface WaypointFlags extends Pick<GlobalOptions, 'namespace'> {
  readonly name?: string;
  readonly for?: string;
  readonly revision?: string;
}

export function addWaypointFlags(command: Command): void {
  command.addOption(
    new Option('--for <traffic>', `what it serves: ${trafficTypes.join(', ')} (default: the class’s, or service)`),
  );
  command.option('-r, --revision <name>', 'revision that is to serve it');
}

/** @param namespace that of the cluster's context, where the flags name none */
export const waypointRequest = (flags: WaypointFlags, namespace?: string): WaypointRequest => ({
  name: flags.name || usualName,
  namespace: flags.namespace || namespace,
  trafficType: flags.for,
  revision: flags.revision,
});

/** How long to wait for waypoints to be ready. */
export interface WaitFlags {
  readonly wait?: boolean;
  /** Milliseconds. */
  readonly waypointTimeout: number;
}

export function addWaitFlags(command: Command, isDefault: boolean): void {
  booleanOption(command, '-w, --wait', 'wait until it is ready', isDefault || undefined);
  command.addOption(timeoutOption('--waypoint-timeout <duration>', 'how long to wait', '1m30s'));
}

export const addAllNamespaces = (command: Command): void =>
  booleanOption(command, '-A, --all-namespaces', 'those of all namespaces');
