import type { Command } from 'commander';
import { booleanOption, choiceOption, portOption } from './options.ts';

/** How a proxy's configuration is printed. */
export const proxyFormats = ['short', 'json', 'yaml'] as const;
export type ProxyFormat = (typeof proxyFormats)[number];

/** Flags that all proxy-config commands have. */
export interface ProxyFlags {
  readonly output?: ProxyFormat;
  readonly file?: string;
  readonly proxyAdminPort: number;
}

/** Of commands that print what may be secret. */
export interface SecretsFlags extends ProxyFlags {
  readonly showSecrets?: boolean;
}

/** Declares the flags of the family of commands. There is no default format here: a command may have its own. */
export function addProxyFlags(family: Command): void {
  family.addOption(choiceOption('-o, --output <format>', 'format (default: short; of bootstrap, json)', proxyFormats));
  addAdminPort(family);
}

export function addAdminPort(command: Command): void {
  command.addOption(portOption('--proxy-admin-port <port>', 'port of the proxy’s admin interface', 15_000));
}

/** Declares what a command reads: a pod, or a file. */
export function addProxySource(command: Command, file: string): void {
  command.argument('[pod]', '[type/]name[.namespace] of a running proxy (to come)');
  command.option('-f, --file <path>', `${file}, or - for standard input`);
}

/** @param secrets what is redacted without the flag */
export function addSecretsFlag(command: Command, secrets = 'keys and passwords'): void {
  booleanOption(command, '--show-secrets', `print ${secrets} as they are, not redacted`);
}
