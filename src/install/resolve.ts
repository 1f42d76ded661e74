import { InputError, UsageError } from '../base/errors.ts';
import { listed } from '../base/listed.ts';
import { textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import type { OperatorProblems } from './check-operator.ts';
import { onProfile, type UserSettings, userSettings } from './merge-inputs.ts';
import type { Origins } from './origins.ts';
import type { InstallPackage } from './package.ts';
import type { SetFlag } from './settings/set-flag.ts';
import { withValues } from './translate.ts';
import { areUsual } from './usual-settings.ts';

export interface ResolveOptions {
  /** IstioOperators, each laid on those before it. */
  readonly files: readonly Resource[];
  /** Laid on the files. */
  readonly flags: readonly SetFlag[];
  /** True to go on with settings that are not valid: what is wrong with them is then a warning. */
  readonly force: boolean;
  /** What the cluster asks for by what it is, as an IstioOperator: the settings above win over it. */
  readonly detected?: JsonObject;
  /** Opens the package at a path; without a path, this program's own. */
  openPackage(path: string | undefined): Promise<InstallPackage>;
}

/** What is to be installed, in full. */
export interface Installation {
  readonly source: InstallPackage;
  readonly user: UserSettings;
  /** Profile, files and flags as one IstioOperator. */
  readonly merged: JsonObject;
  /** The same, with all that charts are to know among its values. */
  readonly operator: JsonObject;
  readonly warnings: readonly string[];
}

/**
 * Merges profile, files and flags, and validates what comes of it.
 *
 * @throws InputError for settings that are not valid; UsageError where they are those of flags, for a flag that does not fit,
 *   and a profile that there is none of
 */
export async function resolveInstallation(options: ResolveOptions): Promise<Installation> {
  const { files, flags, force, detected, openPackage } = options;
  const schema = flags.length === 0 ? {} : await operatorSchema();
  const user = userSettings(files, flags, schema);
  const source = await openPackage(textAt(user.operator, 'spec', 'installPackagePath') || undefined);
  const merged = onProfile(user, source, detected);
  const { errors, warnings, areOfFlags } =
    detected === undefined && areUsual(user.operator, source) ? sound : await check(merged, user.origins);
  if (errors.length > 0 && !force) {
    const message = listed('these settings are not valid', errors);
    throw areOfFlags ? new UsageError(message) : new InputError(message);
  }
  return {
    source,
    user,
    merged,
    operator: withValues(merged, user.operator),
    warnings: [...errors, ...warnings],
  };
}

const sound: OperatorProblems = { errors: [], warnings: [], areOfFlags: false };

/** Loads what validates, which an installation with usual settings does without. */
async function check(merged: JsonObject, origins: Origins): Promise<OperatorProblems> {
  const { checkOperator } = await import('./check-operator.ts');
  return checkOperator(merged, origins);
}

async function operatorSchema(): Promise<JsonObject> {
  const { kindSchema } = await import('../schema/validator.ts');
  return (await kindSchema('install.istio.io/IstioOperator')) ?? {};
}
