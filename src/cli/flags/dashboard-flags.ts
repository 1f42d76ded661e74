import type { Command } from 'commander';
import { booleanOption, choiceOption, portOption } from './options.ts';

/** Flags that all dashboards have. */
export interface DashboardFlags {
  readonly address: string;
  /** 0 for the Pod's own number, or a free one. */
  readonly port: number;
  readonly browser: boolean;
  readonly output: 'text' | 'json';
}

/** Of those whose port may be said. */
export interface UiPortFlags extends DashboardFlags {
  readonly uiPort: number;
}

export function addDashboardFlags(family: Command): void {
  family.option('--address <address>', 'IP address of this machine to listen on, or localhost', 'localhost');
  family.addOption(portOption('-p, --port <port>', 'port of this machine (0: as in the pod, or a free one)', 0));
  booleanOption(family, '--browser', 'open it in a browser', true);
  family.addOption(choiceOption('-o, --output <format>', 'how to print where it is', ['text', 'json'], 'text'));
}

export function addUiPort(command: Command, usual: number): void {
  command.addOption(portOption('--ui-port <port>', 'port of the pod', usual));
}
