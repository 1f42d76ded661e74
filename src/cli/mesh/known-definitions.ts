import type { KnownDefinition } from '../../health/settings.ts';
import { definition } from '../../health/shapes.ts';
import { customResourceDefinitions } from '../../schema/crd.ts';

/** The definitions that an installation brings, with all their versions. */
export async function knownDefinitions(): Promise<KnownDefinition[]> {
  const definitions = (await customResourceDefinitions()).map(definition);
  return definitions.map(({ metadata, spec } = {}) => ({
    name: metadata?.name ?? '',
    versions: (spec?.versions ?? []).map(({ name = '' }) => name),
  }));
}
