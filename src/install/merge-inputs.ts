import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { textAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { contentOf } from './operator-content.ts';
import { Origins, type PlacedFlag } from './origins.ts';
import type { InstallPackage } from './package.ts';
import { fieldTypes } from './settings/field-types.ts';
import { merge } from './settings/merge.ts';
import type { SetFlag } from './settings/set-flag.ts';
import { setValue } from './settings/set-value.ts';
import { typedValue } from './settings/typed-value.ts';

/** What the user wants: files in their order, then flags in theirs. */
export interface UserSettings {
  /** As an IstioOperator. */
  readonly operator: JsonObject;
  readonly origins: Origins;
}

const skeleton: JsonObject = { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata: {}, spec: {} };

/**
 * Lays flags on files: each on those before it.
 *
 * @param schema of IstioOperators: flags are read by it
 * @throws UsageError for a flag whose path does not fit what is there
 */
export function userSettings(files: readonly Resource[], flags: readonly SetFlag[], schema: JsonObject): UserSettings {
  let operator = files.reduce((under, file) => merge(under, contentOf(file)), skeleton);
  const placed: PlacedFlag[] = [];
  for (const { label, steps, value } of flags) {
    const path = ['spec', ...steps];
    try {
      const set = setValue(operator, path, typedValue(value, fieldTypes(schema, path)));
      operator = set.tree;
      placed.push({ label, path: set.path });
    } catch (error) {
      throw error instanceof UsageError ? new UsageError(`${label}: ${error.message}`) : error;
    }
  }
  return { operator, origins: new Origins(files, placed) };
}

/**
 * Lays the user's settings on the profile that they name, and that on the profile `default`.
 *
 * @param detected what a cluster asks for by what it is, as an IstioOperator: it goes on the profile
 * @throws UsageError for a profile that the package does not hold; InputError for one that cannot be read
 */
export function onProfile(
  { operator, origins }: UserSettings,
  source: InstallPackage,
  detected: JsonObject = {},
): JsonObject {
  const name = textAt(operator, 'spec', 'profile') || 'default';
  const names = name === 'default' ? [name] : ['default', name];
  const unknown = names.find((one) => !source.profiles.includes(one));
  if (unknown !== undefined) {
    const known = source.profiles.join(', ') || 'none at all';
    const guess = didYouMean(unknown, source.profiles);
    const message = `there is no profile "${unknown}" among ${known}${guess && `.${guess}`}`;
    throw new UsageError(origins.tell(['spec', 'profile'], message));
  }
  const profiles = names.map((one) => source.profileOperator(one));
  return [...profiles, detected, operator].reduce(merge);
}
