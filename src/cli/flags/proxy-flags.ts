import type { Command } from 'commander';
import type { ProxyChoice } from '../proxies/open-proxies.ts';
import { booleanOption, choiceOption, portOption } from './options.ts';

/** How a proxy's configuration is printed. */
export const proxyFormats = ['short', 'json', 'yaml'] as const;
export type ProxyFormat = (typeof proxyFormats)[number];

/** Flags that all proxy-config commands have. */
export interface ProxyFlags extends ProxyChoice {
  readonly output?: ProxyFormat;
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

const envoyPods = {
  pod: '[type/]name[.namespace]: a pod, or one of a deployment, service, …',
  selector: 'the proxies of all pods with these labels',
};

/** Declares what a command reads: a running proxy, several, or a file. */
export function addProxySource(command: Command, file: string, pods = envoyPods): void {
  addPods(command, pods);
  command.option('-f, --file <path>', `${file}, or - for standard input`);
  addFrom(command);
}

export function addFrom(command: Command): void {
  command.option('--from <report>', 'proxies of a bug report: a folder or an archive (.tar.gz)');
}

/** Declares which running proxies a command is about. */
export function addPods(command: Command, { pod, selector } = envoyPods): void {
  command.argument('[pod]', pod);
  command.option('-l, --selector <labels>', selector);
}

/** @param secrets what is redacted without the flag */
export function addSecretsFlag(command: Command, secrets = 'keys and passwords'): void {
  booleanOption(command, '--show-secrets', `print ${secrets} as they are, not redacted`);
}
