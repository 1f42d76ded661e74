import type { Command } from 'commander';
import { Option } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { namedSetting, parseSetFlag, type SetFlag } from '../../install/settings/set-flag.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Io } from '../io.ts';
import { pathList } from './comma-list.ts';
import { booleanOption, repeatable } from './options.ts';

/** The flags that say what is to be installed, with istioctl's names. */
export interface InstallFlags {
  readonly filename?: readonly string[];
  readonly set?: readonly string[];
  readonly manifests?: string;
  readonly charts?: string;
  readonly revision?: string;
  readonly force?: boolean;
}

/** @param forceHelp what --force does */
export function addInstallFlags(command: Command, forceHelp?: string): void {
  command.addOption(
    repeatable(
      '-f, --filename <file>',
      'IstioOperator file, or - for standard input (repeatable, or with commas): later ones win',
    ),
  );
  addSettingFlags(command, forceHelp);
}

/** The same flags, but for that of the files: it has another name where `-f` means other files. */
export function addSettingFlags(command: Command, forceHelp = 'go on although settings are not valid'): void {
  command.addOption(
    repeatable(
      '-s, --set <path=value>',
      'a setting of an IstioOperator’s spec: profile=demo (repeatable); wins over files',
    ),
  );
  addManifestsFlag(command);
  command.option('-r, --revision <name>', 'revision of the control plane: the same as --set revision=');
  booleanOption(command, '--force', forceHelp);
}

export function addManifestsFlag(command: Command): void {
  command.option(
    '-d, --manifests <path>',
    'folder or .tgz of an Istio release: its charts and profiles are used instead',
  );
  command.addOption(new Option('--charts <path>', 'the old name of --manifests').hideHelp());
}

/** What the flags of one command line ask for. */
export interface InstallSettings {
  readonly files: readonly Resource[];
  readonly flags: readonly SetFlag[];
  readonly force: boolean;
}

/** Reads the files that the flags name. Throws InputError and UsageError naming file or flag. */
export async function installSettings(io: Io, given: InstallFlags): Promise<InstallSettings> {
  const paths = pathList(given.filename);
  if (paths.filter((path) => path === '-').length > 1)
    throw new UsageError('--filename names - twice: it is read once');
  const files = paths.length === 0 ? [] : await filesAt(io, paths);
  const { manifests = given.charts, revision, force = false } = given;
  const flags = (given.set ?? []).map((text) => parseSetFlag(text));
  if (manifests) flags.push(manifestsFlag(manifests));
  // The default revision has no name.
  if (revision && revision !== 'default') flags.push(namedSetting('revision', revision, `--revision ${revision}`));
  return { files, flags, force };
}

/** Loads what reads files, which most installations do without. */
async function filesAt(io: Io, paths: readonly string[]): Promise<Resource[]> {
  const { readOperators } = await import('../installation/read-operators.ts');
  return readOperators(io, paths);
}

/** A profile that an argument names. */
export const profileFlag = (name: string): SetFlag => namedSetting('profile', name, `profile ${name}`);

/** The package that --manifests names. */
export const manifestsFlag = (path: string): SetFlag => namedSetting('installPackagePath', path, `--manifests ${path}`);
