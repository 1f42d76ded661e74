import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { type Injection, injectionFrom } from '../../inject/injection-settings.ts';
import type { AskWebhook } from '../../inject/webhook-injector.ts';
import { assumedKubernetes } from '../../install/generate.ts';
import { type InjectorConfig, injectorConfig } from '../../install/injector-config.ts';
import { openPackage } from '../../install/open-package.ts';
import { visible } from '../../output/text/visible.ts';
import type { SourceFile } from '../../resources/document.ts';
import { hasCluster } from '../cluster.ts';
import { readOneFile } from '../files/read-one-file.ts';
import type { Io } from '../io.ts';
import { pathList } from './comma-list.ts';
import type { GlobalOptions } from './global-options.ts';
import { addSettingFlags, type InstallFlags, installSettings } from './install-flags.ts';
import { addLiveFlags, isLive, type LiveFlags } from './live-flags.ts';
import { repeatable } from './options.ts';

/** The flags that say what is injected, with istioctl's names. */
export interface InjectionFlags extends Omit<InstallFlags, 'filename'>, LiveFlags {
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
  addLiveFlags(command);
}

/** What is injected; and by whom, where that is not this program. */
export interface ReadInjection extends Injection {
  readonly istiod?: InjectingIstiod;
}

/** An istiod that injects by its webhook. */
export interface InjectingIstiod {
  readonly ask: AskWebhook;
  /** Of workloads that name none. */
  readonly namespace: string;
  close(): void;
}

/**
 * What the flags ask to inject: from captured files, and what they leave open from a cluster, or from an installation, which is
 * rendered.
 *
 * @throws InputError, UsageError, MeshwrightError and KubeError naming file or flag
 */
export async function readInjection(io: Io, flags: InjectionFlags & GlobalOptions): Promise<ReadInjection> {
  if (flags.xdsPort !== undefined || flags.plaintext) {
    io.note('warning: --xds-port and --plaintext are about xDS, which injection does not use');
  }
  if (pathList(flags.operatorFileName).includes('-'))
    throw new UsageError('--operatorFileName takes files: standard input is for -f');
  const [config, mesh, values] = await Promise.all([
    fileOf(io, flags.injectConfigFile),
    fileOf(io, flags.meshConfigFile),
    fileOf(io, flags.valuesFile),
  ]);
  const given = { config, mesh, values };
  if (isLive(flags)) {
    if (namesSettings(flags)) {
      throw new UsageError(
        '--set, --operatorFileName and --manifests describe an installation: leave them out, or what asks for the cluster',
      );
    }
    return (await import('../injection/injection-of-cluster.ts')).injectionOfCluster(io, flags, given);
  }
  const isAll = config !== undefined && mesh !== undefined && values !== undefined;
  if (!isAll && flags.useKube === undefined && !namesSettings(flags) && hasCluster(io, flags))
    io.note(`note: ${offline}`);
  return injectionFrom({ ...given, revision: flags.revision, tags: flags.tag }, () => render(io, flags));
}

const offline =
  'no cluster is asked: what is injected is this program’s own, of its default profile. -k takes what the current cluster’s istiod injects';

/** True for flags that describe an installation. */
export const namesSettings = ({
  set,
  operatorFileName,
  manifests,
  charts,
}: Pick<InjectionFlags, 'set' | 'operatorFileName' | 'manifests' | 'charts'>): boolean =>
  [set, operatorFileName, manifests, charts].some((one) => one !== undefined);

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
