import { assumedKubernetes, type GenerateOptions } from '../install/generate.ts';
import { openPackage } from '../install/open-package.ts';
import { readOperator } from '../install/operator-files.ts';
import { namedSetting, parseSetFlag } from '../install/settings/set-flag.ts';
import type { SourceFile } from '../resources/document.ts';
import { defaultRevision } from '../resources/revision-labels.ts';

/** What to install, and for whom. */
export interface InstallationOptions {
  /** Its name; wins over the profile that files and `set` name. Default: `default`. */
  readonly profile?: string;
  /** IstioOperator files, each laid on those before it. */
  readonly files?: readonly SourceFile[];
  /** Settings as `--set` takes them (`meshConfig.enableTracing=true`), laid on the files. */
  readonly set?: readonly string[];
  /** The control plane's. */
  readonly revision?: string;
  /** Folder or .tgz of an Istio release, whose charts and profiles are used instead of this package's. */
  readonly manifests?: string;
  /** Go on although settings are not valid: what is wrong with them is then a warning. */
  readonly force?: boolean;
}

/**
 * What a user of the library asks for, as the engine takes it.
 *
 * @throws InputError for a file that is no IstioOperator; UsageError for a setting that cannot be read
 */
export function installation(options: InstallationOptions): GenerateOptions {
  const { files = [], set = [], profile, revision, manifests, force = false } = options;
  const flags = set.map((text) => parseSetFlag(text, `set ${text}`));
  for (const [name, value] of Object.entries({ installPackagePath: manifests, revision, profile })) {
    // The default revision has no name.
    if (value && !(name === 'revision' && value === defaultRevision))
      flags.push(namedSetting(name, value, `${name} ${value}`));
  }
  return {
    files: files.map(readOperator),
    flags,
    force,
    kubernetesVersion: assumedKubernetes,
    openPackage: (path) => openPackage({ cwd: '' }, path),
  };
}
