import { type Command, Option } from 'commander';
import { MeshwrightError, UsageError } from '../base/errors.ts';
import { type Injection, injectionFrom } from '../inject/injection-settings.ts';
import { assumedKubernetes } from '../install/generate.ts';
import { type InjectorConfig, injectorConfig } from '../install/injector-config.ts';
import { openPackage } from '../install/open-package.ts';
import { visible } from '../output/visible.ts';
import type { SourceFile } from '../resources/document.ts';
import { addSettingFlags, type InstallFlags, installSettings } from './install-flags.ts';
import type { Io } from './io.ts';
import { booleanOption, durationOption, repeatable } from './options.ts';
import { readOneFile } from './read-one-file.ts';

/** The flags that say what is injected, with istioctl's names. */
export interface InjectionFlags extends Omit<InstallFlags, 'filename'> {
  readonly operatorFileName?: readonly string[];
  readonly injectConfigFile?: string;
  readonly meshConfigFile?: string;
  readonly valuesFile?: string;
  readonly tag?: readonly string[];
}

export function addInjectionFlags(command: Command): void {
  addSettingFlags(command);
  command.addOption(
    repeatable('--operatorFileName <file>', 'IstioOperator file (repeatable, or with commas): later ones win'),
  );
  command.addOption(repeatable('--tag <name>', 'a revision tag that leads to this revision (repeatable)'));
  command.option('--injectConfigFile <file>', 'config of the ConfigMap istio-sidecar-injector, or one template');
  command.option('--meshConfigFile <file>', 'mesh of the ConfigMap istio');
  command.option('--valuesFile <file>', 'values of the ConfigMap istio-sidecar-injector');
  for (const [flag, description] of Object.entries(clusterFlags)) command.addOption(new Option(flag, description));
  for (const [flag, description] of Object.entries(clusterSwitches)) booleanOption(command, flag, description);
  command.addOption(durationOption('--timeout <duration>', 'how long to wait for the cluster (to come)', '30s'));
}

const toCome = '(to come: no cluster is read yet)';

/** istioctl's flags for settings that come from a cluster. */
const clusterFlags: Readonly<Record<string, string>> = {
  '--webhookConfig <name>': `webhook to inject with (default: istio-sidecar-injector) ${toCome}`,
  '--meshConfigMapName <name>': `ConfigMap of the mesh config (default: istio) ${toCome}`,
  '--xds-address <address>': `address of istiod ${toCome}`,
  '--xds-label <selector>': `labels of istiod ${toCome}`,
  '--xds-port <port>': `port of istiod (default: 15012) ${toCome}`,
  '--authority <name>': `name that istiod’s certificate must have ${toCome}`,
  '--cert-dir <folder>': `certificates to show to istiod ${toCome}`,
};
const clusterSwitches: Readonly<Record<string, string>> = {
  '--insecure': `do not verify istiod’s certificate ${toCome}`,
  '--plaintext': `talk to istiod without TLS ${toCome}`,
};

/**
 * Refuses flags that only mean something with a cluster.
 *
 * @throws MeshwrightError
 */
export function refuseClusterFlags(flags: object): void {
  const given = flags as Readonly<Record<string, unknown>>;
  for (const flag of [...Object.keys(clusterFlags), ...Object.keys(clusterSwitches)]) {
    const name = new Option(flag).attributeName();
    if (given[name] !== undefined && given[name] !== false) {
      throw new MeshwrightError(
        `${flag.split(' ')[0]} reads the cluster, which is still to come. Give its settings as files: --injectConfigFile, --meshConfigFile, --valuesFile`,
      );
    }
  }
}

/**
 * What the flags ask to inject: from captured files, and what they leave open from an installation, which is rendered.
 *
 * @throws InputError, UsageError and MeshwrightError naming file or flag
 */
export async function readInjection(io: Io, flags: InjectionFlags): Promise<Injection> {
  refuseClusterFlags(flags);
  if (flags.operatorFileName?.includes('-'))
    throw new UsageError('--operatorFileName takes files: standard input is for -f');
  const [config, mesh, values] = await Promise.all([
    fileOf(io, flags.injectConfigFile),
    fileOf(io, flags.meshConfigFile),
    fileOf(io, flags.valuesFile),
  ]);
  return injectionFrom({ config, mesh, values, revision: flags.revision, tags: flags.tag }, () => render(io, flags));
}

async function render(io: Io, flags: InjectionFlags): Promise<InjectorConfig> {
  const config = await injectorConfig({
    ...(await installSettings(io, { ...flags, filename: flags.operatorFileName ?? [] })),
    kubernetesVersion: assumedKubernetes,
    openPackage: (path) => openPackage(io, path),
  });
  for (const warning of config.warnings) io.note(visible(`warning: ${warning}`));
  return config;
}

const fileOf = async (io: Io, path: string | undefined): Promise<SourceFile | undefined> =>
  path === undefined ? undefined : readOneFile(io, path);
