import { listNames } from '../../base/list-names.ts';
import { compareReleases, releaseVersion } from '../../base/release-version.ts';
import type { Concern } from './concern.ts';

/** A CustomResourceDefinition that a cluster has. */
export interface InstalledDefinition {
  /** `virtualservices.networking.istio.io` */
  readonly name: string;
  /** The release that installed it, as its label says; undefined where nothing says. */
  readonly version: string | undefined;
  /** The Helm release that it belongs to. */
  readonly helmRelease: string | undefined;
}

/**
 * What definitions that are there mean for an installation of a version that brings its own.
 *
 * @param wanted names of the definitions that it brings
 */
export function definitionConcerns(
  wanted: ReadonlySet<string>,
  installed: readonly InstalledDefinition[],
  version: string,
): Concern[] {
  const both = installed.filter(({ name }) => wanted.has(name));
  const now = releaseVersion(version);
  const newer = both.filter((one) => {
    const theirs = releaseVersion(one.version ?? '');
    return now !== undefined && theirs !== undefined && compareReleases(theirs, now) > 0;
  });
  const helms = both.filter(({ helmRelease }) => helmRelease !== undefined);
  return [
    ...(newer.length === 0 ? [] : [newerDefinitions(newer, version)]),
    ...(helms.length === 0 ? [] : [helmDefinitions(helms)]),
  ];
}

const newerDefinitions = (newer: readonly InstalledDefinition[], version: string): Concern => ({
  id: 'newer-definitions',
  weight: 'objection',
  message:
    `the cluster has definitions of Istio ${newer[0]!.version} (${namesOf(newer)}): those of ${version} would drop fields that ` +
    'only the newer ones have. Leave them out with --set components.base.enabled=false, or go back with --force',
});

const helmDefinitions = (helms: readonly InstalledDefinition[]): Concern => ({
  id: 'definitions-owned-by-helm',
  weight: 'objection',
  message:
    `Istio’s definitions belong to the Helm release "${helms[0]!.helmRelease}" (${namesOf(helms)}), which would undo what is ` +
    'changed here. Leave them to it with --set components.base.enabled=false, or take them over with --force',
});

const namesOf = (definitions: readonly InstalledDefinition[]): string =>
  listNames(
    definitions.map(({ name }) => name),
    3,
  );
