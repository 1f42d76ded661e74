import type { JsonObject } from '../resources/json.ts';
import { profiles as summaries } from '../schema/compiled/profiles.js';
import { onProfile, userSettings } from './merge-inputs.ts';
import type { InstallPackage } from './package.ts';
import type { Installation } from './resolve.ts';
import { mapAt } from './settings/merge.ts';
import { subtract } from './settings/subtract.ts';

export interface ProfileSummary {
  readonly name: string;
  /** What it is for; empty for a profile of someone else's. */
  readonly summary: string;
}

/**
 * The profiles of a package, sorted by name. Istio's mean the same in each release (istio.io, Installation Configuration
 * Profiles).
 */
export const listProfiles = ({ profiles }: InstallPackage): ProfileSummary[] =>
  profiles.toSorted().map((name) => ({ name, summary: Object.hasOwn(summaries, name) ? summaries[name]! : '' }));

/** What an installation has that the profile `default` does not say. */
export const beyondDefault = ({ merged, source }: Installation): JsonObject => {
  const { metadata, spec, ...rest } = subtract(merged, onProfile(userSettings([], [], {}), source));
  const { apiVersion, kind } = merged;
  return { apiVersion, kind, ...(metadata !== undefined && { metadata }), spec: spec ?? {}, ...rest };
};

/** What a profile, or a file on its profile, says, without where it comes from: for comparing it with another. */
export function settingsToCompare({ merged }: Installation): JsonObject {
  const { profile: _, installPackagePath: __, ...spec } = mapAt(merged, 'spec');
  return spec;
}

/** Values by whose names charts choose further values, which no profile shows. */
export const layeredValues = ['profile', 'platform', 'compatibilityVersion'] as const;
